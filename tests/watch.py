"""See what a test needs to see: every row, the lines of the log, what happens when people act at the same moment."""

import threading
from contextlib import contextmanager

from sqlalchemy import event, select

from app.audit.models import AuditLine
from app.extensions import Base, db
from app.web.actions import act


def every_row():
    """Return all rows of all tables as they stand in the database now."""
    db.session.rollback()
    return {
        name: sorted(str(tuple(row)) for row in db.session.execute(select(table)))
        for name, table in Base.metadata.tables.items()
    }


def recorded_verbs():
    """Return the verbs of the log, oldest first."""
    db.session.rollback()
    return list(db.session.scalars(select(AuditLine.verb).order_by(AuditLine.number)))


def at_once(app, verbs):
    """Run verbs as actions at the same moment, each in a thread and context of its own; return what failed."""
    barrier, failures = threading.Barrier(len(verbs)), []

    def run(verb):
        with app.app_context():
            barrier.wait()
            try:
                act(verb)
            except Exception as failure:
                failures.append(failure)

    threads = [threading.Thread(target=run, args=(verb,)) for verb in verbs]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    db.session.rollback()
    return failures


@contextmanager
def counted_statements():
    """Count the statements sent to the database."""
    statements = []

    def note(connection, cursor, statement, *_):
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield statements
    event.remove(db.engine, "before_cursor_execute", note)
