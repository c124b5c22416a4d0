"""Wire the rooms and the shared parts into one app; decide nothing here."""

import hashlib
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any, TypeVar

from flask import Blueprint, Flask
from flask.cli import AppGroup
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from app import doorkeeper, worker
from app.config import ROOT, Env, Settings, read_settings
from app.extensions import db, limiter, login, migrate, queue
from app.web import bodies, encoding, engine, error_pages, headers, logs, metrics, pages
from app.web.brake import Brake
from app.web.limits import CounterStorage

ROOMS = (
    "audit",
    "mail",
    "accounts",
    "programme",
    "companies",
    "nominations",
    "listening",
    "judging",
    "honours",
    "correspondence",
    "home",
    "desk",
    "exports",
)
PARTS = ("models", "letters", "views", "commands")
T = TypeVar("T")


class Site(Flask):
    """Flask without the question, before each hook and view, whether it is asynchronous: none of ours is."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is."""
        return func


def create_app(settings: Settings | None = None) -> Flask:
    """Wire the parts into an app; raise Misconfigured when the settings cannot work."""
    settings = settings or read_settings()
    app = Site("app", template_folder=ROOT / "templates", static_folder=None)
    _configure(app, settings)
    _bind_extensions(app, settings)
    metrics.register(app, settings)
    for room in ROOMS:
        _open_room(app, room)
    bodies.register(app)
    doorkeeper.register(app)
    encoding.register()
    headers.register(app, settings)
    error_pages.register(app)
    pages.register(app, settings)
    _serve_static_files(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    settings.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    app.config.update(
        AWARDS=settings,
        SECRET_KEY=settings.secret_keys[0],
        SECRET_KEY_FALLBACKS=list(settings.secret_keys[1:]),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine.engine_options(settings.database_url),
        TRUSTED_HOSTS=settings.trusted_hosts,
        SESSION_COOKIE_NAME="__Host-session" if settings.is_secure else "session",
        SESSION_COOKIE_PATH="/",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SECRET_KEY=settings.secret_keys[::-1],
        MAX_CONTENT_LENGTH=bodies.USUAL,
        MAX_FORM_MEMORY_SIZE=bodies.USUAL,
        MAX_FORM_PARTS=500,
        RATELIMIT_STORAGE_URI=f"{Brake.STORAGE_SCHEME[0]}://",
        RATELIMIT_HEADERS_ENABLED=False,
        COMPRESS_MIMETYPES=["text/html", "application/json", "application/atom+xml", "text/calendar"],
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    logs.configure()
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _bind_extensions(app: Flask, settings: Settings) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    login.init_app(app)
    limiter.init_app(app)
    app.extensions["counters"] = CounterStorage(address=_counters_address(settings))
    queue.init_app(app, settings.queue_url, take_turn=worker.take_turn)
    worker.register()


def _counters_address(settings: Settings) -> str:
    if settings.database_url.startswith("postgresql"):
        return settings.database_url.replace("+psycopg", "", 1)
    return str(settings.var / "limits.db")


def _open_room(app: Flask, room: str) -> None:
    """Import a room's parts and hang its pages and commands into the app."""
    for part in PARTS:
        if find_spec(f"app.{room}.{part}") is None:
            continue
        module = import_module(f"app.{room}.{part}")
        for blueprint in held_in(module, Blueprint) if part == "views" else ():
            app.register_blueprint(blueprint)
        for group in held_in(module, AppGroup) if part == "commands" else ():
            app.cli.add_command(group)


def held_in(module: ModuleType, kind: type[T]) -> list[T]:
    """List what a module holds of one kind; isinstance would make a proxy fetch what it stands for."""
    return [each for each in vars(module).values() if issubclass(type(each), kind)]


def _serve_static_files(app: Flask, settings: Settings) -> None:
    """Serve static files under one content hash, so that browsers may keep them for ever."""
    folder = ROOT / "static"
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    version = digest.hexdigest()[:12]
    is_live = settings.env is Env.DEVELOPMENT
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=folder,
        prefix=f"static/{version}/",
        autorefresh=is_live,
        max_age=0 if is_live else 365 * 24 * 3600,
        immutable_file_test=lambda path, url: not is_live,
        allow_all_origins=False,
        add_headers_function=headers.add_to_static_file,
    )
    app.jinja_env.globals["static_url"] = lambda name: f"/static/{version}/{name}"
