"""The pages that `pages.py` asks for, each with the page of the bare stack it stands beside."""

from typing import Any

from flask import Flask

from app.accounts import service as accounts
from app.accounts.models import User
from app.companies.models import Company
from app.extensions import db
from app.nominations import service
from app.nominations.models import MineRequest, Nomination
from app.nominations.queries import is_public_story
from app.nominations.rules import State
from app.web.actions import act
from app.web.links import token_for

COMPANY = "alderbank-books"
PAGES = {
    "front": ("/", "still"),
    "front, kept": ("/", "still"),
    "categories": ("/categories", "still"),
    "category": ("/categories/best-self-service", "list"),
    "category, older": ("/categories/best-self-service?before={middle}", "list"),
    "category, kept": ("/categories/best-self-service", "list"),
    "companies": ("/companies", "list"),
    "companies, further": ("/companies?before={further}", "list"),
    "search": ("/companies?q=alderbnk+boks", "list"),
    "company": (f"/companies/{COMPANY}", "list"),
    "company, older": (f"/companies/{COMPANY}?before={{middle}}", "list"),
    "company, kept": (f"/companies/{COMPANY}", "list"),
    "story": ("/stories/{story}", "list"),
    "fairness": ("/fairness", "still"),
    "fairness, kept": ("/fairness", "still"),
    "feed": ("/feeds/stories.atom", "list"),
    "feed, kept": ("/feeds/stories.atom", "list"),
    "calendar": ("/calendar.ics", "still"),
    "form": ("/nominate", "nominate"),
    "my nominations": ("/nominations/mine/{mine}", "list"),
    "curators' queue": ("/curate/nominations", "list"),
    "decided": ("/curate/nominations?show=decided", "list"),
    "found by reference": ("/curate/nominations?q={reference}", "list"),
    "found by company": ("/curate/nominations?q=Alderbank+Books", "list"),
    "found by name": ("/curate/nominations?q=Tobiasz+Nowhere", "list"),
    "register": ("/curate/companies?show=all", "list"),
    "register, search": ("/curate/companies?q=alderbnk+boks", "list"),
}


def choose() -> dict[str, object]:
    """Choose a story, a place half-way, something that waits, and the list of one person's own."""
    newest = db.session.scalars(db.select(Nomination).where(is_public_story()).order_by(Nomination.id.desc()).limit(1))
    story = newest.one()
    held = db.select(Nomination.reference).filter_by(state=State.HELD).order_by(Nomination.confirmed_at).limit(1)
    act(service.ask_for_list, story.written.email)
    asked = db.session.scalars(db.select(MineRequest.public_id).order_by(MineRequest.id.desc()).limit(1)).one()
    return {
        "story": story.story_id,
        "middle": db.session.get_one(Nomination, story.id // 2).story_id,
        "further": db.session.get_one(Company, 40).slug,
        "reference": db.session.scalars(held).one(),
        "mine": token_for("mine", asked),
    }


def signed_in(app: Flask) -> tuple[Any, str]:
    """Sign a curator in; return their browser and its cookie."""
    curator = db.session.scalars(db.select(User).filter_by(email="mina@example.org")).one()
    token = act(accounts.start_session, curator, browser="benchmark")
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
        session["_fresh"] = True
    cookie = client.get_cookie("session")
    return client, f"session={cookie.value}" if cookie else ""
