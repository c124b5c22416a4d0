"""What people do with the account pages, as the tests repeat it."""

from tests.make import PASSWORD, csrf


def log_in(client, email, password=PASSWORD, *, query="", place="192.0.2.1"):
    """Fill in the log-in page from one place."""
    typed = {"csrf_token": csrf(client, "/login"), "email": email, "password": password}
    return client.post(f"/login{query}", data=typed, environ_base={"REMOTE_ADDR": place})


def send(client, path, page=None, **typed):
    """Open a page, fill in its form and send it."""
    return client.post(path, data={"csrf_token": csrf(client, page or path), **typed})


def is_signed_in(client):
    """Tell whether this browser gets to its own account."""
    return client.get("/account").status_code == 200


def link_in(letter, site="http://localhost"):
    """Return the path of the link in a letter."""
    text = letter.get_body(("plain",)).get_content()
    lines = [line for line in text.splitlines() if line.startswith(f"{site}/")]
    return lines[0].removeprefix(site)


def without_token(response):
    """Return a page without what differs on every visit."""
    page = response.get_data(as_text=True)
    return (
        page.replace(page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0], "")
        if "csrf_token" in page
        else page
    )
