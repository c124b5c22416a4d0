from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text

from app import clock
from app.accounts.models import User
from app.audit.models import AuditLine
from app.extensions import db
from app.nominations import bursts, service
from app.nominations.models import Nomination, StoryBand
from app.nominations.rules import State
from app.nominations.signals import hold_late
from app.nominations.weighing import Signal
from app.web.actions import act
from app.web.links import new_public_id
from tests.make import make_category, make_company, make_nomination, make_user, reload

HELD_TOGETHER = ["honeypot", "no_proof"]


def confirmed(**columns):
    nomination = make_nomination(state=State.UNCONFIRMED, **columns)
    act(service.confirm, nomination)
    return reload(nomination)


def make_many(number, category, **columns):
    """Make many nominations at once, as they would stand after a burst."""
    now = clock.now()
    same = {"season_id": category.season_id, "category_id": category.id, "state": State.UNCONFIRMED}
    same |= {"created_at": now, "confirm_until": now + timedelta(hours=72), "generation": 0, "revision_number": 1}
    rows = [
        same | {"reference": new_public_id(), "story_id": new_public_id(), "submission_key": new_public_id()} | columns
        for _ in range(number)
    ]
    act(lambda: db.session.execute(insert(Nomination), rows))


def test_a_nomination_with_nothing_odd_goes_to_the_curators(app):
    nomination = confirmed()

    assert nomination.state is State.SUBMITTED
    assert nomination.signals == []


def test_enough_signals_hold_it_with_the_reasons_and_a_line_in_the_log(app):
    nomination = confirmed(signals=HELD_TOGETHER, is_proven=False)

    line = db.session.scalars(select(AuditLine).filter_by(verb="nomination held")).one()
    assert nomination.state is State.HELD
    assert line.facts["signals"] == "no_proof honeypot"


def test_the_hold_and_its_line_live_or_die_together(app):
    nomination = make_nomination(state=State.UNCONFIRMED, signals=HELD_TOGETHER)

    def confirm_and_fail():
        service.confirm(nomination)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act(confirm_and_fail)

    assert reload(nomination).state is State.UNCONFIRMED
    assert db.session.scalars(select(AuditLine)).all() == []
    assert db.session.scalars(select(StoryBand)).all() == []


@pytest.mark.parametrize(
    ("email", "relation", "noted"),
    [
        ("eve@brightline.example", "customer", ["own_domain"]),
        ("eve@mail.brightline.example", "customer", ["own_domain"]),
        ("eve@brightline.example", "employee", []),
        ("eve@notbrightline.example", "customer", []),
        ("eve@example.org", "customer", []),
    ],
)
def test_a_customer_who_writes_from_the_companys_own_domain_is_noted(app, email, relation, noted):
    company = make_company("Brightline", domain="brightline.example")

    assert confirmed(company_id=company.id, email=email, relation=relation).signals == noted


def test_the_domain_of_the_company_a_merged_one_belongs_to_is_its_own_too(app):
    merged, kept = make_company(domain="brand.example"), make_company(domain="group.example")
    act(service.merging.merge_companies, merged, into=kept, by=make_user())

    signals = [
        confirmed(company_id=merged.id, email=f"eve@{domain}", relation="customer", story=f"{domain} " * 20).signals
        for domain in ("brand.example", "group.example", "example.org")
    ]

    assert signals == [["own_domain"], ["own_domain"], []]


def test_a_customer_of_a_mail_provider_writes_from_its_domain_like_everybody(app):
    company = make_company("Gmail", domain="gmail.com")

    assert confirmed(company_id=company.id, email="ada@gmail.com", relation="customer").signals == []


@pytest.mark.parametrize(("number", "noted"), [(250, []), (251, ["origin_burst"]), (1001, ["origin_flood"])])
def test_a_burst_from_one_network_is_noted(app, number, noted):
    category = make_category()
    make_many(number - 1, category, origin="a" * 16, is_proven=True)
    make_many(5, category, origin="b" * 16, is_proven=True)

    assert confirmed(category=category, origin="a" * 16).signals == noted


def test_a_flood_from_scripts_holds_what_came_without_proof_and_nothing_else(app):
    category = make_category()
    make_many(600, category, is_proven=False)

    held = confirmed(category=category, signals=["no_proof"], is_proven=False)
    proven = confirmed(category=category)

    assert (held.state, held.signals) == (State.HELD, ["no_proof", "unproven_flood"])
    assert proven.state is State.SUBMITTED


def test_what_came_long_before_a_flood_has_no_part_in_it(app):
    category = make_category()
    make_many(700, category, is_proven=False, created_at=clock.now() - timedelta(hours=14))

    assert confirmed(category=category, signals=["no_proof"], is_proven=False).state is State.SUBMITTED


def test_a_link_that_was_passed_around_is_noted(app):
    category = make_category()
    make_many(25, category, outreach_code="code", is_proven=True)

    assert confirmed(category=category, outreach_code="code").signals == ["outreach_burst"]


def test_many_confirmed_for_one_company_within_an_hour_are_noted_and_not_held(app):
    category, company = make_category(), make_company()
    make_many(60, category, company_id=company.id, is_proven=True, state=State.SUBMITTED, confirmed_at=clock.now())

    nomination = confirmed(category=category, company_id=company.id)

    assert (nomination.state, nomination.signals) == (State.SUBMITTED, ["company_burst"])


@pytest.mark.parametrize("about", ["merged", "kept"])
def test_a_burst_about_a_merged_company_is_one_with_that_about_the_company_kept(app, about):
    category, merged, kept = make_category(), make_company(), make_company()
    for company in (merged, kept):
        same = {"company_id": company.id, "state": State.SUBMITTED, "confirmed_at": clock.now()}
        make_many(30, category, is_proven=True, **same)
    act(service.merging.merge_companies, merged, into=kept, by=make_user())

    company = {"merged": merged, "kept": kept}[about]

    assert confirmed(category=category, company_id=company.id).signals == ["company_burst"]


def test_what_a_curator_has_looked_at_is_not_held_again(app):
    category = make_category()
    nomination = confirmed(category=category, origin="a" * 16)
    released_by = make_user().id
    act(lambda: db.session.get(Nomination, nomination.id).__setattr__("moderated_by_id", released_by))
    make_many(1001, category, origin="a" * 16)

    assert hold_late() == 0

    assert reload(nomination).state is State.SUBMITTED
    assert db.session.get(User, released_by)


def test_the_first_of_a_flood_are_held_later_and_only_once(app):
    category = make_category()
    first = confirmed(category=category, origin="a" * 16)
    make_many(1001, category, origin="a" * 16)

    assert (hold_late(), hold_late()) == (1, 0)

    assert reload(first).state is State.HELD


def test_erasing_forgets_the_fingerprint_the_origin_and_the_signals(app):
    nomination = confirmed(origin="a" * 16, signals=["links"])

    act(service.erase, nomination)

    assert (reload(nomination).origin, nomination.signals) == (None, [])
    assert db.session.scalars(select(StoryBand)).all() == []


@pytest.mark.parametrize("index", ["ix_nomination_origin", "ix_nomination_unproven"])
def test_bursts_are_counted_from_an_index(app, engine, index):
    if engine != "sqlite":
        pytest.skip("a PostgreSQL without statistics prefers to scan a small table")
    column = {"ix_nomination_origin": "origin = 'a'", "ix_nomination_unproven": str(bursts.UNPROVEN)}[index]

    plan = db.session.execute(
        text(f"EXPLAIN QUERY PLAN SELECT id FROM nomination WHERE {column} AND created_at BETWEEN '2026' AND '2027'")
    )

    assert index in str(plan.all())


def test_every_burst_has_its_own_signal():
    origin = bursts.FLOODS_FROM_ONE_ORIGIN + bursts.FROM_ONE_ORIGIN
    of_all = origin + bursts.FROM_SCRIPTS + bursts.FOR_ONE_COMPANY + bursts.THROUGH_ONE_REPLY

    assert {each.signal for each in of_all} == {each for each in Signal if each.endswith(("burst", "flood"))}
