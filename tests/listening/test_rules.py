import pytest

from app.errors import Conflict
from app.listening.rules import (
    MENTION_MOVES,
    OUTREACH_MOVES,
    MentionState,
    OutreachState,
    require_mention_move,
    require_outreach_move,
)


@pytest.mark.parametrize("now", MentionState)
@pytest.mark.parametrize("then", MentionState)
def test_a_mention_moves_only_as_the_table_says(now: MentionState, then: MentionState) -> None:
    if then in MENTION_MOVES[now]:
        require_mention_move(now, then)
        return
    with pytest.raises(Conflict):
        require_mention_move(now, then)


@pytest.mark.parametrize("now", OutreachState)
@pytest.mark.parametrize("then", OutreachState)
def test_a_reply_moves_only_as_the_table_says(now: OutreachState, then: OutreachState) -> None:
    if then in OUTREACH_MOVES[now]:
        require_outreach_move(now, then)
        return
    with pytest.raises(Conflict):
        require_outreach_move(now, then)
