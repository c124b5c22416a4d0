"""No code path here writes to a network: not by its calls, and not on the wire."""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import atproto_client
import httpx
import pytest
import tweepy
from flask import Flask
from mastodon import Mastodon

import app as product
from app.listening.passes import network
from app.listening.passes.stopping import Stop
from app.listening.sources.bluesky.transport import BoundedTransport
from app.listening.sources.bounded import Limits
from app.listening.sources.x.source import XSource
from tests.listening.bluesky import open_lastingly
from tests.listening.bluesky_server import BlueskyServer, make_view
from tests.listening.rows import make_watch
from tests.listening.x_server import XServer, make_post

ROOT = Path(product.__file__).parent
OURS_TOO = {"update"}
WRITING_VERBS = {"post", "put", "patch", "delete", "request", "urlopen", "urlretrieve"}
ATPROTO = ("atproto", "atproto_client", "atproto_core")
NETWORK_PARTS = (
    "requests",
    "httpx",
    "urllib",
    "urllib3",
    "http",
    "aiohttp",
    "socket",
    "tweepy",
    "mastodon",
    "websockets",
    *ATPROTO,
)
CALLS_OF_CLIENTS = {
    "session",
    "search_recent_tweets",
    "get_tweets",
    "get_recent_tweets_count",
    "invoke_query",
    "invoke_procedure",
    "access_token",
    "timeline_hashtag",
    "search_v2",
    "status",
}
KEEPING_A_SESSION = {"com.atproto.server.createSession", "com.atproto.server.refreshSession"}
ALLOWED = {
    "listening/sources/bluesky/transport.py": {
        "httpx": {*"BaseTransport HTTPTransport Limits Request Response DecodingError create_ssl_context".split()},
    },
    "listening/sources/bluesky/source.py": {
        "httpx": {"HTTPError", "Timeout", "ReadTimeout", "WriteTimeout"}
        | {"ConnectError", "ConnectTimeout", "UnsupportedProtocol"},
        "atproto_client": {"Client", "models"},
        "atproto_client.request": {"Request", "Response"},
        "atproto_core.exceptions": {"AtProtocolError"},
    },
    "listening/sources/carrying.py": {
        "requests": {"RequestException", "PreparedRequest", "Response", "ConnectionError", "Session"}
        | {"ReadTimeout", "ConnectTimeout", "exceptions"},
        "requests.adapters": {"HTTPAdapter"},
        "socket": {"socket"},
        "urllib3": {"BaseHTTPResponse", "HTTPConnectionPool", "HTTPSConnectionPool"},
        "urllib3.connection": {"HTTPConnection", "HTTPSConnection"},
        "urllib3.exceptions": {"HTTPError"},
    },
    "listening/sources/lines.py": {"socket": {"socket", "SHUT_RDWR"}},
    "listening/sources/mastodon/transport.py": {"requests": {"PreparedRequest", "Request", "Response"}},
    "listening/sources/mastodon/source.py": {"mastodon": {"Mastodon", "MastodonNetworkError"}},
    "listening/sources/rss/transport.py": {
        "socket": {"getaddrinfo", "gaierror", "socket", "SOCK_STREAM"},
        "requests": {"Request", "Response"},
        "urllib3.exceptions": {"NameResolutionError", "NewConnectionError"},
        "urllib3.util.connection": {"create_connection"},
        "urllib.parse": {"urljoin"},
    },
    "listening/sources/rss/source.py": {"requests": {"Response"}},
    "listening/sources/rss/items.py": {"urllib.parse": {"urljoin"}},
    "listening/sources/x/transport.py": {
        "requests": {"RequestException", "PreparedRequest", "Response", "ConnectionError", "Session"},
        "requests.adapters": {"HTTPAdapter"},
        "urllib3": {"BaseHTTPResponse"},
        "urllib3.exceptions": {"HTTPError"},
    },
    "listening/sources/x/source.py": {
        "requests": {"RequestException", "Response", "ReadTimeout", "ConnectTimeout", "exceptions"},
        "tweepy": {"Client"},
    },
}
MAIL_ROOM = "mail/"


def imported_files() -> Iterator[Path]:
    """Follow the imports of the room through the product, from every file of the room."""
    waiting = sorted((ROOT / "listening").rglob("*.py"))
    seen: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        yield path
        waiting += [found for name in imports_of(path) for found in [file_of(name)] if found is not None]


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def file_of(module: str) -> Path | None:
    if module.partition(".")[0] != "app":
        return None
    base = ROOT.joinpath(*module.split(".")[1:])
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


@cache
def writing_methods() -> set[str]:
    """Name every method of tweepy and atproto that does not merely get or search, and what acts on Mastodon's posts."""
    clients = (tweepy.Client, tweepy.API, atproto_client.Client)
    names = {name for client in clients for name, _ in inspect.getmembers(client, inspect.isfunction)}
    reading = {name for name in names if name.startswith(("_", "get_", "search_", "invoke_"))}
    acting = {name for name in dir(Mastodon) if name.startswith(("status_", "account_", "media_", "toot"))}
    return (names - reading - WRITING_VERBS) | acting


def offences(source: str, path: str) -> list[str]:
    """List what a file does that could write to a network."""
    tree = ast.parse(source)
    found = [f"{path}: calls {name}" for name in called(tree) if name in writing_methods() - OURS_TOO]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in writing_methods() and "tweet" in node.value:
            found.append(f"{path}: names {node.value}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING_VERBS:
            owner = ast.unparse(node.func.value)
            if ("session" in owner and "db." not in owner) or owner in NETWORK_PARTS or "client" in owner.lower():
                found.append(f"{path}: {owner}.{node.func.attr}")
    found += [f"{path}: client.{name}" for name in sorted(asked_of_clients(tree) - CALLS_OF_CLIENTS)]
    found += [f"{path}: procedure {name}" for name in sorted(procedures(tree) - KEEPING_A_SESSION)]
    used = network_imports(tree) | network_uses(tree)
    return found + [f"{path}: imports {name}" for name in sorted(used - allowed_in(path))]


def asked_of_clients(tree: ast.AST) -> set[str]:
    """Name all that is asked of anything called a client."""
    parts = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return {part.attr for part in parts if ast.unparse(part.value).endswith("_client")}


def procedures(tree: ast.AST) -> set[str]:
    """Name the calls of atproto that may change something, whether written out or by a constant of the file."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    firsts = [ast.unparse(call.args[0]) if call.args else "?" for call in calls if call.func.attr == "invoke_procedure"]
    named = dict(constants(tree))
    return {named.get(first, first).strip("'") for first in firsts}


def constants(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple | ast.Constant):
            name, value = node.targets[0], node.value
            names = name.elts if isinstance(name, ast.Tuple) else [name]
            values = value.elts if isinstance(name, ast.Tuple) else [value]
            yield from zip(map(ast.unparse, names), map(ast.unparse, values), strict=True)


def network_uses(tree: ast.AST) -> set[str]:
    """Name what is taken out of a network library by its module."""
    parts = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))
    return {f"{part.value.id}.{part.attr}" for part in parts if part.value.id in ("httpx", "requests", *ATPROTO)}


def called(tree: ast.AST) -> set[str]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {call.attr for call in calls if isinstance(call, ast.Attribute)}


def network_imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.partition(".")[0] in NETWORK_PARTS}
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in NETWORK_PARTS:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def allowed_in(path: str) -> set[str]:
    parts = ALLOWED.get(path, {})
    named = {f"{module}.{name}" for module, names in parts.items() for name in names}
    return (
        named
        | set(parts)
        | {f"urllib.parse.{name}" for name in ("urlsplit", "urlunsplit", "quote", "urlencode", "SplitResult")}
    )


def test_no_file_that_listening_reaches_can_write_to_a_network() -> None:
    files = {path.relative_to(ROOT).as_posix(): path.read_text() for path in imported_files()}

    found = [
        each for path, source in files.items() if not path.startswith(MAIL_ROOM) for each in offences(source, path)
    ]

    assert {"listening/sources/x/source.py", "listening/sources/bluesky/source.py"} <= set(files)
    assert "web/actions.py" in files
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "def reply(self, text):\n    self._client.create_tweet(text=text)",
        "def like(self, post):\n    self._client.like(post)",
        "def reply(self):\n    self._client.request('POST', '/2/tweets')",
        "def reply(self):\n    self._client.session.post('https://api.x.com/2/tweets')",
        "def reply(self):\n    getattr(self._client, 'create_tweet')(text='hi')",
        "import requests\ndef reply():\n    requests.post('https://api.x.com/2/tweets')",
        "import httpx\ndef reply():\n    httpx.post('https://api.x.com/2/tweets')",
        "def reply(self):\n    self._client.send_post('hi')",
        "def like(self, post):\n    self._client.repost(post.uri, post.cid)",
        "def reply(self):\n    self._client.com.atproto.repo.create_record(data)",
        "def reply(self):\n    self._client.app.bsky.feed.post.create(repo, record)",
        "def reply(self):\n    self._client.invoke_procedure('com.atproto.repo.createRecord', data=data)",
        "LOG_IN, WRITE = 'com.atproto.server.createSession', 'com.atproto.repo.createRecord'\n"
        "def reply(self):\n    self._client.invoke_procedure(WRITE, data=data)",
        "def reply(self, name):\n    self._client.invoke_procedure(name)",
        "import httpx\ndef reply():\n    httpx.Client().send(request)",
        "def reply(self):\n    self._client.status_post('hi', in_reply_to_id=1)",
        "def reply(self, client):\n    client.status_reply(status, 'hi')",
        "def like(self):\n    self._client.status_favourite(1)",
        "def reply(self):\n    self._client.toot('hi')",
        "def ask(self):\n    self._client.instance()",
        "import mastodon",
        "from urllib.request import urlopen",
        "import socket",
    ],
)
def test_code_that_would_write_is_found_when_planted(planted: str) -> None:
    assert offences(planted, "listening/service.py")


def test_on_the_wire_a_pass_sends_nothing_but_reads(app: Flask, x: XServer, source: XSource) -> None:
    x.posts = [make_post(number=number) for number in range(120)]
    make_watch()

    network.read_network(source, is_asked=True, stop=Stop())

    assert set(x.methods) == {"GET"}
    assert len(x.methods) == 2


def test_on_the_wire_a_pass_over_bluesky_reads_and_keeps_its_session_alive(app: Flask, bluesky: BlueskyServer) -> None:
    bluesky.posts = [make_view() for _ in range(120)]
    make_watch(networks=["bluesky"], phrases=["support"])
    source = open_lastingly(bluesky)

    network.read_network(source, is_asked=True, stop=Stop())
    bluesky.expire()
    network.read_network(source, is_asked=True, stop=Stop())

    assert {call for call in bluesky.calls if call[0] != "GET"} == {("POST", name) for name in KEEPING_A_SESSION}
    assert bluesky.calls_of("searchPosts") > 3


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("POST", "/xrpc/com.atproto.repo.createRecord"),
        ("POST", "/xrpc/app.bsky.feed.searchPosts"),
        ("PUT", "/xrpc/com.atproto.server.createSession"),
        ("DELETE", "/xrpc/com.atproto.server.deleteSession"),
        ("GET", "/elsewhere"),
    ],
)
def test_what_would_write_is_stopped_before_the_wire(bluesky: BlueskyServer, method: str, address: str) -> None:
    with httpx.Client(transport=BoundedTransport(bluesky.url, Limits())) as client, pytest.raises(RuntimeError):
        client.request(method, bluesky.url + address)

    assert bluesky.calls == []
