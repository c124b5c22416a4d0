import time

from tests.processes import SECONDS_TO_END, prepare, run_here, running, seconds_to_end, wait_for


def test_a_worker_sends_within_seconds_what_another_process_queued_and_ends_when_asked(tmp_path):
    prepare(tmp_path)
    run_here(tmp_path, "accounts", "invite", "ana@example.org", "--role", "judge")
    letters = tmp_path / "mail"

    with running(tmp_path, "worker") as worker:
        first = wait_for(lambda: list(letters.glob("*.eml")))
        run_here(tmp_path, "accounts", "invite", "jo@example.org", "--role", "judge")
        queued_at = time.monotonic()
        second = wait_for(lambda: len(list(letters.glob("*.eml"))) == 2)
        waited = time.monotonic() - queued_at
        ended_in = seconds_to_end(worker)

    assert first
    assert second
    assert waited < SECONDS_TO_END
    assert ended_in < SECONDS_TO_END
    assert worker.returncode == 0


def test_a_worker_that_waits_for_a_silent_mail_server_still_ends_within_ten_seconds(tmp_path):
    import socket

    prepare(tmp_path)
    run_here(tmp_path, "accounts", "invite", "ana@example.org", "--role", "judge")
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        with running(tmp_path, "worker", AWARDS_MAIL_URL=url) as worker:
            silent.settimeout(120)
            asked, _ = silent.accept()
            ended_in = seconds_to_end(worker)
            asked.close()

    assert ended_in < SECONDS_TO_END
