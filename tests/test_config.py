import pytest

from app.config import Env, read_settings
from app.errors import Misconfigured

WHOLE = {
    "AWARDS_ENV": "production",
    "AWARDS_SECRET_KEY": "s" * 32,
    "AWARDS_LASTING_KEY": "l" * 32,
    "AWARDS_PUBLIC_URL": "https://awards.example.org",
    "AWARDS_MAIL_URL": "smtp://127.0.0.1",
}


@pytest.fixture
def read(tmp_path):
    return lambda **given: read_settings({"AWARDS_VAR": str(tmp_path), **given})


def test_development_needs_nothing_and_keeps_its_keys(read):
    first, second = read(), read()

    assert first.env is Env.DEVELOPMENT
    assert first.database_url.startswith("sqlite:///")
    assert first.secret_keys == second.secret_keys


@pytest.mark.parametrize("missing", [name for name in WHOLE if name != "AWARDS_ENV"])
def test_production_refuses_to_start_half_configured(read, missing):
    with pytest.raises(Misconfigured, match=missing):
        read(**{name: value for name, value in WHOLE.items() if name != missing})


def test_production_starts_when_whole(read):
    settings = read(**WHOLE, AWARDS_DATABASE_URL="postgresql://awards@127.0.0.1/awards")

    assert settings.is_secure
    assert settings.trusted_hosts == ["awards.example.org"]
    assert settings.queue_url == "postgresql://awards@127.0.0.1/awards"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWARDS_ENV", "staging"),
        ("AWARDS_DATABASE_URL", "mysql://x"),
        ("AWARDS_PUBLIC_URL", "awards.example.org"),
        ("AWARDS_MAIL_URL", "sendmail"),
        ("AWARDS_WEB_WORKERS", "0"),
        ("AWARDS_TRUSTED_PROXIES", "one"),
        ("AWARDS_X_MONTHLY_BUDGET", "lots"),
        ("AWARDS_X_MONTHLY_BUDGET", "NaN"),
    ],
)
def test_a_setting_that_cannot_work_is_named(read, name, value):
    with pytest.raises(Misconfigured, match=name):
        read(**{name: value})


def test_several_secret_keys_are_newest_first(read):
    assert read(AWARDS_SECRET_KEY="new, old").secret_keys == ("new", "old")


def test_secrets_stay_out_of_what_is_printed(read):
    shown = repr(read(**WHOLE, AWARDS_X_BEARER_TOKEN="token-of-ours"))

    assert "s" * 32 not in shown
    assert "token-of-ours" not in shown


def test_our_own_accounts_are_read_by_network_and_handle(read):
    given = read(AWARDS_OWN_ACCOUNTS="x:@awards, mastodon:awards@far.example")

    assert given.own_accounts == (("x", "awards"), ("mastodon", "awards@far.example"))


@pytest.mark.parametrize("given", ["awards", "x:", ":awards", "x@awards"])
def test_an_account_without_network_or_handle_is_refused(read, given):
    with pytest.raises(Misconfigured, match="AWARDS_OWN_ACCOUNTS"):
        read(AWARDS_OWN_ACCOUNTS=given)
