"""R1: whatever is killed and when, what was thanked for is there, once, with its letter."""

import os
import threading
from email import message_from_bytes

import pytest

from tests.faults.people import Seen, crowd
from tests.faults.site import a_moment, site
from tests.processes import wait_for

pytestmark = pytest.mark.slow
KILLS = 100 if os.environ.get("FULL") else 4
TRIES = 200
WRITERS = 4
WRONGS = {
    "letter_in_a_second_transaction": "without a letter",
    "no_unique_key": "doubled",
    "reply_before_commit": "lost",
}


def count_wrongs(own, seen):
    """Compare what people were told with what is stored: lost, doubled, without a letter."""
    thanked = dict(seen.thanked)
    rows = own.ask("SELECT n.reference, r.story FROM nomination n JOIN nomination_revision r ON r.nomination_id = n.id")
    told_of = {subject for (subject,) in own.ask("SELECT subject FROM letter WHERE purpose = 'nomination_confirm'")}
    stored = [(reference, story.rsplit(" ", 1)[1]) for reference, story in rows]
    kept, stories = set(stored), [story for _, story in stored]
    return {
        "lost": sum((reference, story) not in kept for story, reference in thanked.items()),
        "doubled": len(stories) - len(set(stories)),
        "without a letter": sum(f"nomination:{reference}" not in told_of for reference, _ in stored),
    }


def run_loop(own, kill, rounds, *, until=None):
    """Let people send while one kill follows another; return what they saw and what went wrong."""
    seen, stop = Seen(), threading.Event()
    with crowd(own.port, seen, WRITERS) as people:
        for person in people:
            person.open_form()
        threads = [threading.Thread(target=person.send_until_thanked, args=(stop,)) for person in people]
        for thread in threads:
            thread.start()
        try:
            for number in range(rounds):
                wait_for_more(seen)
                a_moment()
                kill(own, number)
                if until and until(count_wrongs(own, seen)):
                    break
        finally:
            stop.set()
            for thread in threads:
                thread.join()
    own.wait_until_up()
    return seen, count_wrongs(own, seen)


def wait_for_more(seen):
    """Wait until the site takes nominations again after what was killed last."""
    enough = len(seen.thanked) + 3
    assert wait_for(lambda: len(seen.thanked) > enough, 120)


def kill_something(own, number):
    """Kill a process that answers, sometimes the whole server, sometimes the worker too."""
    if number % 5 == 1:
        own.kill("worker")
        own.start("worker")
    if number % 5 == 3:
        own.kill("serve")
        own.start("serve")
        own.wait_until_up()
    else:
        own.kill_a_child()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_kill_loses_doubles_or_separates_anything(database, tmp_path):
    with site(tmp_path, database, "serve", "worker") as own:
        seen, wrongs = run_loop(own, kill_something, KILLS)
        checked = own.run("audit", "verify")
    copies = copies_of_letters(tmp_path / "mail")

    print(f"\nR1 {database}: {KILLS} kills, {len(seen.thanked)} acknowledged, {seen.cut} cut off, wrong: {wrongs}")
    print(f"   letters: {len(copies)} sent, {sum(copies.values()) - len(copies)} copies; {checked.stdout.strip()}")
    assert wrongs == {"lost": 0, "doubled": 0, "without a letter": 0}
    assert checked.returncode == 0
    assert not [status for status in seen.answers if status >= 500 and status != 503]
    assert sum(copies.values()) - len(copies) <= KILLS


@pytest.mark.parametrize(("mutant", "wrong"), WRONGS.items(), ids=list(WRONGS))
def test_the_same_loop_catches_a_server_that_is_wrong(mutant, wrong, tmp_path):
    with site(tmp_path, "sqlite", mutant=mutant, web_workers=1) as own:
        seen, wrongs = run_loop(own, lambda own, _: own.kill_a_child(), TRIES, until=lambda wrongs: wrongs[wrong] > 0)

    print(f"\nR1 mutant {mutant}: {len(seen.thanked)} acknowledged, wrong: {wrongs}")
    assert wrongs[wrong] > 0


def copies_of_letters(folder):
    """Count how often each letter left, by the identity it travels under."""
    copies = {}
    for path in folder.glob("*.eml"):
        name = message_from_bytes(path.read_bytes())["Message-ID"]
        copies[name] = copies.get(name, 0) + 1
    return copies
