"""What people read for the states and circumstances of judging."""

from decimal import Decimal

from app.judging.rules import AssignmentState, RecusalReason
from app.nominations.queries import Story
from app.nominations.rules import Channel, Feeling, Solved
from app.web.pages import month

STATES = {
    AssignmentState.ASKED: "New",
    AssignmentState.ACKNOWLEDGED: "Not started",
    AssignmentState.STARTED: "Draft",
    AssignmentState.SUBMITTED: "Submitted",
    AssignmentState.RECUSED: "Stepped back",
    AssignmentState.RELEASED: "Released",
}
PROGRESS = {**STATES, AssignmentState.ASKED: "Not seen"}
REASONS = {
    RecusalReason.WORK: "Works or worked for the company, or does business with it",
    RecusalReason.PERSON: "Knows somebody who is named or involved",
    RecusalReason.RIVAL: "Works for a competitor",
    RecusalReason.CUSTOMER: "Is a customer and has an opinion already",
    RecusalReason.OTHER: "Another reason",
    RecusalReason.HANDED_BACK: "Handed back",
}
CHANNELS = {
    Channel.PHONE: "by phone",
    Channel.EMAIL: "by email",
    Channel.CHAT: "in a chat",
    Channel.SOCIAL: "on social media",
    Channel.IN_PERSON: "in person",
    Channel.SELF_SERVICE: "found without asking",
    Channel.OTHER: "another way",
}
SOLVED = {
    Solved.FIRST_CONTACT: "solved at the first contact",
    Solved.IN_THE_END: "solved in the end",
    Solved.NOT_YET: "not solved yet",
}
FEELINGS = {feeling: f"felt {feeling.value} when it ended" for feeling in Feeling}


def circumstances(story: Story) -> str:
    """Say when and how a story happened and ended, without a word on who told it."""
    parts = [month(story.told_at)]
    parts += [CHANNELS[story.channel]] if story.channel else []
    parts += [SOLVED[story.solved]] if story.solved else []
    parts += [FEELINGS[story.feeling]] if story.feeling else []
    return ", ".join(parts)


def points(figure: str | None) -> str:
    """Write a score with one place; a dash when there is none."""
    return "–" if figure is None else str(Decimal(figure).quantize(Decimal("0.1")))
