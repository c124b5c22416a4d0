"""The templates: all compile, unknown names are errors, nothing inline, nothing unescaped."""

import re

import pytest
from jinja2 import StrictUndefined

from app.config import ROOT

FOLDER = ROOT / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())
PAGES = [name for name in TEMPLATES if name.endswith(".html")]
FORBIDDEN = {
    "safe": re.compile(r"\|\s*safe\b|autoescape\s+false|Markup"),
    "style": re.compile(r"""\sstyle\s*="""),
    "event": re.compile(r"""<[a-z][^>{]*\son[a-z]+\s*="""),
    "script": re.compile(r"<script(?![^>]*\bsrc=)"),
    "exclamation": re.compile(r"[a-z]!(?=[\s<])(?!=)"),
}


@pytest.fixture(scope="module")
def environment():
    from app import create_app
    from app.config import read_settings

    return create_app(read_settings({"AWARDS_SECRET_KEY": "s", "AWARDS_LASTING_KEY": "l"})).jinja_env


def test_every_template_compiles(environment):
    for name in TEMPLATES:
        environment.get_template(name)


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_every_page_keeps_the_rules(rule):
    assert [name for name in PAGES if FORBIDDEN[rule].search((FOLDER / name).read_text())] == []


def test_an_unknown_name_is_an_error(environment):
    assert environment.undefined is StrictUndefined
