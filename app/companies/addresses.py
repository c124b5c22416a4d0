"""Domains and handles: the other things people type to name a company."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

DOORS_OF_A_SITE = frozenset(
    """account accounts app blog care chat com community contact customer docs en faq go help helpdesk home info login
    m mail my online portal secure service shop status store support web www""".split()
)
HANDLE = re.compile(r"[a-z0-9_.\-]{1,50}(@[a-z0-9.\-]{1,200}\.[a-z]{2,63})?")
PROFILES = {"x.com": 0, "twitter.com": 0, "mobile.twitter.com": 0, "bsky.app": 1}


def domain_of(website: str | None) -> str | None:
    """Return the host of a typed website without www, or None when it has none."""
    parts = _split(website)
    try:
        host = (parts.hostname or "") if parts else ""
    except ValueError:
        return None
    host = host.lower().removeprefix("www.").rstrip(".")
    return host if "." in host and len(host) <= 253 and not re.search(r"\s", host) else None


def link_to(website: str | None) -> str | None:
    """Return an address that opens a typed website safely, or None where it is no plain web address."""
    parts = _split(website)
    if parts is None or domain_of(website) is None or parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        return None
    address = parts.geturl()
    return address if address.isprintable() and " " not in address else None


def handle_of(typed: str | None) -> str | None:
    """Return a handle as it is compared: small letters, no @ in front, no address around it."""
    text = (typed or "").strip().lower()
    parts = _split(text) if "/" in text else None
    if parts:
        text = _handle_in(parts) or ""
    text = text.lstrip("@")
    return text if HANDLE.fullmatch(text) else None


def addresses_in(typed: str) -> Iterator[tuple[str, bool]]:
    """List the domains and handles a typed text may name, each with whether that is surely the company's own."""
    text = typed.strip().lower()
    if not text or re.search(r"\s", text):
        return
    handle = handle_of(text)
    if handle:
        yield f"@{handle}", True
    domain = domain_of(text.rpartition("@")[2] if "/" not in text else text)
    if domain and not (handle and "/" in text):
        yield from _with_parents(domain)


def _with_parents(domain: str) -> Iterator[tuple[str, bool]]:
    is_own = True
    labels = domain.split(".")
    for place in range(min(len(labels) - 1, 4)):
        yield ".".join(labels[place:]), is_own
        is_own = is_own and labels[place] in DOORS_OF_A_SITE


def _handle_in(parts: SplitResult) -> str | None:
    """Return the handle in the address of a profile."""
    host = (parts.netloc or "").removeprefix("www.")
    path = [each for each in parts.path.split("/") if each]
    place = PROFILES.get(host)
    if place is not None:
        return path[place] if len(path) > place else None
    return f"{path[0]}@{host}" if path and path[0].startswith("@") else None


def _split(typed: str | None) -> SplitResult | None:
    text = (typed or "").strip()
    try:
        return urlsplit(text if "://" in text else f"https://{text}") if text else None
    except ValueError:
        return None
