"""GOV.UK's own macros in Jinja, and a reading of HTML that lets two spellings of one page be compared."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined

TEMPLATES = Path(__file__).parents[2] / "templates"
VOID = {"input", "br", "img", "path", "meta", "link"}

ours = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
ours.filters.update(day=lambda value, zone: f"{value} {zone}", moment=lambda value, zone: f"{value} {zone}")

theirs = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}), autoescape=True
)

Node = tuple[str, dict[str, Any], list[Any]]


def render_ours(call: str, **context: Any) -> list[Any]:
    """Read what one of our macros writes; `call` names it after its file, as in `fields.email(field)`."""
    name = call.partition(".")[0]
    source = f'{{% import "components/{name}.html" as {name} %}}{{{{ {call} }}}}'
    return read(ours.from_string(source).render(context))


def render_theirs(component: str, macro: str, params: dict[str, Any]) -> list[Any]:
    """Read what GOV.UK's macro writes for the same thing."""
    path = f"govuk_frontend_jinja/components/{component}/macro.html"
    source = f'{{% from "{path}" import {macro} %}}{{{{ {macro}(params) }}}}'
    return read(theirs.from_string(source).render(params=params))


def read(html: str) -> list[Any]:
    """Turn HTML into nested (tag, attributes, children), with classes as sets and white space folded."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tree


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree: list[Any] = []
        self._open: list[list[Any]] = [self.tree]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept: dict[str, Any] = dict(attrs)
        if "class" in kept:
            kept["class"] = frozenset((kept["class"] or "").split())
        children: list[Any] = []
        self._open[-1].append((tag, kept, children))
        if tag not in VOID:
            self._open.append(children)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, text: str) -> None:
        folded = " ".join(text.split())
        if folded:
            self._open[-1].append(folded)
