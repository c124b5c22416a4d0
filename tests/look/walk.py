"""Walk through the site as one person: every link, each kind of page once, in four looks."""

import os
import re
from collections import deque
from collections.abc import Iterator

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
BUT_CONTRAST = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
FULL = bool(os.environ.get("FULL"))
# Contrast takes as long as all other rules together, and our colours hang on the theme: each theme is measured once,
# the light one wide and the dark one narrow; FULL=1 measures both at both widths.
SETTINGS = (
    (1280, "light", RULES),
    (390, "light", RULES if FULL else BUT_CONTRAST),
    (390, "dark", OF_COLOUR),
    (1280, "dark", OF_COLOUR if FULL else None),
)
# What depends on where things stand; all other rules read what is there and whether it is to be seen.
OF_LAYOUT = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
SEEN = """() => Array.from(document.querySelectorAll('body *'),
    (each) => Number(each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))).join('')"""
FIND = "(rules) => axe.run({...rules, resultTypes: ['violations']}).then((found) => found.violations)"
ALIKE = (
    (r"/companies/letters/[^/]+/[^/]+", "/companies/letters/…/…"),
    (r"/companies/(?!new$|letters|wishes)[^/]+", "/companies/…"),
    (r"/merge/[^/]+", "/merge/…"),
    (r"/(seasons|winners)/(?!new)[^/]+", r"/\1/…"),
    (r"/winners/…/[^/]+", "/winners/…/…"),
    (r"/results/[^/]+/[^/]+", "/results/…"),
    (r"/assignments/[^/]+/(?!plan$)[^/]+", "/assignments/…/…"),
    (r"/assignments/[^/]+/plan$", "/assignments/…/plan"),
    (r"/categories/(?!new).+", "/categories/…"),
    (r"/mail/[a-z]{20}", "/mail/…"),
    (r"/letters/[^/]+", "/letters/…"),
    (r"/rubric/(story|full)/\d+(/since)?(/\d+)?", r"/rubric/…\2"),
    (r"/(?!categories)[a-z]{10}(-[a-z0-9]+)?(?=/|$)", "/…"),
)
NOT_PAGES = ("/logout", ".svg", ".json", ".csv", ".atom", ".ics", "/n/")
MOST = 60
HEADINGS = "(all) => all.map((each) => each.innerText.replace(/\\s+/g, ' ').trim())"


def walk(page: Page, site: str, start: str, within: tuple[str, ...] = ("/",)) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of page a person reaches from an address, with everything that is wrong on it."""
    seen: set[str] = set()
    ahead = deque([start])
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    while ahead and len(seen) < MOST:
        path = ahead.popleft()
        if kind_of(path) in seen or not path.startswith(within) or any(part in path for part in NOT_PAGES):
            continue
        seen.add(kind_of(path))
        said.clear()
        answer = page.goto(site + path)
        is_refused = answer is None or answer.status >= 400
        yield path, list_faults(page) + ([] if is_refused else said)
        ahead.extend(links_on(page, path))


def kind_of(path: str) -> str:
    """Return what is the same for all pages of one kind."""
    address, _, query = path.partition("?")
    for pattern, same in ALIKE:
        address = re.sub(pattern, same, address)
    return f"{address}?{sorted(part.partition('=')[0] for part in query.split('&'))}"


def links_on(page: Page, path: str) -> list[str]:
    """List where one can go from here within the site."""
    found = page.eval_on_selector_all("a[href]", "(all) => all.map((link) => link.getAttribute('href'))")
    whole = [path.partition("?")[0] + href if href.startswith("?") else href for href in found]
    return [href.partition("#")[0] for href in whole if href.startswith("/") and not href.startswith("//")]


def list_faults(page: Page) -> list[str]:
    """List what is wrong with the open page, wide and narrow; in the dark, where only colours differ, look at those."""
    faults = []
    headings = page.eval_on_selector_all("h1", HEADINGS)
    if len(headings) != 1:
        faults.append(f"{len(headings)} headings of the first level")
    seen_before = ""
    for width, theme, rules in SETTINGS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"wider than {width}")
        seen = page.evaluate(SEEN)
        if rules is BUT_CONTRAST and seen == seen_before:
            rules = OF_LAYOUT
        seen_before = seen
        faults += [f"{theme} {width}: {found}" for found in (list_violations(page, rules) if rules else ())]
    return faults


def list_violations(page: Page, rules: object = RULES) -> list[str]:
    """Ask axe which of its rules the page breaks as it is shown now; axe is handed to each page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [f"{found['id']} {found['nodes'][0]['html'][:120]}" for found in page.evaluate(FIND, rules)]
