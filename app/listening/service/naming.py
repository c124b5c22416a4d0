"""What curators know better: which company a post is about."""

from app.accounts.models import User
from app.audit import service as audit
from app.companies.models import Company
from app.extensions import db
from app.listening.answering.claiming import require_kept
from app.listening.models import Mention


def name_company(mention: Mention, *, company: Company | None, by: User) -> Mention:
    """Say which company a post is about, or that it is about none; what is found later never overrules it."""
    require_kept(mention)
    wanted = company.canonical.id if company else None
    if (mention.company_id, mention.company_by_id is not None) == (wanted, True):
        return mention
    mention.company_id, mention.company_by_id = wanted, by.id
    db.session.flush()
    audit.record("company named", about=mention, by=by, company=company.canonical.logged_as if company else "none")
    return mention
