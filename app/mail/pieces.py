"""Take the template of a letter apart: the words that stay, and the parts the site fills in, each with a name.

A name is what the template calls it: a block's own name, or the last word of what is written out or asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from jinja2 import Environment, Template, nodes

from app.mail.letters import KEPT
from app.mail.wording import Piece, without_gaps

TOO_GENERAL = {"name", "title", "words", "text"}
SILENT = (nodes.Assign, nodes.AssignBlock, nodes.Import, nodes.FromImport, nodes.Macro)
LINKS = {"link", "links", "stop"}
FEW_NAMES = 60


@dataclass(frozen=True)
class Parts:
    """A letter taken apart: its ready-made words with names in curly brackets, its pieces, and what fills them."""

    text: str
    pieces: tuple[Piece, ...]
    template: Template

    def values(self, context: Mapping[str, Any]) -> dict[str, str]:
        """Return what stands in the place of each name for one letter."""
        whole = dict(context)
        current_app.update_template_context(whole)
        made = self.template.make_module(whole)
        return {piece.name: str(getattr(made, _place(at))).strip("\n") for at, piece in enumerate(self.pieces)}


def take_apart(purpose: str, template: str, environment: Environment | None = None) -> Parts:
    """Take a letter's template apart; each is read once."""
    if environment is not None:
        return _take_apart(environment, purpose, template)
    kept: dict[tuple[str, str], Parts] = current_app.extensions.setdefault("letter_parts", {})
    if (purpose, template) not in kept:
        kept[purpose, template] = _take_apart(current_app.jinja_env, purpose, template)
    return kept[purpose, template]


def parse(environment: Environment, template: str) -> nodes.Template:
    """Read a template as the engine would."""
    assert environment.loader is not None
    source, filename, _ = environment.loader.get_source(environment, template)
    return environment.parse(source, template, filename)


def _take_apart(environment: Environment, purpose: str, template: str) -> Parts:
    tree = parse(environment, template)
    words, pieces, kept = [], dict[str, tuple[Piece, nodes.Node]](), list[nodes.Node]()
    for node in _flat(tree.body):
        if isinstance(node, SILENT):
            kept.append(node)
        elif isinstance(node, nodes.TemplateData):
            words.append(node.data)
        else:
            piece = _piece(node, pieces, KEPT.get(purpose, frozenset()))
            pieces[piece.name] = piece, node
            before, after = _line_ends(node)
            words.append(f"{before}{{{piece.name}}}{after}")
    kept += [_assigned(at, node) for at, (_, node) in enumerate(pieces.values())]
    taken = nodes.Template(kept, lineno=1)
    taken.set_environment(environment)
    code = environment.compile(taken, template)
    compiled = environment.template_class.from_code(environment, code, environment.make_globals(None))
    return Parts(without_gaps("".join(words)), tuple(piece for piece, _ in pieces.values()), compiled)


def _flat(body: list[nodes.Node]) -> Iterator[nodes.Node]:
    for node in body:
        if isinstance(node, nodes.Output):
            yield from node.nodes
        else:
            yield node


def _place(at: int) -> str:
    return f"piece_{at}"


def _assigned(at: int, node: nodes.Node) -> nodes.AssignBlock:
    """Keep what a part gives under a name of ours, so that each can be read by itself."""
    if isinstance(node, nodes.Block):
        body = node.body
    else:
        body = [nodes.Output([node], lineno=1) if isinstance(node, nodes.Expr) else node]
    return nodes.AssignBlock(nodes.Name(_place(at), "store", lineno=1), None, body, lineno=1)


def _piece(node: nodes.Node, known: Mapping[str, tuple[Piece, nodes.Node]], kept: frozenset[str]) -> Piece:
    stem = name = _name_of(node) or "part"
    for number in range(2, FEW_NAMES):
        if name not in known or known[name][1] == node:
            break
        name = f"{stem} {number}"
    is_link = _has_link(node)
    return Piece(name, is_needed=is_link or name in kept, is_link=is_link, is_short=isinstance(node, nodes.Expr))


def _name_of(node: nodes.Node | None) -> str:
    """Find what a part of a template is called."""
    if node is None:
        return ""
    if isinstance(node, nodes.Block):
        return node.name.replace("_", " ")
    if isinstance(node, nodes.Include) and isinstance(node.template, nodes.Const):
        return str(node.template.value).rpartition("/")[2].partition(".")[0].strip("_").replace("_", " ")
    if isinstance(node, nodes.Getattr):
        owner = _name_of(node.node) if node.attr in TOO_GENERAL else ""
        return f"{owner} {node.attr.replace('_', ' ')}".removeprefix("is ").strip()
    if isinstance(node, nodes.Name):
        return node.name.replace("_", " ").removeprefix("is ")
    return _name_of(next(iter(node.iter_child_nodes(only=_inner(node))), None))


def _inner(node: nodes.Node) -> tuple[str, ...]:
    """Name where the words lie that a part is called by."""
    places = {nodes.If: "test", nodes.CondExpr: "test", nodes.For: "iter", nodes.Compare: "expr", nodes.Or: "left"}
    return (places.get(type(node), "node"),)


def _has_link(node: nodes.Node) -> bool:
    named = {each.name for each in node.find_all(nodes.Name)} | {each.attr for each in node.find_all(nodes.Getattr)}
    own = {getattr(node, "name", ""), getattr(node, "attr", "")}
    return any(name in LINKS or name.endswith("_link") for name in named | own)


def _line_ends(node: nodes.Node) -> tuple[str, str]:
    """Return the line ends with which a part begins and ends, which the words around it need."""
    data = [each.data for each in _first_and_last(node)]
    if not data:
        return "", ""
    first, last = data[0], data[-1]
    return "\n" * (len(first) - len(first.lstrip("\n"))), "\n" * (len(last) - len(last.rstrip("\n")))


def _first_and_last(node: nodes.Node) -> Iterator[nodes.TemplateData]:
    """Yield the words a part begins and ends with, where it does with words."""
    body: list[nodes.Node] = getattr(node, "body", [])
    for at in (0, -1):
        inner = list(body[at : at + 1 or None])
        while inner and isinstance(inner[at], nodes.Output | nodes.If | nodes.For | nodes.Block):
            inner = list(getattr(inner[at], "nodes", None) or getattr(inner[at], "body", []))
        if inner and isinstance(inner[at], nodes.TemplateData):
            yield inner[at]  # type: ignore[misc]
