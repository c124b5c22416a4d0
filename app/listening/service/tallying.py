"""Add up the counts that the database keeps of the queue, so that reading them stays cheap."""

from sqlalchemy import text

from app.extensions import db

# Lots of transactions that still run are not seen here, so that none is lost or counted twice.
ADD_UP = """
WITH counted AS (DELETE FROM mention_tally WHERE lot <> 0 RETURNING part, number)
INSERT INTO mention_tally SELECT part, 0, sum(number) FROM counted GROUP BY part
ON CONFLICT (part, lot) DO UPDATE SET number = mention_tally.number + excluded.number"""


def add_up() -> None:
    """Put all lots of each part into one row; SQLite has no others."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text(ADD_UP))
