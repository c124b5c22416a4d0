"""What is proposed for a season, as its page and its command tell it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from app.accounts.models import User
from app.judging.assigning.ground import Pair, Plan, loads_of
from app.judging.assigning.reading import UNBEGUN, Standing, Wishes
from app.judging.queries.panels import name_order
from app.judging.rules import MINUTES_AN_ENTRY
from app.programme.models import Category, Season


@dataclass(frozen=True)
class Load:
    """How many entries of a season somebody has now, and would have."""

    judge: User
    before: int
    after: int

    @property
    def minutes(self) -> int:
        """Estimate what it takes them, at ten minutes an entry."""
        return self.after * MINUTES_AN_ENTRY


@dataclass(frozen=True)
class CategoryPlan:
    """What is planned for one category."""

    category: Category
    plan: Plan

    @property
    def entries(self) -> int:
        """Count its entries."""
        return len(self.plan.ground.entries)

    @property
    def short(self) -> int:
        """Count the entries that lack judges now."""
        return sum(self.plan.ground.lacking(entry) > 0 for entry in self.plan.ground.entries)

    @property
    def span(self) -> str:
        """Say how many entries a judge has who has any: 12, or 12 to 13."""
        loads = sorted(loads_of(self.plan.pairs, ()).values())
        if not loads:
            return "–"
        return str(loads[0]) if loads[0] == loads[-1] else f"{loads[0]} to {loads[-1]}"

    @property
    def judges(self) -> int:
        """Count who has anything."""
        return len(loads_of(self.plan.pairs, ()))

    @property
    def has_changes(self) -> bool:
        """Tell whether anybody would be asked or released."""
        return bool(self.plan.added or self.plan.dropped)


@dataclass(frozen=True)
class Row:
    """One entry of a plan: the names of who keeps it, who is asked for it and who is released from it."""

    title: str
    keeping: list[str]
    asked: list[str]
    released: list[str]


@dataclass(frozen=True)
class SeasonPlan:
    """Who would be asked for what in a season."""

    standing: Standing
    wishes: Wishes
    names: dict[str, str]
    categories: list[CategoryPlan]

    @property
    def season(self) -> Season:
        """Return the season."""
        return self.standing.season

    @property
    def faults(self) -> list[str]:
        """List what keeps categories from being planned, in words."""
        return [fault for each in self.categories for fault in each.plan.faults]

    @property
    def left(self) -> list[str]:
        """Name the categories that cannot be planned and are left as they are."""
        return [each.category.name for each in self.categories if each.plan.faults]

    @property
    def added(self) -> int:
        """Count the assignments it makes."""
        return sum(len(each.plan.added) for each in self.categories)

    @property
    def dropped(self) -> int:
        """Count the assignments it takes back."""
        return sum(len(each.plan.dropped) for each in self.categories)

    @property
    def letters(self) -> int:
        """Count the judges who get a letter: one each, whatever the number of entries and categories."""
        return len({judge for each in self.categories for judge, _ in each.plan.added})

    @property
    def told(self) -> str:
        """Say in a sentence what was done once it was carried out."""
        if not self.added and not self.dropped:
            return self.nothing
        done = f"{self.added} assignment{'' if self.added == 1 else 's'} made"
        back = f" and {self.dropped} taken back" if self.dropped else ""
        letters = "one letter" if self.letters == 1 else f"{self.letters} letters, one a judge"
        return f"{done}{back}, with {letters}."

    @property
    def nothing(self) -> str:
        """Say why there is nothing to do; empty when nothing can be planned at all."""
        if not self.left:
            return "Nothing to do: every entry has its judges."
        planned = any(each.entries and not each.plan.faults for each in self.categories)
        return "Every other entry has its judges." if planned else ""

    @property
    def is_possible(self) -> bool:
        """Tell whether it changes anything; categories that cannot be planned stay as they are."""
        return bool(self.added or self.dropped)

    @property
    def digest(self) -> str:
        """Return a digest of every category's plan and what it rests on."""
        return sha256("\n".join(each.plan.digest for each in self.categories).encode()).hexdigest()

    def rows(self, each: CategoryPlan) -> list[Row]:
        """List a category's entries by title, with who keeps each, who is asked and who is released."""
        kept = each.plan.pairs & each.plan.ground.standing
        return [
            Row(
                self.names[entry], *(self._judges(pairs, entry) for pairs in (kept, each.plan.added, each.plan.dropped))
            )
            for entry in sorted(each.plan.ground.entries, key=lambda entry: (self.names[entry].casefold(), entry))
        ]

    def _judges(self, pairs: Collection[Pair], entry: str) -> list[str]:
        return sorted(self.names[judge] for judge, each in pairs if each == entry)

    def silent(self) -> list[tuple[User, int]]:
        """List who has entries not begun that nobody but an organiser can take away, by name, and how many."""
        unbegun = Counter(pair[0] for pair, state in self.standing.open_pairs() if state in UNBEGUN)
        active = {judge.id for judge in self.standing.judges}
        people = [self.standing.people[number] for number in unbegun if number in active]
        return [(judge, unbegun[judge.id]) for judge in sorted(people, key=name_order)]

    def loads(self) -> list[Load]:
        """List what each judge has and would have in the season, by name."""
        before, after = Counter[str](), Counter[str]()
        for each in self.categories:
            before.update(judge for judge, _ in each.plan.ground.standing)
            after.update(judge for judge, _ in each.plan.pairs)
        people = sorted(self.standing.people.values(), key=name_order)
        active = {judge.id for judge in self.standing.judges}
        return [
            Load(user, before[user.public_id], after[user.public_id])
            for user in people
            if user.id in active or before[user.public_id]
        ]
