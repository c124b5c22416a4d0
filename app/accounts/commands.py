"""`awards accounts`: add, invite, disable and list the people who work here."""

import json
import sys

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup

from app.accounts import passwords, queries, service
from app.accounts.rules import Role
from app.errors import Refused
from app.web.actions import act
from app.web.links import public_link

commands = AppGroup("accounts", help="Add, invite, disable and list the people who work here.")
OPERATOR = "command line"
role_option = click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
name_option = click.option("--name", default="", help="The name others see.")


@commands.command("create")
@click.argument("email")
@role_option
@name_option
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password from standard input.")
def create(email: str, role: str, name: str, password_stdin: bool) -> None:
    """Add a person with a password.

    Example: echo "four quiet garden words" | awards accounts create ana@example.org --role judge --password-stdin
    """
    password_hash = hash_from_stdin(email)
    user = act(
        service.create_user,
        email=require_address(email),
        role=Role(role),
        name=name,
        password_hash=password_hash,
        by=OPERATOR,
    )
    click.echo(f"{user.email} can log in as {role}.")


@commands.command("invite")
@click.argument("email")
@role_option
@name_option
def invite(email: str, role: str, name: str) -> None:
    """Invite a person by letter, and print the link.

    Example: awards accounts invite ana@example.org --role curator
    """
    invitation = act(service.invite, email=require_address(email), role=Role(role), name=name, by=OPERATOR)
    token = act(service.renew_token, invitation)
    click.echo(f"{invitation.email} is invited as {role}. A letter is queued; until it is sent this link works too:")
    click.echo(public_link("accounts.accept_invitation", token=token))


@commands.command("disable")
@click.argument("email")
def disable(email: str) -> None:
    """Keep a person out from their next request on.

    Example: awards accounts disable ana@example.org
    """
    user = queries.find_user_by_email(email)
    if user is None:
        raise Refused(f"There is no person with the address {email}.")
    act(service.disable, user, by=OPERATOR)
    click.echo(f"{user.email} can no longer log in.")


@commands.command("remove-second-factor")
@click.argument("email")
def remove_second_factor(email: str) -> None:
    """Take away the second factor of somebody who lost their phone and their recovery codes.

    Example: awards accounts remove-second-factor ana@example.org
    """
    user = queries.find_user_by_email(email)
    if user is None:
        raise Refused(f"There is no person with the address {email}.")
    act(service.remove_factor, user, by=OPERATOR)
    click.echo(f"{user.email} logs in with the password alone, until they set up a new second factor.")


@commands.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_accounts(as_json: bool) -> None:
    """List the people who work here.

    Example: awards accounts list --json
    """
    users = queries.list_users()
    if as_json:
        rows = [{"email": u.email, "name": u.name, "roles": sorted(u.roles), "active": u.is_active} for u in users]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for user in users:
        state = "" if user.is_active else "  (disabled)"
        click.echo(f"{user.email:<40} {', '.join(sorted(user.roles)):<28} {user.name}{state}")


def hash_from_stdin(email: str) -> str:
    """Read a password from standard input, check it and return its hash."""
    password = sys.stdin.readline().rstrip("\r\n")
    fault = passwords.find_fault(password, email=email)
    if fault:
        raise Refused(f"{fault}.")
    return passwords.hash_password(password)


def require_address(email: str) -> str:
    """Return the address if it is one; raise Refused otherwise."""
    try:
        validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise Refused(f"'{email}' is not an email address.") from None
    return email
