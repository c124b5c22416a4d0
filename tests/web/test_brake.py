import threading
import time

import time_machine

from app import clock
from app.web.brake import SWEPT_EVERY, Brake


def test_a_counter_starts_again_when_its_time_is_over():
    brake = Brake()

    with time_machine.travel(1_000_000, tick=False) as clock:
        counted = [brake.incr("address", 60) for _ in range(3)]
        clock.shift(60)
        anew = brake.incr("address", 60)

    assert (counted, anew) == ([1, 2, 3], 1)


def test_what_has_run_out_is_forgotten():
    brake = Brake()

    with time_machine.travel(1_000_000, tick=False) as clock:
        for number in range(100):
            brake.incr(f"address {number}", 60)
        clock.shift(SWEPT_EVERY)
        brake.incr("another", 60)

    assert brake.reset() == 1


def test_hits_of_many_threads_are_all_counted():
    brake = Brake()
    threads = [threading.Thread(target=lambda: [brake.incr("address", 60) for _ in range(200)]) for _ in range(8)]

    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert brake.get("address") == 1600


def test_reading_starts_no_thread(client):
    client.get("/healthz")
    before = set(threading.enumerate())

    for _ in range(5):
        client.get("/healthz")
        time.sleep(0.02)

    assert set(threading.enumerate()) <= before


def test_an_address_that_reads_too_fast_is_asked_to_wait(client):
    with time_machine.travel(clock.now(), tick=False):
        answers = [client.get("/robots.txt") for _ in range(601)]

    assert [each.status_code for each in answers[:600]] == [200] * 600
    assert answers[600].status_code == 429
    assert 1 <= int(answers[600].headers["Retry-After"]) <= 61
