from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.desk.rules import Calendar, Facts, Ill, Progress, alarms_of, next_of, steps_of

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def season(day, *, published=False):
    """A season that has run for so many days: 30 of nominations, 30 of judging from the 31st, announced on the 90th."""
    opens = NOW - day * DAY
    ends = {"nominations_close_at": 30, "judging_opens_at": 31, "judging_closes_at": 61, "announced_at": 90}
    later = {name: opens + number * DAY for name, number in ends.items()}
    return Calendar("2026", "Awards 2026", "UTC", opens, **later, published_at=NOW - DAY if published else None)


EMPTY = Facts(NOW)
OPEN = Facts(
    NOW,
    season=season(10),
    categories=5,
    rubric_version=1,
    has_identity=True,
    curators=1,
    judges=3,
    worked_at=NOW,
    backed_up_at=NOW,
)
FULL = replace(OPEN, entries=4, asked=12, submitted=12)
JUDGING = replace(FULL, season=season(40))
OVER = replace(FULL, season=season(70))
PUBLISHED = replace(FULL, season=season(95, published=True))
SEASONS = {"none": EMPTY, "preparing": replace(OPEN, season=season(-9)), "open": OPEN, "judging": JUDGING, "over": OVER}

NEXT = [
    (EMPTY, "Open a season"),
    (replace(OPEN, categories=0), "Choose the categories"),
    (replace(OPEN, has_identity=False), "Say who runs the awards"),
    (replace(OPEN, rubric_version=0), "Choose the yardstick"),
    (replace(OPEN, curators=0), "Invite curators"),
    (replace(OPEN, season=season(-9)), "Look at the public pages before they open"),
    (replace(OPEN, waiting=2), "Gather and read the nominations"),
    (OPEN, "Gather and read the nominations"),
    (replace(OPEN, judges=0), "Invite judges"),
    (replace(FULL, short=1), "Give every entry its judges"),
    (replace(JUDGING, submitted=11), "Follow the judging"),
    (replace(JUDGING, submitted=11, silent=1), "Follow the judging"),
    (replace(OVER, uncomputed=2, undecided=2), "Compute the results"),
    (replace(OVER, ties=1, undecided=1), "Settle what is too close to call"),
    (replace(OVER, undecided=5), "Decide each category"),
    (replace(OVER, unsigned=1), "Sign the decisions"),
    (OVER, "Announce the winners"),
    (replace(OVER, prepared_at=NOW), "Announce the winners"),
    (replace(PUBLISHED, companies_to_tell=3), "Write to the companies"),
    (PUBLISHED, "Begin the next season"),
    (replace(PUBLISHED, following="2027"), "Begin the next season"),
]


@pytest.mark.parametrize(("facts", "title"), NEXT, ids=[f"{number} {title}" for number, (_, title) in enumerate(NEXT)])
def test_the_checklist_tells_what_is_next_from_an_empty_site_to_the_next_season(facts, title):
    assert next_of(steps_of(facts)).title == title


@pytest.mark.parametrize("facts", [*SEASONS.values(), PUBLISHED], ids=[*SEASONS, "published"])
def test_every_step_has_a_sentence_and_a_place(facts):
    steps = steps_of(facts)

    assert len(steps) == 18
    assert all(step.sentence.endswith(".") and step.href.startswith("/") and step.action for step in steps)


def test_a_season_that_was_made_already_is_shown_rather_than_begun():
    last = steps_of(replace(PUBLISHED, following="2027"))[-1]

    assert last.href == "/organise/seasons/2027/make-current"


def test_the_steps_of_another_season_lead_to_its_own_pages():
    facts = replace(OVER, undecided=1, season=replace(OVER.season, is_current=False))

    assert next_of(steps_of(facts)).href == "/organise/results?season=2026"


def test_an_organiser_who_is_no_curator_is_not_sent_to_the_curators_pages():
    facts = replace(OPEN, waiting=1, late=1, waiting_since=NOW - 3 * DAY)
    found = [*steps_of(facts), *alarms_of(facts)]

    assert "/curate/nominations" not in [each.href for each in found]
    assert "/curate/nominations" in [each.href for each in steps_of(replace(facts, is_curator=True))]


ALARMS = [
    (replace(OPEN, has_identity=False), "do not say who runs the awards", "/organise/site"),
    (replace(OPEN, without_factor=2), "2 accounts lack the second factor", "/organise/people/?show=without-factor"),
    (replace(OPEN, late=1, waiting_since=NOW - 3 * DAY), "for more than 48 hours", "/organise/people/"),
    (replace(JUDGING, short=2), "2 entries have too few judges while", "/organise/assignments/2026/plan"),
    (replace(JUDGING, silent=1), "1 judge has been silent", "/organise/progress?season=2026&show=silent"),
    (replace(OVER, ties=1), "waits for a tie-break", "/organise/results"),
    (replace(OVER, unsigned=1), "1 decision lacks a signature", "/organise/results"),
    (replace(OPEN, set_aside=2), "2 letters could not be sent", "/organise/mail?state=stuck"),
    (replace(OPEN, queued=3, due_since=NOW - DAY), "3 letters wait, and none goes out", "/organise/mail?state=queued"),
    (replace(OPEN, ill=(Ill("X", "Paused", "Renew it.", NOW),)), "X: paused. Renew it.", "/curate/sources"),
    (replace(OPEN, worked_at=NOW - DAY), "The worker stands still", "/organise/upkeep"),
    (replace(OPEN, backed_up_at=NOW - 3 * DAY), "backup is older than two days", "/organise/upkeep"),
    (replace(OPEN, backed_up_at=None), "No backup was ever made", "/organise/upkeep"),
    (replace(OPEN, season=season(-2), categories=0), "no category", "/organise/seasons/2026/categories/new"),
    (replace(OPEN, season=season(28)), "there is no entry yet", "/organise/seasons/2026/dates"),
    (replace(OPEN, season=season(26), judges=0), "there is no judge", "/organise/judges"),
    (replace(FULL, season=season(26), short=1), "1 entry has too few", "/organise/assignments/2026/plan"),
    (replace(FULL, season=season(26), waiting=3), "3 nominations are unread", "/organise/people/"),
    (replace(FULL, season=season(59), submitted=9), "3 scorecards open", "/organise/progress/remind"),
    (replace(OVER, season=season(85), undecided=1), "1 category is undecided", "/organise/results"),
    (replace(OVER, season=season(91)), "announcement is overdue", "/organise/announcement"),
]


@pytest.mark.parametrize(("facts", "words", "href"), ALARMS, ids=[words for _, words, _ in ALARMS])
def test_an_alarm_says_what_is_wrong_and_leads_to_where_it_is_mended(facts, words, href):
    alarm = next(each for each in alarms_of(facts) if words in each.what)

    assert alarm.href.startswith(href)
    assert alarm.what.endswith(".")
    assert alarm.action


@pytest.mark.parametrize("facts", [OPEN, FULL, JUDGING, OVER, PUBLISHED])
def test_where_all_is_well_nothing_alarms(facts):
    assert alarms_of(facts) == []


@pytest.mark.parametrize(
    "facts",
    [
        replace(OPEN, queued=1, due_since=NOW - timedelta(minutes=14)),
        replace(FULL, season=season(20), judges=0, short=4),
        replace(JUDGING, submitted=0),
        replace(PUBLISHED, unsigned=0, short=2, silent=1),
    ],
    ids=["a letter due just now", "judging still far away", "judging just open", "all over"],
)
def test_what_is_in_good_time_does_not_alarm(facts):
    assert alarms_of(facts) == []


def test_the_most_urgent_comes_first_and_then_the_oldest():
    facts = replace(
        JUDGING,
        short=1,
        has_identity=False,
        unsigned=1,
        unsigned_since=NOW - 50 * DAY,
        backed_up_at=NOW - 99 * DAY,
        worked_at=NOW - DAY,
    )

    assert [alarm.href.split("?")[0] for alarm in alarms_of(facts)] == [
        "/organise/assignments/2026/plan",
        "/organise/upkeep",
        "/organise/results",
        "/organise/site",
        "/organise/upkeep",
    ]


def test_a_step_is_never_done_before_what_it_rests_on():
    by_title = {step.title: step for step in steps_of(replace(OVER, uncomputed=1))}

    assert by_title["Sign the decisions"].progress is Progress.LATER
    assert by_title["Announce the winners"].progress is Progress.LATER
