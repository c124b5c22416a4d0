"""What every template may use: dates in words, the site's identity, the CSRF token and compression."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask
from flask_compress import Compress
from flask_wtf.csrf import generate_csrf

from app.config import Settings


def register(app: Flask, settings: Settings) -> None:
    """Give the templates their filters and words."""
    Compress(app)
    app.jinja_env.filters.update(day=day, last_day=last_day, moment=moment, month=month, zone_name=zone_name)
    app.jinja_env.globals.update(csrf_token=generate_csrf, public_url=settings.public_url)


def day(value: datetime, zone: str = "UTC") -> str:
    """Write a day with its weekday, such as Monday 30 November 2026."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{local:%A} {local.day} {local:%B %Y}"


def moment(value: datetime, zone: str = "UTC") -> str:
    """Write an instant in a zone, such as Monday 30 November 2026, 23:59 (CET)."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{day(value, zone)}, {local:%H:%M} ({local:%Z})"


def month(value: datetime, zone: str = "UTC") -> str:
    """Write a month, such as November 2026."""
    return f"{value.astimezone(ZoneInfo(zone)):%B %Y}"


def last_day(value: datetime, zone: str = "UTC") -> str:
    """Write the last day before a closing instant: midnight belongs to the day that ends with it."""
    return day(value - timedelta(microseconds=1), zone)


def zone_name(value: datetime, zone: str = "UTC") -> str:
    """Write how a zone is called at an instant, such as CET."""
    return f"{value.astimezone(ZoneInfo(zone)):%Z}"
