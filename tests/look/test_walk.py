"""What the walk reports: a fault that only a narrow window shows is found, whatever was seen in a wide one."""

import pytest
from playwright.sync_api import Page

from tests.look.walk import list_faults

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width">
<style>{wide} @media (max-width: 600px) {{ {narrow} }}</style></head><body><main><h1>A page</h1>{body}</main></body>"""
CROWDED = '<p><button class="n">One</button><button class="n">Two</button></p>'


@pytest.mark.parametrize(
    ("wide", "narrow", "body", "found"),
    [
        (".n { display: none }", ".n { display: block }", '<button class="n"></button>', "button-name"),
        (".n { padding: 20px }", ".n { padding: 0; font-size: 4px; border: 0 }", CROWDED, "target-size"),
        ("", "", "<p>Nothing is wrong here.</p>", ""),
    ],
    ids=["shown when narrow", "crowded when narrow", "nothing"],
)
def test_a_fault_of_the_narrow_page_alone_is_found(page: Page, wide: str, narrow: str, body: str, found: str) -> None:
    page.set_content(PAGE.format(wide=wide, narrow=narrow, body=body))

    faults = list_faults(page)

    assert [fault.split()[2] for fault in faults] == [found] * bool(found), faults
    assert all(fault.startswith("light 390") for fault in faults)
