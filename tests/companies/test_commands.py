import csv
import re
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.companies import service
from app.companies.models import Company, CompanyAlias
from app.companies.queries import look_up
from app.extensions import db
from app.web.actions import act
from tests.commands import awards
from tests.watch import every_row, recorded_verbs

HEAD = "name,website,aliases,x,bluesky,mastodon\n"
GOOD = HEAD + (
    "Acme Tools Ltd,acme.example,Acme;ACME Hardware,@AcmeHelp,acme.bsky.social,@acme@social.example\n"
    "Žabka Polska Sp. z o.o.,https://www.zabka.example,,,,\n"
    '"Fish, Chips & Co",,,,,\n'
)


@pytest.fixture
def bring_in(app, tmp_path):
    """Import a text as a file and return what came of it."""

    def bring_in(content, code=0):
        path = tmp_path / "companies.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        result = awards(app, "companies", "import", str(path))
        assert result.exit_code == code, result.output
        db.session.rollback()
        return result

    return bring_in


def companies():
    return list(db.session.scalars(select(Company).order_by(Company.id)))


def set_aside(result):
    path = Path(re.search(r"in (\S+\.csv)", result.stderr)[1])
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        return list(csv.DictReader(file))


def test_a_file_fills_the_register(bring_in):
    result = bring_in(GOOD)

    acme = companies()[0]
    assert (
        "3 lines read. Companies: 3 new, 0 completed, 0 unchanged. Lines set aside, wholly or in part: 0."
        in result.stdout
    )
    assert (acme.website, acme.domain) == ("https://acme.example", "acme.example")
    assert (acme.x_handle, acme.bluesky_handle, acme.mastodon_handle) == (
        "acmehelp",
        "acme.bsky.social",
        "acme@social.example",
    )
    assert [found.name for found in look_up("acme hardwear")] == ["Acme Tools Ltd"]
    assert recorded_verbs() == ["companies imported"]


def test_importing_twice_changes_nothing(bring_in):
    bring_in(GOOD)
    before = every_row()

    result = bring_in(GOOD)

    assert "0 new, 0 completed, 3 unchanged" in result.stdout
    assert every_row() == before


def test_a_known_company_is_completed_and_never_doubled(app, bring_in):
    act(service.register, name="ACME", by="test")

    result = bring_in(HEAD + "Acme Ltd,acme.example,Acme Tools,,,\nAcme Tools GmbH,,,acmehelp,,\n")

    assert "0 new, 2 completed" in result.stdout
    assert [(each.name, each.domain, each.x_handle) for each in companies()] == [("ACME", "acme.example", "acmehelp")]


def test_what_belongs_to_another_company_is_told_and_not_moved(bring_in):
    bring_in(HEAD + "Acme,acme.example,ACME Hardware,acmehelp,,\n")

    result = bring_in(HEAD + "Zenith,,Acme;Zen,acmehelp,,\nAcme,other.example,,,,\n")

    assert "line 2: acmehelp on x belongs to Acme; nothing was moved" in result.stderr
    assert "line 2: the alias Acme belongs to Acme; nothing was moved" in result.stderr
    assert "line 3: Acme has another website already" in result.stderr
    assert [each.x_handle for each in companies()] == ["acmehelp", None]
    assert [each["line"] for each in set_aside(result)] == ["2", "2", "3"]
    assert sorted(db.session.scalars(select(CompanyAlias.name))) == ["ACME Hardware", "Zen"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b",https://acme.example,,,,", "the name is empty"),
        (b"Acme,not a site,,,,", "the website is not an address"),
        (b"Acme,ftp://acme.example,,,,", "the website is not an address"),
        (b"Acme,,,not a handle!,,", "the handle for x is not one"),
        (b"Acme,,", "the row has 3 cells where the heads name 6"),
        (b'"Acme,,,,,', "the line is not CSV; a quotation mark may not be closed"),
        (b"Ac\xffme,,,,,", "the line is not UTF-8"),
        (b"Ac\x07me,,,,,", "the line has a character that cannot be seen"),
        (b"A" * 201 + b",,,,,", "the name is longer than 200 characters"),
        (b"Acme,," + b"b;" * 150 + b",,,", "there are more than 100 aliases"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_line_is_numbered_and_kept_aside_and_the_others_go_in(bring_in, line, reason):
    result = bring_in(HEAD.encode() + b"One,,,,,\n" + line + b"\nTwo,,,,,\n")

    assert f"line 3: {reason}" in result.stderr
    assert [each.name for each in companies()] == ["One", "Two"]
    assert [each["line"] for each in set_aside(result)] == ["3"]


def test_what_was_set_aside_can_be_mended_and_imported_again(bring_in):
    aside = set_aside(bring_in(HEAD + "=Acme()+,bad,,,,\n", code=1))[0]
    assert aside["name"] == "'=Acme()+"

    bring_in(f"name,website,line,reason\n{aside['name']},acme.example,2,{aside['reason']}\n")

    assert [each.name for each in companies()] == ["=Acme()+"]


def test_a_byte_order_mark_and_standard_input_are_taken(app, bring_in):
    bring_in(b"\xef\xbb\xbf" + GOOD.encode())

    result = awards(app, "companies", "import", "-", typed="name\nZenith\n")

    assert result.exit_code == 0
    db.session.rollback()
    assert [each.name for each in companies()][-1] == "Zenith"


@pytest.mark.parametrize(("content", "code"), [("Acme;Zenith\n", 1), ("", 1), (HEAD + ",,,,,\n\n", 0)])
def test_a_file_without_companies_says_so(bring_in, content, code):
    result = bring_in(content, code=code)

    assert bool(result.stderr) == bool(code)
    assert db.session.scalar(select(func.count()).select_from(Company)) == 0


def test_a_file_that_is_not_there_is_a_wrong_use(app, tmp_path):
    assert awards(app, "companies", "import", str(tmp_path / "none.csv")).exit_code == 2


def test_the_help_shows_an_example(app):
    assert "Example: awards companies import companies.csv" in awards(app, "companies", "import", "--help").output
