"""The one table of weights: what each sign in a post says for or against praise of support."""

from typing import NamedTuple

START = -2.5


class Counted(NamedTuple):
    """A group of meanings counted over the whole post, up to `most` times."""

    reason: str
    weight: float
    groups: str
    most: int = 1


class Joined(NamedTuple):
    """Meanings that stand together in one clause; counted once a clause, up to twice."""

    reason: str
    weight: float
    one_of: str
    and_one_of: str
    but_none_of: str = ""


class Apart(NamedTuple):
    """Meanings that stand in one post, though not in one clause."""

    reason: str
    weight: float
    one_of: str
    and_one_of: str
    but_none_of: str = ""


WARM = "praise | mild | manner | idiom | salute"
HELPFUL = "help | care act | outcome | solved | reply | idiom"
KINDLY = "praise | manner | idiom | name | solved"
SURELY = " | name | no fuss"
SERVED = " | help | reply | care act | service word | idiom | gratitude"
TROUBLED = "trouble | harm | complaint"
SATISFIED = WARM + " | solved | care act | swift | name | role | reply | outcome | but"
GOOD_FAITH = HELPFUL + " | name | but | role | manner"
GIVEN = "service | role | care act | solved | swift | name"
SOMEBODY = "role | service | name | people"

COUNTED = (
    Counted("strong praise", 0.5, "praise", 3),
    Counted("praise", 0.25, "mild", 3),
    Counted("friendly, helpful", 0.8, "manner", 2),
    Counted("thanks", 0.2, "gratitude"),
    Counted("salutes somebody", 0.7, "salute"),
    Counted("a praising phrase", 1.5, "idiom", 2),
    Counted("an act of care", 0.7, "care act", 2),
    Counted("help, solved", 0.9, "solved"),
    Counted("quick", 0.6, "swift"),
    Counted("something was put right", 0.3, "outcome"),
    Counted("no fuss", 0.9, "no fuss"),
    Counted("about service", 0.4, "service"),
    Counted("about staff", 0.4, "role"),
    Counted("names a person", 0.5, "name"),
    Counted("smiles", 0.2, "grin"),
    Counted("complaint", -1.3, "complaint", 3),
    Counted("trouble", -0.25, "trouble", 4),
    Counted("let down", -0.9, "harm", 3),
    Counted("bitter words", -1.6, "bitter", 2),
    Counted("double-edged words", -0.3, "double-edged"),
    Counted("thanks in advance", -1.8, "thanks ahead"),
    Counted("a wish, not a fact", -1.0, "wishful", 2),
    Counted("a wish, not a fact", -0.2, "wish word", 2),
    Counted("asks for something", -0.7, "request", 3),
    Counted("asks for something", -0.3, "request word", 2),
    Counted("asks a question", -0.8, "question mark", 2),
    Counted("denies praise", -1.0, "denied praise", 2),
    Counted("speaker is an agent", -2.0, "agent | signature", 2),
    Counted("speaker is a company", -1.7, "selling", 3),
    Counted("speaker is a company", -0.6, "selling word", 2),
    Counted("job advert", -1.4, "job", 3),
    Counted("job advert", -0.8, "advert", 3),
    Counted("advice or article", -1.2, "advice", 3),
    Counted("advice or article", -0.5, "advice word", 3),
    Counted("giveaway", -1.2, "giveaway", 3),
    Counted("giveaway", -0.6, "giveaway word", 2),
    Counted("about family, fans or work", -1.1, "kin", 2),
    Counted("about a product", -0.2, "product", 2),
    Counted("about a perk", -0.3, "perk"),
    Counted("carries a link", -0.5, "link"),
    Counted("mocks", -0.9, "eyeroll"),
    Counted("frowns", -0.5, "frown"),
)

JOINED = (
    Joined("service praised", 1.7, "service", WARM + " | swift"),
    Joined("service praised", 1.3, "service word", WARM + " | swift"),
    Joined("staff praised", 1.5, "role | name", WARM),
    Joined("people praised", 0.9, "people", WARM),
    Joined("an answer praised", 1.3, "reply", WARM + " | speed | swift"),
    Joined("contact praised", 0.6, "channel", WARM),
    Joined("help praised", 1.2, "help | care act", WARM + " | speed | swift"),
    Joined("thanks for help", 1.7, "help | care act | outcome | solved | idiom | manner", "gratitude"),
    Joined("thanks for an answer", 0.9, "reply", "gratitude"),
    Joined("answered and solved", 0.6, "reply", "outcome | solved"),
    Joined("thanks people", 0.5, "people", "thanks for"),
    Joined("thanks people", 1.0, "role | service | name", "gratitude | salute"),
    Joined("quick to serve", 0.8, "service | role | people | service word | channel", "speed | swift"),
    Joined("solved quickly", 1.2, "outcome | solved", "speed | swift | care act | no fuss"),
    Joined("speaks to the company", 0.5, "your", "role | service | people | service word"),
    Joined("a product praised", -0.7, "product", WARM, SOMEBODY + SERVED),
    Joined("praise beside trouble", -0.7, WARM + " | gratitude", "trouble", HELPFUL + " | name | but | manner"),
    Joined("praise beside harm", -1.3, WARM + " | gratitude", "harm | complaint", "solved | name | but | care act"),
    Joined("thanks for harm", -1.0, "thanks for", "harm | complaint | trouble", GOOD_FAITH),
    Joined("but praised", 1.0, "but", WARM, "harm | complaint | denied praise"),
    Joined("but a complaint", -1.6, "but", "harm | complaint | denied praise | trouble | not", WARM),
)

APART = (
    Apart("help and praise in one post", 0.8, GIVEN, WARM + " | gratitude"),
    Apart("help and praise in one post", 0.3, "reply | outcome | people | channel | service word | help", WARM),
    Apart("thanks before any help", -1.2, "gratitude", TROUBLED + " | question mark | request", SATISFIED),
    Apart("thanks and a question", -0.8, "gratitude", "question mark | request", KINDLY),
    Apart("double-edged words", -1.3, "double-edged", "trouble | harm | complaint | not", HELPFUL + " | name"),
    Apart("a lone word of praise", -1.2, "lone praise", "trouble | harm | complaint | not", HELPFUL + SURELY),
    Apart("praise after harm", -1.0, "harm | complaint", "praise | mild", HELPFUL + " | name | manner | salute | but"),
)
