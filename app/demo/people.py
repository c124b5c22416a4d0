"""The people who work in the demo; their addresses and the one pass phrase are printed."""

from dataclasses import dataclass

from app.accounts import passwords
from app.accounts import service as accounts
from app.accounts.commands import OPERATOR
from app.accounts.models import User
from app.accounts.rules import Role
from app.web.actions import act

SIGN_IN_WORDS = "lantern kettle river biscuit"
INVITED = "lena.fuchs@example.org"


@dataclass(frozen=True)
class Person:
    """Somebody to sign in as, and where their work begins."""

    name: str
    roles: tuple[Role, ...]
    home: str

    @property
    def key(self) -> str:
        """Return the first name, by which the files of the demo speak of them."""
        return self.name.split()[0].lower()

    @property
    def email(self) -> str:
        """Return the address to sign in with."""
        return f"{self.key}@example.org"

    @property
    def roles_in_words(self) -> str:
        """Say what they may do."""
        return " and ".join(self.roles).capitalize()


PEOPLE = (
    Person("Rosa Lindgren", (Role.ORGANISER, Role.CURATOR), "/organise/"),
    Person("Daniel Okoro", (Role.ORGANISER,), "/organise/"),
    Person("Mina Haddad", (Role.CURATOR,), "/curate/"),
    Person("Amara Bello", (Role.JUDGE,), "/judge/"),
    Person("Jonas Weller", (Role.JUDGE,), "/judge/"),
    Person("Priya Raman", (Role.JUDGE,), "/judge/"),
    Person("Helena Brandt", (Role.JUDGE,), "/judge/"),
)
GONE = Person("Edgar Voss", (Role.JUDGE,), "/judge/")
JUDGES = ("amara", "jonas", "priya")
# Where each judge works, what they say of themselves, their page, and whether they want to be seen.
PROFILES = {
    "amara": (
        "Head of support, Harbour Housing Trust",
        "Twenty years on and behind the phones of a housing association. Reads complaints as free advice.",
        "https://example.org/amara",
        True,
    ),
    "jonas": (
        "Lecturer in service design, Exampleton College",
        "Teaches how people write to one another when something has gone wrong.",
        "",
        True,
    ),
    "priya": ("Ombudsman’s office", "", "", False),
    "helena": ("Mossbell Insurance", "Answers for a team that is called when the roof is gone.", "", False),
    "edgar": ("", "", "", False),
}


def add(person: Person) -> User:
    """Add a person with all their roles and the pass phrase."""
    first, *others = person.roles
    user = act(
        accounts.create_user,
        email=person.email,
        role=first,
        name=person.name,
        password_hash=passwords.hash_password(SIGN_IN_WORDS),
        by=OPERATOR,
    )
    if others:
        act(accounts.set_roles, user, roles=person.roles, by=OPERATOR)
    return user
