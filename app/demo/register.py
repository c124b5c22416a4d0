"""Companies that came in with nominations: one is merged into the company it is, others wait for a check."""

from dataclasses import dataclass
from functools import partial

from app.companies.models import Company
from app.companies.queries import find_company_id
from app.demo.script import Script
from app.demo.seasons import CURRENT, PLANS, Stage
from app.demo.stories import Telling
from app.demo.written import Row, read
from app.extensions import db
from app.nominations import service
from app.nominations.service import Placing
from app.nominations.service.merging import merge_companies
from app.web.actions import act


@dataclass
class Newcomer(Telling):
    """A nomination of a company that nobody had heard of."""

    def accept(self) -> None:
        """Let the nomination count, and the company into the register."""
        placing = Placing(company_name=self.row["company"], nominee=self.row.get("nominee", ""))
        act(service.accept, self.nomination, placing=placing, by=self.held.people["mina"])


def stage(script: Script, held: Stage) -> None:
    """Note when each company came in and when two were found to be one."""
    for row in read("register")["story"]:
        Newcomer(held, CURRENT, row).stage(script)
    for row in read("register")["merge"]:
        script.add(held.days.at(PLANS[CURRENT].opens + row["told"], row["at"]), partial(merge, held, row))


def merge(held: Stage, row: Row) -> None:
    """Let a curator merge two companies."""
    merged, into = (_find(row[name]) for name in ("merged", "into"))
    act(merge_companies, merged, into=into, by=held.people["mina"])


def _find(name: str) -> Company:
    return db.session.get_one(Company, find_company_id(name))
