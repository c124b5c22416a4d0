"""`awards init`: from nothing to a site somebody can run."""

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade

from app.accounts import queries as accounts
from app.accounts import service as people
from app.accounts.commands import OPERATOR, hash_from_stdin, require_address
from app.accounts.rules import Role
from app.config import ROOT
from app.extensions import queue
from app.judging import service as judging
from app.judging.calibrating.writing import install_examples
from app.listening import service as listening
from app.programme import service as programme
from app.web.actions import act
from app.web.links import public_link


@click.command("init")
@click.option("--email", required=True, help="Address of the first organiser.")
@click.option("--name", default="", help="Name of the first organiser.")
@click.option("--password-stdin", is_flag=True, help="Read the organiser's password from standard input.")
@with_appcontext
def init(email: str, name: str, password_stdin: bool) -> None:
    """Bring the database up to date and make the first season and organiser; safe to repeat.

    Example: awards init --email you@example.org
    """
    require_address(email)
    password_hash = hash_from_stdin(email) if password_stdin else None
    upgrade(directory=str(ROOT / "migrations"))
    queue.prepare()
    lay_foundations()
    user = accounts.find_user_by_email(email)
    if user is not None and user.has_role(Role.ORGANISER):
        click.echo(f"Ready. {user.email} is an organiser already.")
    elif password_hash is not None:
        act(people.create_user, email=email, role=Role.ORGANISER, name=name, password_hash=password_hash, by=OPERATOR)
        click.echo(f"Ready. {email} can log in at {public_link('accounts.log_in')}")
    else:
        invitation = act(people.invite, email=email, role=Role.ORGANISER, name=name, by_letter=False, by=OPERATOR)
        token = act(people.renew_token, invitation)
        click.echo("Ready. Open this link within seven days to become the first organiser:")
        click.echo(public_link("accounts.accept_invitation", token=token))


def lay_foundations() -> None:
    """Make what every installation starts with, where it is not there yet."""
    act(programme.install_first_season, by=OPERATOR)
    act(judging.install_rubrics)
    act(install_examples, by=OPERATOR)
    act(listening.install_watches, by=OPERATOR)
    act(listening.install_templates, by=OPERATOR)
