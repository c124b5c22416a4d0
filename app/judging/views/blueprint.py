"""The blueprint that the room's pages hang on."""

from flask import Blueprint

views = Blueprint("judging", __name__)
