from datetime import timedelta

import pytest
import time_machine

from app.errors import Conflict, Refused
from app.extensions import db
from app.judging.models.reminders import JudgeReminder
from app.judging.progress.reminding import remind, switch_reminders
from app.judging.worker import remind_due
from app.programme.models import Season
from app.web.actions import act
from tests.judging.rows import count, make_round, submit
from tests.make import sent_letters
from tests.together import at_once
from tests.watch import recorded_verbs


def ids(judges):
    return {judge.public_id for judge in judges}


def titles_of(app, judge):
    return [letter["Subject"] for letter in sent_letters(app) if letter["To"] == judge.email]


def test_a_judge_gets_one_letter_however_many_entries_wait_and_no_title_is_in_it(app):
    made = make_round(entries=3, judges=2)
    submit(made.judges[0], made.entries[0], 4, 4, 4, 4, 4)

    sent = act(remind, made.season, judges=ids(made.judges), by=made.organiser)

    letters = [letter for letter in sent_letters(app) if "for you until" in letter["Subject"]]
    words = {letter["To"]: letter.get_body(("plain",)).get_content() for letter in letters}
    assert sent == len(letters) == 2
    assert "2 entries of" in words[made.judges[0].email]
    assert "about 20 minutes" in words[made.judges[0].email]
    assert all(entry.title not in text for entry in made.entries for text in words.values())
    assert recorded_verbs()[-1] == "judges reminded"


def test_nobody_is_reminded_twice_within_two_days(app):
    made = make_round()
    act(remind, made.season, judges=ids(made.judges), by=made.organiser)

    with pytest.raises(Conflict, match="last two days"):
        act(remind, made.season, judges=ids(made.judges), by=made.organiser)
    with time_machine.travel(made.season.judging_closes_at - timedelta(days=1)):
        assert act(remind, made.season, judges=ids(made.judges), by=made.organiser) == 1


def test_two_organisers_who_press_at_once_send_one_letter(app):
    made = make_round(judges=3)
    season_id, chosen = made.season.id, ids(made.judges)

    def press():
        return act(remind, db.session.get(Season, season_id), judges=chosen, by="test")

    outcomes = at_once(app, press, press)

    assert sorted(outcome for outcome in outcomes if isinstance(outcome, int)) == [3]
    assert count(JudgeReminder) == 3


def test_whoever_has_finished_is_not_reminded_and_nobody_after_the_close(app):
    made = make_round()
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)

    with pytest.raises(Conflict):
        act(remind, made.season, judges=ids(made.judges), by=made.organiser)
    with time_machine.travel(made.after_judging), pytest.raises(Refused, match="has closed"):
        act(remind, made.season, judges=ids(made.judges), by=made.organiser)


def test_a_letter_that_is_no_longer_due_is_not_sent(app):
    made = make_round()
    sent_letters(app)
    act(remind, made.season, judges=ids(made.judges), by=made.organiser)
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)

    assert not any("for you until" in title for title in titles_of(app, made.judge))


def test_a_season_reminds_by_itself_unless_it_is_switched_off(app):
    made = make_round(judges=2)
    submit(made.judges[1], made.entry, 4, 4, 4, 4, 4)
    with time_machine.travel(made.season.judging_closes_at - timedelta(days=7) + timedelta(minutes=1)):
        act(switch_reminders, made.season, is_on=False, by=made.organiser)
        off = remind_due()
        act(switch_reminders, made.season, is_on=True, by=made.organiser)
        on, again = remind_due(), remind_due()

    assert (off, on, again) == (0, 1, 0)
    with time_machine.travel(made.season.judging_closes_at - timedelta(days=2) + timedelta(minutes=1)):
        assert (remind_due(), remind_due()) == (1, 0)
