"""Three ways to be wrong on purpose; the kill loop has to catch each of them.

Run as `python -m tests.faults.mutants NAME serve …`: the same command as `awards`, with one promise broken.
"""

import secrets
import sys
import threading
import time
from contextvars import ContextVar

from flask import current_app

from app.cli import main
from app.mail import service as mail
from app.nominations.service import sending
from app.nominations.views import nominating
from app.web import actions
from app.web.links import new_public_id


def letter_in_a_second_transaction():
    """Store the nomination first and queue its letter after that commit."""
    queue_letter = mail.queue_letter

    def later(*words, **how):
        def queue_it():
            time.sleep(0.1)
            actions.act(queue_letter, *words, **how)

        actions.after_commit(queue_it)

    sending.mail.queue_letter = later


def no_unique_key():
    """Forget which form a nomination came from, so that sending again stores it again."""
    insert = sending.insert_nomination

    def forgetful(**given):
        return insert(**{**given, "submission_key": secrets.token_hex(16)})

    sending.insert_nomination = forgetful


def reply_before_commit():
    """Thank first and store afterwards."""
    act, promised = actions.act, ContextVar("promised")

    def later(verb, **given):
        app, reference = current_app._get_current_object(), new_public_id()

        def store():
            time.sleep(0.05)
            promised.set(reference)
            with app.app_context():
                act(verb, **given)

        threading.Thread(target=store).start()
        return reference

    sending.new_public_id = promised.get
    nominating.act = later


MUTANTS = {each.__name__: each for each in (letter_in_a_second_transaction, no_unique_key, reply_before_commit)}

if __name__ == "__main__":
    MUTANTS[sys.argv.pop(1)]()
    main()
