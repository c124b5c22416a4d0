"""The map of the site, and what robots are asked to leave alone."""

from collections.abc import Iterable
from xml.etree import ElementTree

from app.nominations import queries as nominations
from app.nominations.queries import told
from app.programme.call import CalledCategory
from app.web.links import public_link

NEWEST = 500
STAYING = ("front", "list_categories", "list_companies", "how_we_judge", "fairness", "list_judges", "list_winners")
TOLD = ("privacy", "accessibility", "contact")
PRIVATE = (
    "/account",
    "/company/",
    "/curate/",
    "/judge/",
    "/login",
    "/n/",
    "/nominations/",
    "/organise/",
    "/companies?",
)


def write(categories: Iterable[CalledCategory]) -> bytes:
    """Write the addresses of pages that stay, of the newest stories and of the companies that came last."""
    addresses = [public_link(f"home.{page}") for page in STAYING + TOLD] + [public_link("honours.hall_of_fame")]
    addresses += [public_link("home.show_category", slug=each.slug) for each in categories]
    companies = dict.fromkeys(slug for _, slug, _ in told.list_told_companies() if slug)
    addresses += [public_link("home.show_company", slug=slug) for slug in companies]
    place = public_link("nominations.show_story", story_id="")
    addresses += [f"{place}{story_id}" for story_id in nominations.list_latest_addresses(NEWEST)]
    root = ElementTree.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for address in addresses:
        ElementTree.SubElement(ElementTree.SubElement(root, "url"), "loc").text = address
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def write_robots() -> str:
    """Name what robots may not read, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    return "\n".join([*lines, f"Sitemap: {public_link('home.site_map')}", ""])
