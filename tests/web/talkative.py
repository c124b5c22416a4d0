"""`awards` with slips that repeat what people typed; run as `python -m tests.web.talkative serve …`."""

from app import worker
from app.cli import main
from app.extensions import queue
from app.mail import worker as mail
from app.nominations.service import sending
from app.web.queue import Job

SECRET = "velvet-pangolin-7731-passphrase"


def slip(*words, **given):
    raise ValueError(f"{SECRET} {words} {given}")


def write(letter):
    """Fail to write an invitation and say to whom."""
    return slip(letter) if letter.purpose == "invitation" else kept_write(letter)


def register():
    """List a job that fails whenever the worker wakes."""
    kept_register()
    queue.jobs.append(Job("slip", slip, every=1, on_wake=True))


if __name__ == "__main__":
    kept_write, kept_register = mail.write, worker.register
    sending.insert_nomination, mail.write, worker.register = slip, write, register
    main()
