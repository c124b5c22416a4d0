"""Any sequence of merges and undos: no page breaks on the way, and undoing all gives back the same pages."""

import os
import re
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.companies.models import Company
from app.errors import Refused
from app.extensions import db, limiter
from app.nominations.models import Nomination
from tests.companies.register import judged, make_register

LETTERS = "ABCD"
MERGES = st.tuples(st.just("merge"), st.sampled_from(LETTERS), st.sampled_from(LETTERS))
UNDOS = st.tuples(st.just("undo"), st.integers(0, 5))
STEPS = st.lists(st.one_of(MERGES, MERGES, UNDOS), max_size=9)
EXAMPLES = 150 if os.environ.get("FULL") else 8
STORY = re.compile(r'href="/stories/([a-z]{10})"')


def take(register, step):
    """Take one step; one that cannot be is refused, and changes nothing."""
    standing = register.standing()
    with suppress(Refused):
        if step[0] == "merge":
            register.merge(step[1], step[2])
        elif standing:
            register.undo(standing[step[1] % len(standing)])


def addresses():
    db.session.rollback()
    companies = [f"/companies/{slug}" for slug in db.session.scalars(select(Company.slug).order_by(Company.id))]
    stories = [f"/stories/{each}" for each in db.session.scalars(select(Nomination.story_id).order_by(Nomination.id))]
    return ["/", "/companies", "/feeds/stories.atom", *companies, *stories]


def pages(client):
    """Open every public page; what is merged leads on."""
    limiter.reset()
    answers = {path: client.get(path) for path in addresses()}
    return {path: (answer.status_code, answer.get_data()) for path, answer in answers.items()}


def shown(register, client):
    return pages(client), [judged(category) for category in register.categories]


def pointed(register):
    """Read which company stands for which."""
    db.session.rollback()
    numbers = db.session.execute(select(Company.id, Company.canonical_company_id).order_by(Company.id))
    return dict(numbers.all())


def meant(register):
    """Follow the merges that stand, one by one, from each company to the one that stands for it."""
    step = {merge.merged_id: merge.kept_id for merge in register.standing()}
    roots = {}
    for company in register.companies.values():
        root = company.id
        while root in step:
            root = step[root]
        roots[company.id] = root
    return roots


def told_under(seen):
    """List every story with each company page it stands on."""
    return sorted(
        story
        for path, (status, body) in seen.items()
        if path.startswith("/companies/") and status == 200
        for story in set(STORY.findall(body.decode()))
    )


def test_any_merges_and_undos_give_back_the_same_pages(app, client):
    register = make_register(LETTERS)
    before = shown(register, client)
    stories = sorted(db.session.scalars(select(Nomination.story_id)))

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(STEPS)
    def run(steps):
        for step in steps:
            take(register, step)
            seen, entries = shown(register, client)
            assert {path for path, (status, _) in seen.items() if status not in {308, before[0][path][0]}} == set()
            assert told_under(seen) == stories
            assert pointed(register) == (roots := meant(register))
            assert [len(each) for each in entries] == [len(set(roots.values()))] * 2
            assert [sum(len(told) for _, told in each) for each in entries] == [len(LETTERS)] * 2
        for merge in reversed(register.standing()):
            register.undo(merge)
        assert shown(register, client) == before

    run()


def test_undoing_in_the_order_of_merging_gives_back_the_same_pages_too(app, client):
    register = make_register(LETTERS)
    before = shown(register, client)

    for merged, into in ("AB", "BC", "DC"):
        register.merge(merged, into)
    for merge in register.standing():
        register.undo(merge)

    assert shown(register, client) == before
