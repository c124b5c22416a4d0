"""Gather what the pages of the watches show: how each one does, what it asks, what it costs, what it would find."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app import clock
from app.errors import Refused
from app.listening.answering.replies import network_name
from app.listening.models import Mention, Search, Watch
from app.listening.queries import watches as queries
from app.listening.queries.watches import LOOKED_THROUGH, Figures
from app.listening.rows import Row
from app.listening.service.watches import terms_of
from app.listening.sources.opening import OPENINGS, missing
from app.listening.spending import budget
from app.listening.spending.estimate import PRICE_OF_A_COUNT, Basis, Estimate
from app.listening.watching.matching import Matched, Tally, match
from app.listening.watching.searches import Terms, queries_for
from app.web.links import settings

NETWORKS = ("x", "bluesky", "mastodon", "rss")
SILENT_FROM = timedelta(days=14)
DECIDED_FROM, NOISY_TENTHS = 10, 9


@dataclass(frozen=True, slots=True)
class Listed:
    """One watch with how it does."""

    watch: Watch
    figures: Figures
    idle: Mapping[str, str]

    @property
    def searches(self) -> Sequence[Search]:
        """List the searches that can be read now."""
        return [search for search in self.watch.searches if search.network not in self.idle and not search.refused]

    @property
    def refused(self) -> Sequence[Search]:
        """List the searches that their network does not accept."""
        return [search for search in self.watch.searches if search.refused]

    @property
    def state(self) -> str:
        """Name the state in one word."""
        if not self.watch.is_active:
            return "paused"
        return "refused" if self.refused else "active"

    @property
    def next_run_at(self) -> datetime | None:
        """Return when the watch is read next, None where it is not."""
        due = [search.due_at for search in self.searches]
        return min(due) if due and self.watch.is_active else None

    @property
    def is_due(self) -> bool:
        """Tell whether the next reading is waiting already."""
        return self.next_run_at is not None and self.next_run_at <= clock.now()

    @property
    def outlook(self) -> str:
        """Say when it is read, to somebody who has just made it or let it go on."""
        if not self.watch.is_active:
            return "It is paused until you resume it."
        return "It is read with the next pass." if self.searches else "None of its networks is read now."

    @property
    def refusals(self) -> Sequence[str]:
        """Say what a network refused, each reason once."""
        return list(dict.fromkeys(f"{search.refused.rstrip('.')}." for search in self.refused if search.refused))

    @property
    def troubles(self) -> Sequence[tuple[str, datetime]]:
        """Say what keeps one search of it from being read while its network reads well, and since when."""
        ill = [search for search in self.watch.searches if not search.refused]
        return [(search.trouble, search.trouble_since) for search in ill if search.trouble and search.trouble_since]

    @property
    def remedy(self) -> str:
        """Say what to change so that a network accepts a search: a feed has an address, the others have words."""
        is_feed = all(search.network == "rss" for search in self.refused)
        return "Change the address" if is_feed else "Change the words"

    @property
    def networks(self) -> str:
        """Name the networks it asks, and say which of them are not read."""
        idle = [network_name(each) for each in self.watch.networks if each in self.idle]
        read = [network_name(each) for each in self.watch.networks if each not in self.idle]
        if not idle:
            return ", ".join(read)
        return f"{', '.join(read)} · {', '.join(idle)} not read now" if read else f"{', '.join(idle)} · not read now"

    @property
    def unread(self) -> Sequence[str]:
        """Say of each network of this watch why it is not read."""
        idle = [f"{network_name(each)}: {self.idle[each]}" for each in self.watch.networks if each in self.idle]
        is_read = "mastodon" in self.watch.networks and "mastodon" not in self.idle
        over = passed_over_on_mastodon(search.query for search in self.watch.searches if search.network == "mastodon")
        return [*idle, over] if is_read and over else idle

    @property
    def silence(self) -> str:
        """Say for how long it has found nothing, when that is long, and what to do."""
        silent_for = clock.now() - max(filter(None, (self.figures.last_found_at, self.watch.created_at)))
        if self.state != "active" or silent_for < SILENT_FROM:
            return ""
        told = f"Found nothing for {silent_for.days} days"
        return f"{told}. Try other words." if self.searches else f"{told}; none of its networks is read now."

    @property
    def noise(self) -> str:
        """Say that nearly everything it finds is let go, when that is so."""
        decided = self.figures.let_go + self.figures.taken_up
        if decided < DECIDED_FROM:
            return ""
        tenths = self.figures.let_go * 10 // decided
        return f"{tenths} of 10 are let go: narrow it." if tenths >= NOISY_TENTHS else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a watch will ask each network, and what that will cost."""

    questions: Mapping[str, Sequence[str]]
    estimate: Estimate | None
    fault: str = ""

    @property
    def number(self) -> int:
        """Return how many searches there are."""
        return sum(map(len, self.questions.values()))

    @property
    def passed_over(self) -> str:
        """Say which of them Mastodon is not asked for want of a token."""
        return passed_over_on_mastodon(self.questions.get("mastodon", ()))

    @property
    def price_of_counting(self) -> str:
        """Write what it costs to ask X how many posts there are."""
        amount = len(self.questions.get("x", ())) * PRICE_OF_A_COUNT
        return f"${amount / budget.MICRO:.3f}"


@dataclass(frozen=True, slots=True)
class Shown:
    """One post of a preview, as a row of a list, with the words that find it."""

    row: Row
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a watch would have found among the posts we hold."""

    matched: Matched
    posts: Sequence[Shown]

    @property
    def is_cut(self) -> bool:
        """Tell whether there were more posts than are looked through."""
        return self.matched.looked_at >= LOOKED_THROUGH

    @property
    def silent(self) -> Sequence[str]:
        """List the words that find nothing."""
        return self.matched.silent

    @property
    def noisy(self) -> Sequence[Tally]:
        """List the words whose posts are mostly let go."""
        return self.matched.noisy


def passed_over_on_mastodon(questions: Iterable[str]) -> str:
    """Say which questions Mastodon is not asked while there is no token: its search is for members."""
    phrases = sum(1 for question in questions if not question.startswith("#"))
    if not phrases or settings().mastodon_token:
        return ""
    what = "1 phrase is" if phrases == 1 else f"{phrases} phrases are"
    return f"Mastodon: {what} passed over; without AWARDS_MASTODON_TOKEN only hashtags are read"


def list_all() -> Sequence[Listed]:
    """List every watch with how it does."""
    watches = queries.list_watches()
    figures, idle = queries.find_figures(watches), idle_networks(queries.list_troubles())
    return [Listed(watch, figures[watch.id], idle) for watch in watches]


def look_at(watch: Watch) -> Listed:
    """Return one watch with how it does."""
    return Listed(watch, queries.find_figures([watch])[watch.id], idle_networks(queries.list_troubles()))


def idle_networks(troubles: Mapping[str, str]) -> dict[str, str]:
    """Say of each network that is not read why that is so."""
    paused = {network: f"paused. {failure}" for network, failure in troubles.items()}
    return paused | {network: lacking for network in NETWORKS if (lacking := lack_of(network))}


def lack_of(network: str) -> str:
    """Say what a network still needs before it can be read, empty when it is set up."""
    if network not in OPENINGS:
        return "not read by this installation yet"
    needed = missing(network, settings())
    return f"not set up; {needed} {'are' if ',' in needed else 'is'} empty" if needed else ""


def plan_of(watch: Watch) -> Plan:
    """Say what a watch asks as it is stored; what it found tells what it costs."""
    found = queries.count_found_on_x(watch) if "x" in watch.networks else 0
    return plan(terms_of(watch), watch.networks, Basis.FOUND, found)


def plan(terms: Terms, networks: Iterable[str], basis: Basis, posts: int) -> Plan:
    """Say what words will ask each network; without a post there is nothing to estimate from."""
    try:
        questions = {network: queries_for(terms, network) for network in NETWORKS if network in networks}
    except Refused as refused:
        return Plan({}, None, fault=refused.sentence)
    is_known = "x" in questions and (posts or basis is Basis.COUNTED)
    month_cap = budget.micro_dollars(settings().x_monthly_budget)
    return Plan(questions, Estimate(basis, posts, month_cap) if is_known else None)


def preview(terms: Terms, networks: Sequence[str]) -> Preview:
    """Look through the posts we hold for what a watch would find; nothing is asked of any network."""
    matched = match(terms, networks, queries.list_recent_posts())
    mentions = queries.find_mentions([each.post.id for each in matched.best])
    posts = [Shown(row_of(mentions[each.post.id]), each.words) for each in matched.best if each.post.id in mentions]
    return Preview(matched, posts)


def row_of(mention: Mention) -> Row:
    """Show a mention as in a list, without what became of it."""
    return Row(mention, claim=None, company=None, handle="", outreach=None, nomination=None)
