"""What people do with a second factor, as the tests repeat it."""

from datetime import timedelta

import pyotp
import time_machine

from app import clock
from app.accounts import codes, service
from app.web.actions import act
from tests.accounts.steps import log_in, send
from tests.make import csrf

RECOVERY = ["1234-5678-9012-3456", "2345-6789-0123-4567"]


def later(seconds):
    return time_machine.travel(clock.now() + timedelta(seconds=seconds), tick=False)


def set_up(user):
    """Give a person a second factor and return its secret; the code it took is not the present one."""
    secret = codes.make_secret()
    with later(-60):
        act(service.set_up_factor, user, secret=secret, code=now_shown(secret), recovery_codes=RECOVERY)
    return secret


def now_shown(secret, steps=0):
    return pyotp.TOTP(secret).at(clock.now(), counter_offset=steps)


def half_way(client, user, query=""):
    answer = log_in(client, user.email, query=query)
    assert answer.location.startswith("/login/code")
    return answer


def give(client, code, query=""):
    return client.post(f"/login/code{query}", data={"csrf_token": csrf(client, "/login/code"), "code": code})


def set_up_in_browser(client, **typed):
    page = client.get("/account/second-factor/set-up").get_data(as_text=True)
    secret = page.split('class="sa-key">')[1].split("<")[0].replace(" ", "")
    sealed = page.split('name="sealed" value="')[1].split('"')[0]
    typed = {"sealed": sealed, "code": now_shown(secret), **typed}
    return secret, send(client, "/account/second-factor/set-up", **typed)


def shown_codes(answer):
    return [part.split("<")[0] for part in answer.get_data(as_text=True).split('class="sa-key">')[1:]]
