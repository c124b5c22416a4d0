"""A judge's sheet on a small server of its own: the real templates, styles and scripts, and a page that only counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from jinja2 import ChoiceLoader, DictLoader, StrictUndefined

from tests.look.oracle import TEMPLATES
from tests.served import served

PAGE = """
{% extends "layouts/bare.html" %}
{% from "components/scoring.html" import criterion_card, score_bar, keys_help, conflict_panel %}
{% block title %}Brightline{% endblock %}
{% block scripts %}
<script type="module" src="/static/js/scoring.js"></script>
<script type="module" src="/static/js/autosave.js"></script>
{% endblock %}
{% block content %}
<h1>Brightline</h1>
{{ score_bar("Best team", 0, criteria|length) }}
{{ conflict_panel() }}
<form method="post" action="/" data-scoring data-autosave="sheet">
<input type="hidden" name="version" value="{{ server.version }}">
{% for criterion in criteria %}
{% set code = criterion.code %}
{% set level, comment = server.fields.get("level_" ~ code), server.fields.get("comment_" ~ code, "") %}
{{ criterion_card(criterion, loop.index, level, comment) }}
{% endfor %}
<button name="action" value="submit">Submit</button>
{{ keys_help([[["1"], "Level 1"]]) }}
</form>
{% endblock %}
"""
LEVELS = [{"number": number, "name": f"Name {number}", "meaning": f"Meaning {number}"} for number in range(1, 6)]
CRITERIA = [
    {"code": code, "title": f"Criterion {code}", "asks": "Well?", "weight": 50, "levels": LEVELS}
    for code in ("a1", "a2")
]


@dataclass
class Server:
    """What the sheet's server has been told, and how it answers."""

    address: str = ""
    version: int = 1
    fields: dict[str, str] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    is_down: bool = False
    loses_answers: bool = False

    def change_elsewhere(self, **fields: str) -> None:
        """Save as another window would."""
        self.version += 1
        self.fields |= fields

    def take(self, form: dict[str, str]) -> ResponseReturnValue:
        """Answer as the judges' page does."""
        if self.is_down:
            return "no", 503
        self.actions.append(form["action"])
        if form["version"] != str(self.version):
            return jsonify(sentence="Saved elsewhere", version=self.version, theirs=self.fields), 409
        self.version += 1
        self.fields = {name: text for name, text in form.items() if name.startswith(("level", "comment"))}
        if self.loses_answers:
            return "lost on the way", 502
        return jsonify(version=self.version) if form["action"] == "save" else "<title>Handed in</title>"


@contextmanager
def serve_sheet() -> Iterator[Server]:
    """Serve the sheet on a free port."""
    server = Server()
    with served(_app(server)) as address:
        server.address = f"{address}/"
        yield server


def _app(server: Server) -> Flask:
    app = Flask(__name__, static_folder=str(TEMPLATES.parent / "static"), template_folder=str(TEMPLATES))
    app.jinja_env.loader = ChoiceLoader([DictLoader({"sheet.html": PAGE}), app.jinja_env.loader])  # type: ignore[list-item]
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.globals["static_url"] = lambda name: f"/static/{name}"
    app.jinja_env.globals["public_url"] = "http://127.0.0.1"

    @app.route("/", methods=["GET", "POST"])
    def sheet() -> Any:
        if request.method == "POST":
            return server.take(request.form.to_dict())
        return app.jinja_env.get_template("sheet.html").render(server=server, criteria=CRITERIA)

    return app
