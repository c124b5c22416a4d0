"""Public stories."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.nominations import queries
from app.nominations.views.blueprint import WORDS, views
from app.web.kept_pages import kept


@views.get("/stories/<story_id>")
@kept
def show_story(story_id: str) -> ResponseReturnValue:
    """Show a public story."""
    return render_template("nominations/story.html", story=queries.get_story(story_id), **WORDS)
