"""The newsletter: each edition, in each of its variants, as HTML, as text and as a mail file, and who gets which."""

from __future__ import annotations

from planner.model import Publication
from planner.pictures import Album
from planner.publish.letter.contents import recipients
from planner.publish.letter.making import Press
from planner.publish.letter.size import CLIP, Size, sizes
from planner.render import Renderer

__all__ = ["CLIP", "Size", "files", "pictures", "recipients", "sizes"]


def files(publication: Publication, renderer: Renderer, album: Album | None = None) -> dict[str, bytes]:
    """`newsletter/<edition>/<variant>.html`, `.txt` and `.eml`, and `edition.json`, for each edition."""
    press = Press(publication, renderer, album)
    made: dict[str, bytes] = {}
    for edition in publication.editions:
        made |= press.edition(edition)
    return made


def pictures(publication: Publication, renderer: Renderer, album: Album) -> dict[str, bytes]:
    """The pictures that letters show and that were made for them, by their path below the site."""
    press = Press(publication, renderer, album)
    for edition in publication.editions:
        for letter in edition.letters:
            press.look(letter)
    return album.derived()
