"""One person nobody else could be, and where in a database anything of theirs would be found."""

from sqlalchemy import text

from app.extensions import Base, db
from app.mail.service import recipient_of
from app.nominations.service.sending import identity_hash

NAME = "Zephyrine Quillfeather"
ADDRESS = "zephyrine.q7731@quokkamail.example"
PHONE = "+44 20 7946 0731"
LINK = "https://quokkablog.example/thanks-7731"
STORY = "The xylographic lamp of platypus lane 7731 went dark. " + "They came, they listened, they stayed. " * 90
STORY += f"Call me at {PHONE} to hear more about the vermilion kettle."
LATER = STORY.replace("went dark", "fell silent")
ANSWER = "It was the marzipan branch behind the cobalt fountain."
WORDS = (
    NAME,
    "Quillfeather",
    ADDRESS,
    "quokkamail",
    PHONE,
    LINK,
    "quokkablog",
    "xylographic",
    "platypus lane",
    "vermilion kettle",
    "fell silent",
    "marzipan",
    "cobalt fountain",
)


def words_and_codes():
    """Return everything that would lead to the person: words, and the keyed hashes of the address."""
    return (*WORDS, identity_hash(ADDRESS), recipient_of(ADDRESS))


def rows_as_text():
    """Return every row of every table, as text."""
    db.session.rollback()
    rows = []
    with db.engine.connect() as connection:
        for name in Base.metadata.tables:
            for row in connection.execute(text(f'SELECT * FROM "{name}"')):
                rows.append(f"{name}: {tuple(row)!r}")
    return "\n".join(rows)


def found_in(haystack, words):
    """Return which of the words are in a text or in bytes, whatever their case."""
    if isinstance(haystack, bytes):
        plain = haystack.lower()
        return [word for word in words if any(plain.find(each) >= 0 for each in _spellings(word))]
    return [word for word in words if word.lower() in haystack.lower()]


def _spellings(word):
    return {word.lower().encode(), word.lower().encode("utf-16-le")}


def files_with(folder, words, *, without=("mail",)):
    """Return each file below a folder that holds any of the words."""
    found = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and inside[0] not in without and (hits := found_in(path.read_bytes(), words)):
            found[str(path.relative_to(folder))] = hits
    return found
