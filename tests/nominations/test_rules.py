import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Conflict
from app.nominations.rules import IN_WORDS, MOVES, State, identity_of, require_move


def test_every_state_has_its_moves_and_its_words():
    assert set(MOVES) == set(State) == set(IN_WORDS)


def test_no_way_leads_out_of_erased():
    assert MOVES[State.ERASED] == frozenset()


@given(st.sampled_from(State), st.sampled_from(State))
def test_a_move_outside_the_table_is_refused_with_a_sentence(now, then):
    if then in MOVES[now]:
        require_move(now, then)
        return
    with pytest.raises(Conflict, match="can no longer be done"):
        require_move(now, then)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada@Example.ORG", "ada@example.org"),
        ("ada+awards@example.org", "ada@example.org"),
        ("a.d.a@gmail.com", "ada@googlemail.com"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
    ],
)
def test_addresses_of_one_person_are_one_identity(one, other):
    assert identity_of(one) == identity_of(other)


def test_dots_matter_outside_gmail():
    assert identity_of("a.da@example.org") != identity_of("ada@example.org")
