"""What the organisers' desk asks the rooms below."""

from app.desk.queries.overview import get_facts

__all__ = ["get_facts"]
