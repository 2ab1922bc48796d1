"""The site as virtual Markdown pages, and which files of the shop stay out of it; writes nothing, imports no MkDocs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from planner.model import Publication
from planner.publish.site.colours import COLOURS, colours
from planner.publish.site.frame import frame
from planner.publish.site.head import below_title, front_matter
from planner.publish.site.headers import headers
from planner.publish.site.incidents import incident_pages
from planner.publish.site.legal import legal_pages
from planner.publish.site.letter import letter_pages
from planner.publish.site.links import NOWHERE, settled
from planner.publish.site.lists import archive_pages, home_page, person_pages, purpose_pages, signup_pages
from planner.publish.site.machines import Machines
from planner.publish.site.manifest import MANIFEST, manifest
from planner.publish.site.offers import offer_pages
from planner.publish.site.page import Page
from planner.publish.site.phrases import phrased
from planner.publish.site.pictures import dressed, withheld
from planner.publish.site.robots import robots
from planner.publish.site.shelf import Shelf
from planner.publish.site.tables import told_tables
from planner.publish.site.theme import dress
from planner.publish.site.tidy import tidied
from planner.publish.site.web_copy import Words, web_copy_files, web_copy_pages
from planner.web_copy import web_copies

__all__ = [
    "COLOURS",
    "MANIFEST",
    "NOWHERE",
    "Machines",
    "Page",
    "Words",
    "below_title",
    "colours",
    "dress",
    "dressed",
    "frame",
    "front_matter",
    "headers",
    "kept_out",
    "manifest",
    "pages",
    "phrased",
    "robots",
    "settled",
    "tidied",
    "told_tables",
    "web_copy_files",
    "withheld",
]

_OURS = ("posts", "series")
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})


def pages(publication: Publication) -> tuple[Page, ...]:
    """Every page of the site: home, letters, purposes, offers, archive, people, incidents, legal notice, newsletter."""
    shelf = Shelf(publication)
    return (
        home_page(shelf),
        *letter_pages(shelf),
        *purpose_pages(shelf),
        *offer_pages(shelf),
        *archive_pages(shelf),
        *person_pages(shelf),
        *incident_pages(shelf),
        *signup_pages(shelf),
        *legal_pages(shelf),
        *web_copy_pages(shelf),
    )


def kept_out(publication: Publication, paths: Iterable[str]) -> frozenset[str]:
    """Which files below docs_dir readers never get: the sources of letters, voices, notes for colleagues.

    A picture that lies beside a letter stays, if a published letter names it.
    """
    mailed = (post for copy in web_copies(publication) if not copy.on_site for post in copy.letters)
    told = "\n".join(f"{post.image}\n{post.body}" for post in (*publication.site, *publication.feed, *mailed))
    return frozenset(path for path in paths if _is_kept_out(PurePosixPath(path), told))


def _is_kept_out(path: PurePosixPath, told: str) -> bool:
    if path.stem.upper() == "README" or str(path) in {"voices.yml", "voices.yaml"}:
        return True
    if path.parts[0] not in _OURS:
        return False
    return path.suffix.lower() in _MARKDOWN or path.name not in told
