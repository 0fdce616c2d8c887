"""Interactive pictures by sigma.js and graphology, which are shipped with this package."""

from kg.views.page import TEMPLATE, asset, environment
from kg.views.picture import Picture

LIBRARIES = ("vendor/graphology.umd.min.js", "vendor/sigma.min.js")


def render(picture: Picture) -> str:
    """The page, as text that is written as UTF-8."""
    made = environment(picture, "sigma", [asset(name) for name in LIBRARIES])
    return made.get_template(TEMPLATE).render()
