"""Where the pages of the site lie, relative to its root, percent-encoded; each ends with `/`."""

from __future__ import annotations

from urllib.parse import quote


def post_url(slug: str) -> str:
    """The address of a post's page."""
    return f"posts/{quote(slug, safe='')}/"


def purpose_url(name: str) -> str:
    """The address of the letters of one purpose."""
    return f"purposes/{quote(name, safe='')}/"


def person_url(key: str) -> str:
    """The address of a person's page."""
    return f"people/{quote(key, safe='')}/"


def year_url(year: int) -> str:
    """The address of the letters of one year."""
    return f"archive/{year}/"
