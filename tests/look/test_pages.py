"""Every page of the demo, as each person sees it: axe finds nothing, nothing runs over the edge, the CSP holds."""

import re
import threading
from dataclasses import replace
from html import unescape
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from werkzeug.serving import make_server

from app import create_app
from app.accounts import queries as accounts
from app.accounts import service
from app.config import read_settings
from app.demo.commands import make_ready
from app.doors import DOORS, PUBLIC
from app.extensions import db
from app.web.actions import act
from tests.conftest import TEST_KEYS

pytestmark = pytest.mark.browser
WHO = {
    "visitor": None,
    "organiser": "daniel@example.org",
    "curator": "mina@example.org",
    "judge": "amara@example.org",
}
LOOKS = [("light", 1280), ("light", 390), ("dark", 1280), ("dark", 390)]
MOST = 400


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Serve the demo, and give the app and its address."""
    folder = tmp_path_factory.mktemp("demo")
    settings = read_settings({**TEST_KEYS, "AWARDS_VAR": str(folder), "AWARDS_MAIL_URL": f"file:{folder / 'mail'}"})
    app = create_app(replace(settings, argon2_memory_kib=64))
    with app.app_context():
        make_ready(app, fresh=False)
    app.config["RATELIMIT_ENABLED"] = False
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield app, f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["counters"].close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def cookie_of(app, who):
    """Sign one of the demo's people in and return the cookie's value."""
    client = app.test_client()
    with app.app_context():
        token = act(service.start_session, accounts.find_user_by_email(WHO[who]), browser="test")
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return client, client.get_cookie("session").value


def pages_of(app, who):
    """Follow the links a person sees, and keep one address for each route."""
    client, cookie = cookie_of(app, who) if WHO[who] else (app.test_client(), None)
    start = {"visitor": "/", "organiser": "/organise/", "curator": "/curate/", "judge": "/judge/"}[who]
    waiting, seen, kept = [start, "/login", "/nominate"], set(), {}
    adapter = app.url_map.bind("localhost")
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        path = urlsplit(address).path
        if path in seen or not adapter.test(path, "GET"):
            continue
        seen.add(path)
        answer = client.get(address)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        kept.setdefault(adapter.match(path, "GET")[0], address)
        waiting += [unescape(link) for link in re.findall(r'href="(/[^"#]*)"', answer.get_data(as_text=True))]
    mine = {route: address for route, address in kept.items() if (who == "visitor") == (DOORS[route] is PUBLIC)}
    return mine, cookie


def faults_of(page, address):
    """Open a page and return what is wrong with it in any look."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(address, wait_until="load")
    found = [] if page.locator("h1").count() == 1 else ["does not have one heading"]
    for theme, width in LOOKS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        violations = Axe().run(page).response["violations"]
        found += [f"{theme} {width} {fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in violations]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{width} runs over the edge")
    return found + said


@pytest.mark.parametrize("who", WHO)
def test_every_page_is_accessible_in_every_look(demo, browser, who):
    app, site = demo
    pages, cookie = pages_of(app, who)
    context = browser.new_context(reduced_motion="reduce")
    if cookie:
        context.add_cookies([{"name": "session", "value": cookie, "url": site}])
    wrong = {}

    for route, address in pages.items():
        page = context.new_page()
        faults = faults_of(page, site + address)
        page.close()
        if faults:
            wrong[f"{route} {address}"] = faults
    context.close()

    assert len(pages) >= 4
    assert wrong == {}
