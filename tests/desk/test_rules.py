from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.desk.rules import Calendar, Facts, Ill, Progress, alarms_of, next_of, steps_of
from app.desk.rules.moving import Told, moves_of, needs_letter_to_judges, needs_letter_to_nominators

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def season(day, *, published=False):
    """A season that has run for so many days: 30 of nominations, 30 of judging from the 31st, announced on the 90th."""
    opens = NOW - day * DAY
    ends = {"nominations_close_at": 30, "judging_opens_at": 31, "judging_closes_at": 61, "announced_at": 90}
    later = {name: opens + number * DAY for name, number in ends.items()}
    return Calendar("2026", "Awards 2026", "UTC", opens, **later, published_at=NOW - DAY if published else None)


def with_day(name, ahead):
    """A season one of whose days lies so far ahead."""
    whole = season(0)
    names = ("nominations_open_at", "nominations_close_at", "judging_opens_at", "judging_closes_at", "announced_at")
    change = NOW + ahead - getattr(whole, name)
    return replace(whole, **{each: getattr(whole, each) + change for each in names})


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


NEAR = [
    ("nominations_open_at", 7 * DAY, {"categories": 0}, "Nominations open, and there is no category"),
    ("nominations_close_at", 3 * DAY, {"entries": 0}, "Nominations close, and there is no entry yet"),
    ("judging_opens_at", 7 * DAY, {"judges": 0}, "Judging opens, and there is no judge"),
    ("judging_opens_at", 7 * DAY, {"short": 1}, "Judging opens, and 1 entry has too few judges"),
    ("judging_opens_at", 7 * DAY, {"waiting": 1}, "Judging opens, and 1 nomination is unread"),
    ("judging_closes_at", 3 * DAY, {"submitted": 9}, "Judging closes with 3 scorecards open"),
    ("announced_at", 7 * DAY, {"undecided": 1}, "The announcement is near, and 1 category is undecided"),
    ("announced_at", 7 * DAY, {"uncomputed": 1}, "The announcement is near, and 1 category is undecided"),
]


@pytest.mark.parametrize(("name", "within", "lack", "words"), NEAR, ids=[f"{n} {list(lack)}" for n, _, lack, _ in NEAR])
def test_a_day_alarms_from_so_long_before_until_it_is_there(name, within, lack, words):
    ahead = [within + SECOND, within, SECOND, timedelta(0)]
    facts = [replace(FULL, season=with_day(name, each), **lack) for each in ahead]

    assert [any(words in alarm.what for alarm in alarms_of(each)) for each in facts] == [False, True, True, False]


@pytest.mark.parametrize(
    ("name", "long", "words"),
    [
        ("worked_at", timedelta(minutes=15), "The worker stands still"),
        ("due_since", timedelta(minutes=15), "none goes out"),
        ("backed_up_at", 2 * DAY, "backup is older than two days"),
    ],
)
def test_what_stands_still_alarms_from_so_long_on(name, long, words):
    facts = [replace(OPEN, queued=1, **{name: NOW - each}) for each in (long - SECOND, long)]

    assert [any(words in alarm.what for alarm in alarms_of(each)) for each in facts] == [False, True]


def test_an_announcement_is_overdue_from_its_hour_on():
    facts = [replace(OVER, season=with_day("announced_at", ahead)) for ahead in (SECOND, timedelta(0))]

    assert [[alarm.what for alarm in alarms_of(each)] for each in facts] == [
        [],
        ["The announcement is overdue; the public pages named this day."],
    ]


def test_without_a_season_no_backup_is_missed_and_without_a_judge_no_entry_is_short():
    assert alarms_of(replace(EMPTY, has_identity=True)) == []
    alarms = alarms_of(replace(FULL, season=season(26), judges=0, short=4))
    assert [alarm.what for alarm in alarms] == ["Judging opens, and there is no judge."]


def test_of_two_as_urgent_what_lies_behind_comes_before_what_lies_ahead():
    facts = replace(OVER, season=season(85), undecided=1, unsigned=1, unsigned_since=NOW - DAY)

    assert [alarm.action for alarm in alarms_of(facts)] == ["Read and sign", "Decide"]


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


STANDS = [
    (replace(OPEN, season=season(-9), categories=0), "Look at the public pages before they open", Progress.LATER),
    (replace(OPEN, categories=0), "Fix what decides", Progress.LATER),
    (JUDGING, "Fix what decides", Progress.DONE),
    (replace(OPEN, season=season(40), entries=0), "Gather and read the nominations", Progress.LATER),
    (replace(JUDGING, waiting=1), "Gather and read the nominations", Progress.NOW),
    (EMPTY, "Invite judges", Progress.LATER),
    (replace(OPEN, judges=0), "Invite judges", Progress.NOW),
    (replace(FULL, judges=0, short=4), "Give every entry its judges", Progress.LATER),
    (OPEN, "Give every entry its judges", Progress.LATER),
    (replace(OVER, short=4), "Give every entry its judges", Progress.DONE),
    (replace(JUDGING, asked=0, submitted=0), "Follow the judging", Progress.UNDER_WAY),
    (replace(JUDGING, submitted=11), "Follow the judging", Progress.UNDER_WAY),
    (replace(JUDGING, submitted=11, silent=1), "Follow the judging", Progress.NOW),
    (replace(JUDGING, silent=1), "Follow the judging", Progress.DONE),
    (replace(JUDGING, uncomputed=1), "Compute the results", Progress.LATER),
    (replace(OVER, prepared_at=NOW), "Announce the winners", Progress.UNDER_WAY),
    (replace(OVER, prepared_at=NOW, unsigned=1), "Announce the winners", Progress.LATER),
    (OPEN, "Write to the companies", Progress.LATER),
    (PUBLISHED, "Write to the companies", Progress.DONE),
    (OVER, "Begin the next season", Progress.LATER),
]


@pytest.mark.parametrize(("facts", "title", "progress"), STANDS, ids=[f"{n} {row[1]}" for n, row in enumerate(STANDS)])
def test_a_step_stands_where_its_facts_put_it(facts, title, progress):
    (step,) = (step for step in steps_of(facts) if step.title == title)

    assert step.progress is progress


def test_whoever_is_done_is_not_called_silent():
    (step,) = (step for step in steps_of(replace(JUDGING, silent=1)) if step.title == "Follow the judging")

    assert step.sentence == "12 of 12 scorecards submitted."


@pytest.mark.parametrize(
    ("name", "concerned"),
    [
        ("nominations_open_at", (False, False, False)),
        ("nominations_close_at", (False, False, False)),
        ("judging_opens_at", (True, True, True)),
        ("judging_closes_at", (True, True, False)),
        ("announced_at", (False, True, False)),
    ],
)
def test_a_moved_day_concerns_those_who_were_told_it(name, concerned):
    (move,) = moves_of({name: (NOW, NOW + DAY)}, Told(judges=2, invited=1, nominators=3))
    said = " ".join(move.effects)

    told = ("2 judges were told", "1 invited judge has", "3 nominators were told")
    assert tuple(words in said for words in told) == concerned
    letters = [needs_letter_to_judges({name: None}, each) for each in (Told(judges=2), Told(invited=1, nominators=3))]
    assert letters == [concerned[0], False]
    assert needs_letter_to_nominators({name: None}, Told(nominators=3)) is concerned[2]
    assert not needs_letter_to_nominators({name: None}, Told(judges=2))
    assert move.is_last_day is (name in {"nominations_close_at", "judging_closes_at"})
