import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.companies.names import name_key
from app.companies.rules import slug_of


@pytest.mark.parametrize(
    "spellings",
    [
        ("ACME", "Acme Ltd", "Acme, Inc.", "acme", "A.C.M.E. Ltd.", "Acme Co. Ltd", "ＡＣＭＥ　ＬＴＤ"),
        ("Müller", "Muller GmbH & Co. KG", "MÜLLER AG", "Muller e.V."),
        ("Ørsted A/S", "Orsted", "ORSTED AS"),
        ("Žabka Polska Sp. z o.o.", "zabka polska", "Żabka Polska sp.z o.o."),
        ("Petróleos S.A. de C.V.", "Petroleos", "PETROLEOS SA DE CV"),
        ("Ромашка", "ООО «Ромашка»", "РОМАШКА ООО", "ооо Ромашка"),
        ("トヨタ自動車", "トヨタ自動車株式会社", "株式会社トヨタ自動車", "ﾄﾖﾀ自動車"),
        ("삼성전자", "삼성전자 주식회사", "(주)삼성전자"),
        ("المراعي", "شركة المراعي", "المراعى"),
        ("阿里巴巴", "阿里巴巴有限公司"),
        ("Fish & Chips", "Fish and Chips Co"),
        ("Disney+", "Disney Plus"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_company_share_a_key(spellings):
    assert len({name_key(each) for each in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ホンダ", "ホンタ"),
        ("हिन्दी", "हिन्दा"),
        ("C", "C++"),
        ("🎉", "🎈"),
        ("!!!", "???"),
        ("AG", "SA"),
        ("Acme Bank", "Acme Tools"),
        ("Ромашка", "Ромашки"),
    ],
)
def test_other_companies_have_other_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("name", "key"),
    [("Ltd", "ltd"), ("Co Ltd", "co"), ("  AG  ", "ag"), ("株式会社", "株式会社"), ("&", "and"), ("!!!", "!!!")],
)
def test_a_name_that_is_nothing_but_a_form_or_a_sign_keeps_it(name, key):
    assert name_key(name) == key


@example("℡ ltd")
@example("ﷺ" * 200)
@example("\u0301")
@given(st.text(min_size=1, max_size=300))
def test_a_key_is_short_never_empty_and_its_own_key(name):
    key = name_key(name)

    assert 0 < len(key) <= 200
    assert name_key(key) == key
    assert len(slug_of(name)) <= 60
