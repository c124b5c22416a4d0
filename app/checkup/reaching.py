"""Does the public address lead to this site?"""

import ssl
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from app.checkup.findings import Finding, look, works
from app.web.links import settings

PART = "Public address"
PATIENCE_SECONDS = 5
ALIVE = b'"status":"ok"'


def check_address() -> Iterator[Finding]:
    """Ask the public address for /healthz, as a visitor would."""
    url = settings().public_url
    try:
        status, body = _ask(url)
    except ssl.SSLCertVerificationError as failure:
        yield look(
            PART, f"{url} shows a certificate nobody trusts: {failure.verify_message}.", "Renew the certificate."
        )
    except (OSError, HTTPException) as failure:
        yield look(
            PART,
            f"{url} does not answer from here ({type(failure).__name__}).",
            "Start `awards serve` and the proxy; if only this machine cannot reach it, all is well.",
        )
    else:
        if status == 200 and ALIVE in body.replace(b" ", b""):
            yield works(PART, f"{url} leads to this site.")
        else:
            what = "Let the proxy hand on Host and X-Forwarded-Proto, and set AWARDS_TRUSTED_PROXIES."
            yield look(PART, f"{url}/healthz answers {status}, which is not what this site says.", what)


def _ask(url: str) -> tuple[int, bytes]:
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", f"{parts.path}/healthz")
        answer = connection.getresponse()
        return answer.status, answer.read(1000)
    finally:
        connection.close()
