"""The blueprint of the public's pages, and the words its pages share."""

from flask import Blueprint

from app.companies.rules import link_to
from app.nominations import wording

views = Blueprint("nominations", __name__)


views.add_app_template_filter(lambda quality: wording.QUALITIES.get(quality, ""), "quality_words")
views.add_app_template_filter(link_to)


WORDS = {
    "feelings": wording.FEELINGS,
    "qualities": wording.QUALITIES,
    "solved_words": wording.SOLVED,
    "channels": wording.CHANNELS,
    "relations": wording.RELATIONS,
}
