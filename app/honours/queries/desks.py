"""What waits for curators and organisers from companies."""

from collections.abc import Sequence

from sqlalchemy import select

from app.companies.models import Company
from app.errors import Missing
from app.extensions import db
from app.honours.models import CompanyWish, Thanks
from app.honours.rules import ThanksState, Wish, WishState

ANSWERED = 30


def list_waiting_thanks() -> Sequence[Thanks]:
    """List thanks that nobody has read yet, the oldest first."""
    return db.session.scalars(select(Thanks).filter_by(state=ThanksState.WAITING).order_by(Thanks.written_at)).all()


def list_read_thanks() -> Sequence[Thanks]:
    """List thanks that were passed on or given back, the newest first."""
    query = select(Thanks).where(Thanks.state != ThanksState.WAITING).order_by(Thanks.decided_at.desc())
    return db.session.scalars(query.limit(ANSWERED)).all()


def get_thanks(public_id: str) -> Thanks:
    """Return a company's thanks."""
    thanks = db.session.scalar(select(Thanks).filter_by(public_id=public_id))
    if thanks is None:
        raise Missing
    return thanks


def list_wishes(kind: Wish, *, is_open: bool) -> Sequence[CompanyWish]:
    """List the wishes of one kind: those that wait, the oldest first, or the last ones that were answered."""
    query = select(CompanyWish).where(CompanyWish.kind == kind)
    if is_open:
        return db.session.scalars(query.filter_by(state=WishState.OPEN).order_by(CompanyWish.id)).all()
    query = query.where(CompanyWish.state != WishState.OPEN).order_by(CompanyWish.answered_at.desc())
    return db.session.scalars(query.limit(ANSWERED)).all()


def get_wish(public_id: str, kind: Wish) -> CompanyWish:
    """Return a wish of this kind; others are another desk's."""
    wish = db.session.scalar(select(CompanyWish).filter_by(public_id=public_id, kind=kind))
    if wish is None:
        raise Missing
    return wish


def list_unnamed() -> Sequence[Company]:
    """List the companies that are named nowhere in public."""
    return db.session.scalars(select(Company).where(Company.unnamed_at.is_not(None)).order_by(Company.name)).all()
