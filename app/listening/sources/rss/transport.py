"""Fetch feeds from public addresses only: neither a name nor a redirect may lead into a network of ours."""

import ipaddress
import socket
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from app.listening.sources.bounded import Answered, Limits
from app.listening.sources.carrying import Attended, BoundedAdapter, pools_of

REDIRECTS = (301, 302, 303, 307, 308)
REDIRECTS_MOST = 3
GIVEN_OUT = ipaddress.ip_network("2000::/3")
NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
MayReach = Callable[[str], bool]


class NotPublic(Exception):
    """An address that leads into a private network, or is no web address at all."""


class LostWay(Exception):
    """More redirects than we follow."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the open internet, also where it hides an older kind of address."""
    given = ipaddress.ip_address(address.partition("%")[0])
    hidden = list(hidden_in(given))
    is_given_out = given.version == 4 or bool(hidden) or given in GIVEN_OUT
    return is_given_out and all(each.is_global and not each.is_multicast for each in (given, *hidden))


def hidden_in(given: Address) -> Iterator[Address]:
    """Name the IPv4 addresses to which an IPv6 address is translated on its way."""
    if not isinstance(given, ipaddress.IPv6Address):
        return
    yield from (each for each in (given.ipv4_mapped, given.sixtofour, *(given.teredo or ())) if each is not None)
    if given in NAT64:
        yield ipaddress.IPv4Address(int(given) & 0xFFFF_FFFF)


class Checked:
    """Look the host up once, and connect to an address that was found to be public."""

    may_reach: MayReach

    def _new_conn(self: Any) -> socket.socket:
        failure: OSError = OSError("no address")
        for address in reachable(self):
            try:
                return create_connection((address, self.port), self.timeout, None, self.socket_options)
            except OSError as lost:
                failure = lost
        raise NewConnectionError(self, str(failure)) from failure


def reachable(connection: Any) -> list[str]:
    """List the addresses behind a host, all of which must be public."""
    try:
        found = socket.getaddrinfo(connection.host, connection.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as lost:
        raise NameResolutionError(connection.host, connection, socket.gaierror(str(lost))) from lost
    addresses = [str(each[4][0]) for each in found]
    if not all(connection.may_reach(each) for each in addresses):
        raise NotPublic
    return addresses


class PublicAdapter(BoundedAdapter):
    """Send within limits, and to no address that may not be reached."""

    def __init__(self, limits: Limits, may_reach: MayReach) -> None:
        super().__init__(limits)
        self.poolmanager.pool_classes_by_scheme = pools_of(Attended, Checked, may_reach=staticmethod(may_reach))


def fetch(url: str, headers: Mapping[str, str], adapter: PublicAdapter) -> tuple[str, requests.Response]:
    """Get a page, going along with a few redirects; return where it was found, too.

    No session stands behind the requests, so there are no cookies and no settings of the machine.
    """
    for _ in range(REDIRECTS_MOST + 1):
        try:
            return url, adapter.send(requests.Request("GET", require_web(url), dict(headers)).prepare())
        except Answered as answer:
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                raise
            url = urljoin(url, answer.headers["location"])
    raise LostWay


def require_web(url: str) -> str:
    """Refuse what is no plain address on the web."""
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_web = False
    if not is_web:
        raise NotPublic
    return url
