"""What the awards say about themselves."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.home import fairness as rules_in_force
from app.home import queries
from app.home.views.blueprint import views
from app.web.kept_pages import kept

views.add_app_template_filter(rules_in_force.in_words, "in_words")


@views.get("/how-we-judge")
@kept
def how_we_judge() -> ResponseReturnValue:
    """Show the yardstick: blocks, criteria, levels and where they come from."""
    return render_template(
        "home/how_we_judge.html",
        yardsticks=queries.list_yardsticks(),
        rule=rules_in_force.read(),
        rulings=queries.list_rulings(),
    )


@views.get("/fairness")
@kept
def fairness() -> ResponseReturnValue:
    """Say which rules are in force, read from where they rule."""
    return render_template(
        "home/fairness.html",
        rule=rules_in_force.read(),
        yardsticks=queries.list_yardsticks(),
        rulings=queries.list_rulings(),
        **queries.season_now(),
    )


@views.get("/privacy")
@kept
def privacy() -> ResponseReturnValue:
    """Say what happens with personal data."""
    return render_template("home/privacy.html", rule=rules_in_force.read())


@views.get("/accessibility")
@kept
def accessibility() -> ResponseReturnValue:
    """Say how usable the site is, and for whom not."""
    return render_template("home/accessibility.html")


@views.get("/contact")
@kept
def contact() -> ResponseReturnValue:
    """Say who runs the awards and whom to write to about what."""
    return render_template("home/contact.html")
