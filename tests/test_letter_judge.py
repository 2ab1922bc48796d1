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
from tests.letter_judge import Case, alike_faults, axe_faults, faults_of, seen_faults, spoken_faults
from tests.letter_judge_mail import mail_faults
from tests.publications import OFFER, TERMS, post, publication, renderer
from tests.web_tools import axe_source

pytestmark = pytest.mark.no_cover
ROOT = Path(__file__).parent.parent
SHOPS = {"demo": ROOT, "en": ROOT / "planner" / "starter" / "en", "ja": ROOT / "planner" / "starter" / "ja"}
EDITIONS = ("post", "week", "month")
AT = datetime(2026, 12, 9, tzinfo=UTC)
"""An offer of the demo shop is open then, and others have ended."""


@cache
def cases(name: str, kind: str, service: str = "plain") -> tuple[Case, ...]:
    """The letters of a shop, one by one or as digests, for a service."""
    shop = open_shop(SHOPS[name] / "mkdocs.yml", start=SHOPS[name], now=AT)
    shop.settings = replace(shop.settings, newsletter=replace(shop.settings.newsletter, edition=kind, service=service))
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
    assert [fault for case in found for fault in faults_of(case)] + alike_faults(found) == []


@pytest.mark.xdist_group("letters")
@pytest.mark.parametrize("kind", ["post", "month"])
@pytest.mark.parametrize("name", SHOPS)
def test_every_kind_of_letter_is_seen_as_it_should_be(name: str, kind: str, browser: webdriver.Chrome) -> None:
    chosen = kinds(cases(name, kind))[:5]
    assert [fault for case in chosen for fault in seen_faults(case, browser)] == []


@pytest.mark.xdist_group("letters")
@pytest.mark.parametrize("kind", ["post", "month"])
@pytest.mark.parametrize("name", SHOPS)
def test_axe_finds_nothing_in_any_kind_of_letter(name: str, kind: str, browser: webdriver.Chrome) -> None:
    chosen = kinds(cases(name, kind))[:5]
    assert [fault for case in chosen for fault in axe_faults(case, browser, axe_source())] == []


WIDE = """
Dear reader, https://a.example/an/address/that/goes/on/and/on/for/ever?query=123456789012345678901234567890 and a
Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.

| Tea | Region of growing | Temperature | Seconds | Price | Remarks |
| --- | :-: | --: | --- | --- | --- |
| Gyokuro | Wazuka, near Kyoto | 55 | 120 | 3,240 yen | for slow Sundays |

```
a line of code, and_a_name_in_it_that_is_longer_than_any_phone_is_wide_whichever_way_it_is_held
```

> A quotation of Donaudampfschifffahrtselektrizitätenhauptbetriebswerk
>
> - in a list
>     - in a list
>         - in a list

<small>Small</small>, <mark>marked</mark>, H<sub>2</sub>O, <ruby>茶<rt>ちゃ</rt></ruby>
"""


@pytest.mark.xdist_group("letters")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_nothing_that_a_shop_writes_widens_a_letter(language: str, browser: webdriver.Chrome) -> None:
    chat = "https://a-very-long-host-name.of-a-shop.example/with/a/long/path/to/a/chat"
    letter = post(body=WIDE, title="Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", purpose=OFFER)
    letter = replace(letter, offer=replace(TERMS, ask={"chat": chat, "email": f"{'somebody.' * 6}else@a.example"}))
    of = publication(letter, language=language)
    made = {path.rpartition(".")[2]: data for path, data in files(of, renderer(of)).items()}
    case = Case(language, made["html"].decode(), made["txt"].decode(), made["eml"], language, (), "shop.example")
    assert seen_faults(case, browser) == []


SPOILS = {
    "contrast": ("color: #6B6058", "color: #C0B8B0"),
    "size": ("font-size: 18px", "font-size: 12px"),
    "button": ("padding: 14px 32px", "padding: 2px 32px"),
    "wide": ("max-width: 600px", "min-width: 900px"),
    "dark button": (".body a, .offer .way", ".body a, .button a, .offer .way"),
    "bright": (".card { background-color: #26221F", ".card { background-color: #FFFFFF"),
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


@pytest.mark.xdist_group("letters")
def test_axe_hears_what_is_spoilt(browser: webdriver.Chrome) -> None:
    html = sound().html.replace('role="article"', 'role="listitem"')
    assert axe_faults(replace(sound(), html=html), browser, axe_source()) != []


MARRED = {
    "no preheader": ("mso-hide: all;", ""),
    "two h1": ("<h2", "<h1"),
    "no lang": ('lang="en" dir="ltr"', 'dir="ltr"'),
    "no scope": (' scope="row"', ""),
    "a script": ("</body>", "<script>1</script></body>"),
    "http": ('src="https://hidamari', 'src="http://hidamari'),
    "no address": ("1-2-3 Example", "Somewhere"),
    "another link": ("https://order.hidamari-tea.example/chat", "https://order.hidamari-tea.example/cat"),
    "no ghost table": ("<!--[if mso]><table", "<!--[if gone]><table"),
    "a slip of a template": ("</h1>", "{{ x }}</h1>"),
    "a shorthand": ("background-color: #FFFFFF", "background: #FFFFFF"),
    "a short colour": ("color: #FFFFFF", "color: #FFF"),
    "a named colour": ("color: #6B6058", "color: gray"),
    "flex": ("display: block;", "display: flex;"),
    "no quotes": ('border="0"', "border=0"),
    "a bare ampersand": ("</h1>", " & more</h1>"),
    "no charset": ('<meta charset="utf-8">', ""),
    "no zoom": ("initial-scale=1", "initial-scale=1, user-scalable=no"),
    "no reset for Apple": ("x-apple-disable-message-reformatting", "apple"),
    "numbers as links": ("telephone=no, ", ""),
    "an address read aloud": (">order.hidamari", ">https://order.hidamari"),
    "an open table for Outlook": ("<!--[if mso]></td></tr></table>", "<!--[if mso]></td></tr>"),
    "no gaps said": ('cellspacing="0"', 'cellspacing="4"'),
    "a comment": ("</h1>", "</h1><!-- draft -->"),
    "no alt": (' alt="', ' alt="" data-was="'),
    "a picture beyond the column": ("max-width: 100%;height: auto", "height: auto"),
    "justified": ("text-align: center", "text-align: justify"),
    "em": ("font-size: 18px", "font-size: 1.1em"),
    "an empty heading": ("</h1>", "</h1><h2> </h2>"),
    "a style block that is cut": ("@media (prefers-color-scheme: dark) {", "@media (prefers-color-scheme: dark)"),
    "a tag that is not closed": ("</h1>", "</h1><div>"),
}
IN_TEXT = {
    "a long line": ("\n\n", " word" * 20 + "\n\n"),
    "a tag": ("A cup for", "A <b>cup</b> for"),
    "an entity": ("A cup for", "A cup &amp; for"),
    "the filler": ("A cup for", "A\u200c cup\u034f for"),
    "a link in two": ("https://order.hidamari", "https://order.\nhidamari"),
    "no footer": ("1-2-3 Example", "Example"),
    "space at the end": ("\n\n", " \n\n"),
    "two blank lines": ("\n\n", "\n\n\n"),
    "headings turned round": ("The details", "Ask us first at once"),
}
IN_MAIL = {
    "two dates": (b"Date: ", b"Date: Tue, 25 Aug 2026 09:00:00 +0900\r\nDate: "),
    "a blind copy": (b"MIME-Version", b"Bcc: a@b.example\r\nMIME-Version"),
    "no language": (b"Content-Language: en\r\n", b""),
    "another domain": (b"hidamari-tea.example>\r\nList-Id", b"other.example>\r\nList-Id"),
    "a bare line feed": (b"\r\nMIME", b"\nMIME"),
    "a date without a zone": (b" +0900\r\nMessage", b"\r\nMessage"),
    "a click to nowhere": (b"MIME-Version", b"List-Unsubscribe-Post: List-Unsubscribe=Once\r\nMIME-Version"),
    "a boundary twice": (b"--=_", b"--=_x\r\n--=_"),
    "no sender": (b"From: Hidamari Tea ", b"From: "),
    "a word of half a character": (b"Subject: ", b"Subject: =?utf-8?b?44Gy44G?= "),
    "eight bits": (b"Subject: ", b"Subject: \xe3\x81\x82"),
    "bad quoting": (b"=3D", b"=ZZ"),
    "a long line": (b"Subject: ", b"Subject: " + b"tea " * 30),
    "nobody to answer": (b"<hello@", b"<no-reply@"),
}


@cache
def sound() -> Case:
    return next(case for case in cases("demo", "post") if 'class="button"' in case.html)


@pytest.mark.parametrize("marred", MARRED)
def test_the_judge_reads_what_is_marred(marred: str) -> None:
    old, new = MARRED[marred]
    assert old in sound().html
    html = sound().html.replace(old, new)
    assert spoken_faults(replace(sound(), html=html)) != []


@pytest.mark.parametrize("marred", IN_TEXT)
def test_the_judge_reads_what_is_marred_in_the_text(marred: str) -> None:
    old, new = IN_TEXT[marred]
    assert old in sound().text
    assert spoken_faults(replace(sound(), text=sound().text.replace(old, new))) != []


@pytest.mark.parametrize("marred", IN_MAIL)
def test_the_judge_reads_what_is_marred_in_the_mail(marred: str) -> None:
    old, new = IN_MAIL[marred]
    assert old in sound().mail
    mail = sound().mail.replace(old, new, 1)
    assert list(mail_faults(mail, sound().language, sound().domain)) != []


def test_the_judge_tells_letters_that_are_alike() -> None:
    again = replace(sound(), name="demo/newsletter/another/everyone")
    assert len(alike_faults([sound(), again])) == 2
