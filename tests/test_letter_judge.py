"""Every letter of the demo shop and of both starters, before the judge of letters; a sample of each kind also in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from selenium import webdriver

from planner.model import Publication
from planner.pictures import Album
from planner.publish.letter import files
from planner.render import Renderer, standard_extensions
from planner.shop import Shop, open_shop
from tests.letter_judge import Case, faults_of, seen_faults

ROOT = Path(__file__).parent.parent
SHOPS = {"demo": ROOT, "en": ROOT / "planner" / "starter" / "en", "ja": ROOT / "planner" / "starter" / "ja"}
EDITIONS = ("post", "month")
AT = datetime(2026, 12, 9, tzinfo=UTC)
"""An offer of the demo shop is open then, and others have ended."""


@cache
def cases(name: str, kind: str) -> tuple[Case, ...]:
    """The letters of a shop, one by one or as digests."""
    shop = open_shop(SHOPS[name] / "mkdocs.yml", start=SHOPS[name], now=AT)
    shop.settings = replace(shop.settings, newsletter=replace(shop.settings.newsletter, edition=kind))
    return tuple(_cases(name, shop, shop.publication))


def _cases(name: str, shop: Shop, of: Publication) -> Iterator[Case]:
    details = shop.settings.shop
    facts = tuple(filter(None, (details.name, details.address, details.email, details.phone)))
    made = files(of, Renderer(shop.settings, *standard_extensions(shop.settings)), Album(shop.settings.docs_dir))
    for path in (path.removesuffix(".html") for path in made if path.endswith(".html")):
        html, text, mail = (made[f"{path}.{form}"] for form in ("html", "txt", "eml"))
        domain = (details.email or "").rpartition("@")[2]
        yield Case(f"{name}/{path}", html.decode(), text.decode(), mail, shop.settings.language, facts, domain)


def kinds(found: tuple[Case, ...]) -> list[Case]:
    """One letter of each kind: which tags and classes it has, and whether it holds an offer that is open."""
    known: dict[frozenset[str], Case] = {}
    for case in found:
        marks = (
            "<blockquote",
            "<table class",
            '<th scope="col"',
            'class="button"',
            'class="label-above',
            "<ul",
            "<ol",
            "<h3",
        )
        shape = frozenset(mark for mark in (*marks, '<h2 class="title', "series-") if mark in case.html + case.name)
        known.setdefault(shape, case)
    return list(known.values())


@pytest.mark.parametrize("kind", EDITIONS)
@pytest.mark.parametrize("name", SHOPS)
def test_the_three_forms_of_every_letter_are_sound_and_agree(name: str, kind: str) -> None:
    found = cases(name, kind)
    assert len(found) > 5
    assert [fault for case in found for fault in faults_of(case)] == []


@pytest.mark.xdist_group("letters")
@pytest.mark.parametrize("kind", EDITIONS)
@pytest.mark.parametrize("name", SHOPS)
def test_every_kind_of_letter_is_seen_as_it_should_be(name: str, kind: str, browser: webdriver.Chrome) -> None:
    chosen = kinds(cases(name, kind))[:5]
    assert [fault for case in chosen for fault in seen_faults(case, browser)] == []


SPOILS = {
    "contrast": ("color: #6B6058", "color: #C0B8B0"),
    "size": ("font-size: 18px", "font-size: 12px"),
    "button": ("padding: 14px 32px", "padding: 2px 32px"),
    "wide": ("max-width: 600px", "min-width: 900px"),
    "dark button": (".body a, .offer .way", ".body a, .button a, .offer .way"),
    "bright": (".card { background-color: #26221F", ".card { background-color: #FFFFFF"),
    "no label": ('role="article"', 'role="listitem"'),
}


@pytest.mark.xdist_group("letters")
@pytest.mark.parametrize("spoil", SPOILS)
def test_the_judge_sees_what_is_spoilt(spoil: str, browser: webdriver.Chrome) -> None:
    case = next(case for case in cases("demo", "post") if 'class="button"' in case.html)
    old, new = SPOILS[spoil]
    html = case.html.replace(old, new)
    if spoil == "dark button":
        html = html.replace(".button a { color: #1C1917 !important; }", "")
    assert html != case.html
    assert seen_faults(replace(case, html=html), browser) != []


MARRED = {
    "no preheader": ("mso-hide: all;", ""),
    "two h1": ("<h2", "<h1"),
    "no lang": ('dir="ltr" xmlns', "xmlns"),
    "no scope": (' scope="row"', ""),
    "a script": ("</body>", "<script>1</script></body>"),
    "http": ('src="https://hidamari', 'src="http://hidamari'),
    "no address": ("1-2-3 Example", "Somewhere"),
    "another link": ("https://hidamari-tea.example/chat", "https://hidamari-tea.example/cat"),
    "no ghost table": ("<!--[if mso]><table", "<!--[if gone]><table"),
    "a slip of a template": ("</h1>", "{{ x }}</h1>"),
}


@pytest.mark.parametrize("marred", MARRED)
def test_the_judge_reads_what_is_marred(marred: str) -> None:
    case = next(case for case in cases("demo", "post") if 'class="button"' in case.html)
    old, new = MARRED[marred]
    assert old in case.html
    html = case.html.replace(old, new)
    others = [fault for fault in faults_of(replace(case, html=html)) if "the mail says something else" not in fault]
    assert others != []
