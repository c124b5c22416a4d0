"""What tests of the private pages do again and again: open, press, send."""

from dataclasses import fields

from app.nominations.service import Writing
from app.web.links import token_for
from tests.make import csrf


def link_to(nomination, tail="", purpose="status"):
    """Return a private address of a nomination."""
    return f"/nominations/{token_for(purpose, nomination.reference, nomination.generation)}{tail}"


def read(client, path):
    """Open a page and return what it says."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.get_data(as_text=True)


def press(client, path, **fields):
    """Send a page's form with its own token."""
    return client.post(path, data={"csrf_token": csrf(client, path), **fields})


def fields_of(nomination, **changes):
    """Return the fields of the edit form as a browser would send them unchanged, and what is changed."""
    written = nomination.written
    names = ("website", "nominee", "story", "feeling", "solved", "channel", "relation", "link", "name", "email")
    fields = {name: getattr(written, name) or "" for name in names}
    fields |= {"company": written.company_name, "category": nomination.category.slug}
    fields |= {"revision": str(nomination.revision_number), "qualities": list(written.qualities)}
    return fields | changes


def writing_of(nomination, **changes):
    """Return what a nomination says, with changes, as a service verb takes it."""
    written = {each.name: getattr(nomination.written, each.name) for each in fields(Writing)}
    return Writing(**{**written, "qualities": tuple(nomination.written.qualities), **changes})
