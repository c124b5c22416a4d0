"""What each letter is called, whom it goes to and when; one nobody has described speaks by its composer's words."""

from dataclasses import dataclass

from app.mail.letters import COMPOSERS

NOMINATORS, JUDGES, CURATORS, STAFF = "Nominators", "Judges", "Curators", "Everybody who works here"
ORGANISERS, COMPANIES, OTHERS = "Organisers", "Companies", "Others"
ORDER = (NOMINATORS, JUDGES, COMPANIES, CURATORS, ORGANISERS, STAFF, OTHERS)


@dataclass(frozen=True)
class Described:
    """A letter in words, with an example of its subject."""

    name: str
    to: str
    when: str
    title: str = ""


DESCRIBED = {
    "nomination_confirm.confirm": Described(
        "Please confirm your nomination",
        NOMINATORS,
        "At once, when somebody sends a nomination.",
        "Please confirm your nomination of Brightline Internet",
    ),
    "nomination_confirm.confirm_several": Described(
        "Please confirm your nominations",
        NOMINATORS,
        "When several nominations of one address wait to be confirmed.",
        "Please confirm your 2 nominations",
    ),
    "nomination_entered": Described(
        "Typed for you by a curator",
        NOMINATORS,
        "When a curator types what somebody told on the phone or on paper.",
        "Your nomination of Brightline Internet is with our curators",
    ),
    "nomination_asked": Described(
        "A curator has a question",
        NOMINATORS,
        "When a curator asks before deciding.",
        "A question about your nomination of Brightline Internet",
    ),
    "nomination_decided.accepted": Described(
        "Your nomination was accepted",
        NOMINATORS,
        "When a curator accepts a nomination. News: not sent to an address that wants none.",
        "Your nomination of Brightline Internet was accepted",
    ),
    "nomination_decided.rejected": Described(
        "Your nomination was not accepted",
        NOMINATORS,
        "When a curator does not accept a nomination. News: not sent to an address that wants none.",
        "Your nomination of Brightline Internet was not accepted",
    ),
    "nomination_new_address": Described(
        "Is this your new address?",
        NOMINATORS,
        "When a nominator asks that letters go to another address: to the new one.",
        "Your new address: your nomination of Brightline Internet",
    ),
    "nomination_old_address": Described(
        "Your address was changed",
        NOMINATORS,
        "When a nominator asks that letters go to another address: to the old one.",
        "Somebody asked for another address: your nomination of Brightline Internet",
    ),
    "nomination_mine": Described(
        "List of your nominations", NOMINATORS, "When somebody asks for their list.", "Your nominations"
    ),
    "outcome": Described(
        "How it ended",
        NOMINATORS,
        "When the results are announced. News: not sent to an address that wants none.",
        "The result of Best Support Team",
    ),
    "shortlisted": Described(
        "On the shortlist",
        NOMINATORS,
        "When a shortlist is published. News: not sent to an address that wants none.",
        "Brightline Internet, night desk is on the shortlist",
    ),
    "company_thanks": Described(
        "A company thanks you",
        NOMINATORS,
        "When a company passes on its thanks. News: not sent to an address that wants none.",
        "Brightline Internet thanks you",
    ),
    "company_page": Described(
        "Your customers told us about you",
        COMPANIES,
        "Only when an organiser presses Send for this company.",
        "Your customers told us about Brightline Internet",
    ),
    "tie_break": Described(
        "Compare what is too close to call",
        JUDGES,
        "When an organiser opens a tie-break.",
        "Best Support Team is too close to call: your judgement is asked",
    ),
    "judge_invitation": Described(
        "You are invited to judge",
        JUDGES,
        "When an organiser invites a judge.",
        "You are invited to judge Support Awards 2026",
    ),
    "judge_assigned": Described(
        "Entries to judge", JUDGES, "When a judge is given entries.", "2 entries are waiting for you"
    ),
    "judge_reminder": Described(
        "Reminder of what waits",
        JUDGES,
        "A few days before judging closes, and when an organiser reminds the silent.",
        "2 entries wait for you until Monday 30 November 2026",
    ),
    "digest": Described(
        "Open posts", CURATORS, "At the hour a curator has chosen, where posts wait.", "2 posts to answer"
    ),
    "digest_now": Described(
        "Open posts, asked for", CURATORS, "When a curator asks for the letter at once.", "2 posts to answer"
    ),
    "panel_short": Described(
        "An entry is short of a judge",
        ORGANISERS,
        "When a judge steps back and nobody of the panel can follow.",
        "2 entries are short of a judge",
    ),
    "sheet_aside": Described(
        "A scorecard no longer counts",
        ORGANISERS,
        "When a judge who has submitted may not judge an entry after all.",
        "A submitted scorecard no longer counts",
    ),
    "audit_head": Described(
        "Head of the log", ORGANISERS, "Every day, where the log has grown.", "The log ends at line 4217 today"
    ),
    "invitation": Described(
        "Invitation", STAFF, "When an organiser invites somebody.", "You are invited to join as a curator"
    ),
    "new_password": Described(
        "New password", STAFF, "When somebody has forgotten their password.", "Choose a new password"
    ),
    "factor_set_up": Described(
        "Second factor set up", STAFF, "When a phone is set up.", "Your account asks for a code now"
    ),
    "factor_removed": Described(
        "Second factor off", STAFF, "When somebody takes their second factor off.", "Your second factor is off"
    ),
    "factor_taken_away": Described(
        "Second factor taken away",
        STAFF,
        "When an organiser takes a second factor away.",
        "Your second factor was taken away",
    ),
    "recovery_code_used": Described(
        "Recovery code used", STAFF, "When somebody logs in by a recovery code.", "A recovery code was used"
    ),
    "recovery_codes_renewed": Described(
        "New recovery codes", STAFF, "When somebody makes new recovery codes.", "You have new recovery codes"
    ),
    "broadcast": Described("Letter to many nominators", NOMINATORS, "When an organiser writes to them."),
    "broadcast_judges": Described("Letter to many judges", JUDGES, "When an organiser writes to them."),
    "letter_trial": Described("Test of a letter", ORGANISERS, "When an organiser sends a letter to themselves."),
}


def describe(slug: str, purpose: str) -> Described:
    """Say what a letter is; one nobody has described is called by its purpose."""
    if slug in DESCRIBED:
        return DESCRIBED[slug]
    said = (getattr(COMPOSERS.get(purpose), "__doc__", "") or "").partition("\n")[0]
    name = purpose.replace("_", " ").capitalize()
    return Described(name, OTHERS, said, name)


def name_letter(purpose: str) -> str:
    """Name a letter of the outbox by its purpose."""
    first = next((words.name for slug, words in DESCRIBED.items() if slug.partition(".")[0] == purpose), "")
    return {"nomination_decided": "Accepted or not"}.get(purpose) or first or describe(purpose, purpose).name
