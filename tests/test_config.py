from concurrent.futures import ThreadPoolExecutor

import pytest

from app import config
from app.accounts.rules import Role
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


def test_processes_that_start_together_agree_on_their_keys(tmp_path):
    with ThreadPoolExecutor(8) as together:
        found = list(together.map(lambda _: read_settings({"AWARDS_VAR": str(tmp_path)}).lasting_key, range(32)))

    assert len(set(found)) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["development-keys.json"]
    assert (tmp_path / "development-keys.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("held", ["", "[]", '{"secret": 1', "{}"])
def test_a_file_without_keys_is_told_in_a_sentence_and_left_alone(read, tmp_path, held):
    (tmp_path / "development-keys.json").write_text(held)

    with pytest.raises(Misconfigured, match="holds no keys"):
        read()
    assert (tmp_path / "development-keys.json").read_text() == held
    assert read(AWARDS_SECRET_KEY="s" * 32, AWARDS_LASTING_KEY="l" * 32).lasting_key == "l" * 32


@pytest.mark.parametrize("refused", [PermissionError(13, "Permission denied"), OSError(28, "No space left on device")])
def test_keys_that_cannot_be_read_or_made_are_told_in_a_sentence(read, monkeypatch, refused):
    def refuse(*_, **__):
        raise refused

    monkeypatch.setattr(config.Path, "read_text", refuse)

    with pytest.raises(Misconfigured, match=refused.strerror):
        read()


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
        ("AWARDS_SECOND_FACTOR", "king"),
        ("AWARDS_SECOND_FACTOR", "judge,none"),
        ("AWARDS_SECOND_FACTOR", ","),
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


def test_production_asks_organisers_for_a_second_factor_and_development_nobody(read):
    assert read(**WHOLE).second_factor == {"organiser"}
    assert read(**WHOLE, AWARDS_SECOND_FACTOR="none").second_factor == set()
    assert read(AWARDS_SECOND_FACTOR="judge, organiser").second_factor == {"judge", "organiser"}
    assert read().second_factor == set()


def test_the_settings_know_the_roles_there_are():
    assert set(config.ROLES) == set(Role)
