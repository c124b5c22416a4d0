"""Wait for the page after this one: whole, with its style sheets, however slow the machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

IS_NEXT = "() => !window.isLeft && document.readyState === 'complete' && document.fonts.status === 'loaded'"


@contextmanager
def leaving(page: Page) -> Iterator[None]:
    """Do inside what leads to another page; outside, that page stands.

    Playwright's own `expect_navigation` also ends with a load that belonged to the page before.
    """
    page.evaluate("window.isLeft = true")
    yield
    page.wait_for_function(IS_NEXT)
