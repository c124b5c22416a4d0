"""Walk every route of the site as somebody, and keep all that an outsider could tell two worlds apart by."""

import re
from itertools import product

from app.doors import DOORS, PUBLIC
from app.extensions import db
from tests.guards.house import form_token
from tests.make import sent_letters

NOT_COMPARED = {"Set-Cookie"}
# The one ends the session; the other shows a fresh secret each time it is opened.
NOT_WALKED = {"accounts.log_out", "account.set_up_factor"}
BROKEN = "broken"
STRANGERS = ("nominations", "accounts", "listening", "companies", "digests")
VALUES = {
    "season": ["season"],
    "season_slug": ["season"],
    "category": ["category", "elsewhere"],
    "category_slug": ["category"],
    "reference": ["nomination"],
    "token": ["status", "unsubscribe", "forged"],
    "story_id": ["story"],
    "code": ["code"],
    "other": ["company"],
    "network": ["network"],
}
PREVIEWS = ("home.preview_front", "home.preview_category", "home.preview_judging", "home.preview_winners")
SLUGS = {
    "programme": ["season"],
    "desk": ["season"],
    "home.show_category": ["category"],
    "nominations.preview_form": ["season"],
    "templates": ["absent"],
    **{name: ["season"] for name in PREVIEWS},
}
PUBLIC_IDS = {
    "judging.show_judge": ["person"],
    "judging": [
        "submitted",
        "draft",
        "taken back",
        "recused",
        "released",
        "barred",
        "untouched",
        "foreign entry",
        "absent",
    ],
    "people.revoke_invitation": ["invitation"],
    "people.send_invitation_again": ["invitation"],
    "people": ["person"],
    "curate": ["submitted"],
    "listening": ["mention"],
    "watches": ["watch"],
    "merging": ["merge"],
}


def names_of(rule, variable):
    """Name the things an address is asked with."""
    table = {"public_id": PUBLIC_IDS, "slug": SLUGS}.get(variable)
    if table is None:
        return VALUES.get(variable, ["absent"])
    fallback = ["company"] if variable == "slug" else ["absent"]
    return table.get(rule.endpoint) or table.get(rule.endpoint.partition(".")[0]) or fallback


def addresses(rule, house):
    """Fill the variable parts of a route with what is there, and with what is not."""
    variables = sorted(rule.arguments)
    for chosen in product(*(names_of(rule, variable) for variable in variables)):
        path = rule.rule
        for variable, name in zip(variables, chosen, strict=True):
            path = re.sub(rf"<(?:\w+:)?{variable}>", house.things.get(name, name), path)
        yield path


def routes(app, methods):
    """List every route but the one that would end the session, in an order that is the same each time."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
    return [
        (rule, method)
        for rule in rules
        for method in methods
        if method in rule.methods and rule.endpoint not in NOT_WALKED
    ]


def told_by(answer):
    """Return all that an answer tells: status, headers, body."""
    heads = tuple(sorted((name, value) for name, value in answer.headers if name not in NOT_COMPARED))
    return answer.status_code, heads, answer.get_data()


def walk(app, house, clients, methods, within=("",)):
    """Ask every route as everybody: reading first, then forms sent empty but for their token."""
    asked = [
        (who, method, path)
        for method, who in product(methods, clients)
        for rule, _ in routes(app, [method])
        if rule.endpoint.startswith(within) and is_let_in(house, who, rule.endpoint)
        for path in addresses(rule, house)
    ]
    db.session.rollback()
    token = {"csrf_token": form_token(app)} if "POST" in methods else None
    return {
        (who, method, path): answered(clients[who], path, method, token if method == "POST" else None)
        for who, method, path in asked
    }


def is_let_in(house, who, endpoint):
    """Tell whether a door opens to somebody; what is said at a closed one is said before anything is looked up."""
    door, user = DOORS[endpoint], house.people.get(who)
    if door is PUBLIC:
        return user is None or (who == "judge beside them" and not endpoint.startswith(STRANGERS))
    return user is not None and bool(door & {row.role for row in user.role_rows})


def answered(client, path, method, data):
    """Return what an address tells; a page that breaks tells that too."""
    try:
        return told_by(client.open(path, method=method, data=data))
    except Exception as failure:
        return BROKEN, repr(failure)


def broken(seen):
    """List the pages that broke."""
    return [place for place, told in seen.items() if told[0] == BROKEN]


def letters(app):
    """Send what is due, and return every letter as it arrived, without the name of the bytes between its parts."""
    found = []
    for letter in sent_letters(app):
        raw = letter.as_bytes().replace((letter.get_boundary() or "\0").encode(), b"boundary")
        found.append((letter["To"], letter["Subject"], raw))
    return sorted(found, key=str)


def differences(one, other):
    """Name the places where two worlds can be told apart."""
    return sorted(str(place) for place in one.keys() | other.keys() if one.get(place) != other.get(place))
