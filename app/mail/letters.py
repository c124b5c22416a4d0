"""What a letter holds: rooms register one composer for each purpose."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from types import CodeType
from typing import Any

OWN_TEMPLATE = re.compile(r"[a-z_]+/letters/[a-z][a-z_]*\.txt")


@dataclass(frozen=True)
class Words:
    """A letter ready to be rendered: one recipient, a title, a text template and what it needs.

    `unsubscribe` is the address of a page that ends such letters to this recipient; mail programs offer it as a button.
    `unsubscribe_words` say at the foot of the letter what is ended.
    """

    to: str
    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    unsubscribe: str = ""
    unsubscribe_words: str = "No more news about nominations to this address"


Composer = Callable[..., Words | None]
COMPOSERS: dict[str, Composer] = {}
TEMPLATES: dict[str, tuple[str, ...]] = {}
KEPT: dict[str, frozenset[str]] = {}
PACED: set[str] = set()
JOINED: set[str] = set()
NEWS: set[str] = set()
_reply_to: list[Callable[[], str]] = []


def replies_go_to(find_address: Callable[[], str]) -> Callable[[], str]:
    """Register who knows the address that answers to our letters go to."""
    _reply_to[:] = [find_address]
    return find_address


def find_reply_to() -> str:
    """Return the address that answers go to; empty when it is the sending one."""
    return _reply_to[0]() if _reply_to else ""


def letter(
    purpose: str,
    *,
    is_paced: bool = False,
    is_joined: bool = False,
    is_news: bool = False,
    templates: tuple[str, ...] | None = None,
    keeps: tuple[str, ...] = (),
) -> Callable[[Composer], Composer]:
    """Register who writes the letters of a purpose.

    The composer is called at sending with the subject's id (what follows the colon in `subject`) and answers
    None when the letter is no longer due. Paced letters go to one address a few at a time, because a stranger
    can cause them; the others wait and none is dropped. Those that are joined wait to go in one letter, whose
    composer is called with all their ids. News is not sent to an address that refused it.
    Organisers may edit the words of its `templates`: those the composer or its helpers name whole, unless they are
    given here; its links must stay in them, and so must the parts named in `keeps`.
    """

    def register(composer: Composer) -> Composer:
        COMPOSERS[purpose] = composer
        TEMPLATES.pop(purpose, None)
        if templates is not None:
            TEMPLATES[purpose] = templates
        KEPT[purpose] = frozenset(keeps)
        for purposes, belongs in ((PACED, is_paced), (JOINED, is_joined), (NEWS, is_news)):
            (purposes.add if belongs else purposes.discard)(purpose)
        return composer

    return register


def templates_of(purpose: str) -> tuple[str, ...]:
    """List the templates a purpose is written with: those given, else those its composer or its helpers name whole."""
    given = TEMPLATES.get(purpose)
    if given is not None:
        return given
    composer: Any = COMPOSERS[purpose]
    while isinstance(composer, partial):
        composer = composer.func
    known = getattr(composer, "__globals__", {})
    used = [known.get(name) for name in _code_of(composer).co_names] if hasattr(composer, "__code__") else []
    near = [
        each for each in used if getattr(each, "__module__", "") == composer.__module__ and hasattr(each, "__code__")
    ]
    constants = [word for each in (composer, *near) if hasattr(each, "__code__") for word in _code_of(each).co_consts]
    named = (word for word in constants if isinstance(word, str) and OWN_TEMPLATE.fullmatch(word))
    return tuple(dict.fromkeys(named))


def _code_of(function: Any) -> CodeType:
    code: CodeType = function.__code__
    return code
