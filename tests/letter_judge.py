"""A judge of letters that knows nothing of how they are made: it reads the three forms, and looks at the HTML in a browser.

`faults_of` reads a letter's HTML, text and mail file, with the judges of the code, the text and the mail beside it; `alike_faults`
compares the letters of a shop; `seen_faults` shows the HTML in Chromium, in light and dark, wide and
narrow, with and without its style sheets, and `axe_faults` has axe look at it. All say in a few words what is wrong; nothing
said is nothing found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from selenium import webdriver

from tests.letter_judge_code import code_faults
from tests.letter_judge_mail import mail_faults
from tests.letter_judge_text import text_faults

CLIP = 102 * 1024
STYLE_BLOCK = 8192
PREHEADER = {"en": (30, 150), "ja": (15, 90)}
SUBJECT = {"en": 78, "ja": 40}
CJK_FONTS = ("Hiragino", "Yu Gothic", "Meiryo", "Noto Sans JP")
STOP = {"en": "stop", "ja": "停止"}
OFFER = {"en": "Offer", "ja": "ご案内"}
WHY = {"en": "because you asked", "ja": "ご希望くださった"}
BANNED = {
    "script",
    "form",
    "input",
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "svg",
    "link",
    "base",
    "button",
    "canvas",
}
PICTURES = (".jpg", ".jpeg", ".png", ".gif")
WIDTHS = (320, 360, 600, 1200)
LOOK = Path(__file__).with_name("letter_judge.js").read_text(encoding="utf-8")
AXE = "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)"
SETTLED = """
const ended = (picture) => picture.complete || new Promise((end) => { picture.onload = picture.onerror = end; });
return Promise.all([...document.images].map(ended)).then(() => document.images.length);
"""


@dataclass(frozen=True)
class Case:
    """A letter as its files hold it, and what the shop says of itself."""

    name: str
    html: str
    text: str
    mail: bytes
    language: str
    facts: tuple[str, ...]
    """What the footer must say: name, postal address, ways to reach the shop."""
    domain: str


def faults_of(case: Case) -> list[str]:
    """What is wrong with the three forms of a letter, as far as one can read it there."""
    found = [*_mail(case), *mail_faults(case.mail, case.language, case.domain)]
    return [*spoken_faults(case), *(f"{case.name}: {fault}" for fault in found)]


def spoken_faults(case: Case) -> list[str]:
    """What is wrong with the HTML and the text."""
    page = html5lib.parse(case.html, namespaceHTMLElements=False)
    found = [
        *_document(case, page),
        *_head(case, page),
        *_hidden(case, page),
        *_headings(page),
        *_tables(page),
        *_links(page),
        *_pictures(page),
        *_styles(case, page),
        *_together(case, page),
        *_footer(case, page),
        *code_faults(case.html, page),
        *text_faults(case.text, page),
    ]
    return [f"{case.name}: {fault}" for fault in found]


def alike_faults(cases: Sequence[Case]) -> list[str]:
    """Letters of one shop that can't be told apart where they should."""
    mails = [message_from_bytes(case.mail, policy=default) for case in cases]
    editions = [case.name.rpartition("/")[0] for case in cases]
    found = []
    for name in ("Message-ID", "Subject"):
        known: dict[str, str] = {}
        for mail, case, edition in zip(mails, cases, editions, strict=True):
            # The variants of an edition have a subject in common, so that nobody can tell what others get.
            other = known.setdefault(str(mail[name]), case.name if name == "Message-ID" else edition)
            if other != (case.name if name == "Message-ID" else edition):
                found.append(f"{case.name}: the {name} of {other}")
    return found


def _document(case: Case, page: Element) -> Iterator[str]:
    size = len(case.html.encode())
    wrapper = next((tag for tag in page.iter("div") if tag.get("role") == "article"), None)
    for name, tag in (("html", page), ("wrapper", wrapper)):
        if tag is None or tag.get("lang") != case.language or tag.get("dir") != "ltr":
            yield f"{name} has no lang and dir"
    if not case.html.lower().startswith("<!doctype html>"):
        yield "no doctype"
    if size > CLIP * 0.8:
        yield f"{size} bytes are near the clip"
    banned = sorted({str(tag.tag) for tag in page.iter() if tag.tag in BANNED})
    if banned:
        yield f"{banned} in a letter"
    if any(name.startswith("on") for tag in page.iter() for name in tag.attrib):
        yield "an event in a tag"
    if re.search(
        r"@import|@font-face|url\(|expression\(|position\s*:|float\s*:|var\(|calc\(|display\s*:\s*(?:flex|grid)",
        case.html,
    ):
        yield "CSS that is external, or that Outlook does not know"


def _head(case: Case, page: Element) -> Iterator[str]:
    body = page.find("body")
    metas = {tag.get("name"): tag.get("content") for tag in page.iter("meta")}
    for name in ("viewport", "color-scheme", "supported-color-schemes"):
        if not metas.get(name):
            yield f"no meta {name}"
    if body is None or not (page.findtext("head/title") or "").strip():
        yield "no title"
    if re.search(r"\{\{|\{%|<%|\*\||>None<|undefined|nukumori\.invalid", case.html):
        yield "something unfilled"


def _hidden(case: Case, page: Element) -> Iterator[str]:
    hidden = [tag for tag in page.iter("div") if re.search(r"display:\s*none", tag.get("style", ""))]
    if not hidden or "mso-hide" not in hidden[0].get("style", ""):
        yield "no hidden preheader"
        return
    words = "".join(hidden[0].itertext()).strip()
    least, most = PREHEADER[case.language]
    if not least <= len(words) <= most:
        yield f"a preheader of {len(words)} characters"
    subject = page.findtext("head/title") or ""
    if _bare(words) in _bare(subject) or _bare(words) == _bare(subject):
        yield "the preheader repeats the subject"
    if len(hidden) < 2 or hidden[1].get("aria-hidden") != "true":
        yield "the filler is read aloud"
    first = next((tag for tag in page.iter("div") if tag.get("role") == "article"), None)
    if first is not None and first[0] is not hidden[0]:
        yield "the preheader does not come first"


def _headings(page: Element) -> Iterator[str]:
    levels = [int(str(tag.tag)[1]) for tag in page.iter() if re.fullmatch("h[1-6]", str(tag.tag))]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings {levels}: not one h1 first"
    if any(two > one + 1 for one, two in pairwise(levels)):
        yield f"headings {levels} leave a level out"


def _tables(page: Element) -> Iterator[str]:
    for table in page.iter("table"):
        heads = list(table.iter("th"))
        if table.get("role") == "presentation":
            if any(cell.tag == "th" and _owner(page, cell) is table for cell in heads):
                yield "a table of layout has th"
        elif not heads or not all(cell.get("scope") for cell in heads):
            yield "a table of data has no th scope"


def _links(page: Element) -> Iterator[str]:
    names = [tag.get("id") for tag in page.iter() if tag.get("id")]
    if len(names) != len(set(names)):
        yield "an id stands twice"
    for link in page.iter("a"):
        href, words = link.get("href", ""), "".join(link.itertext()).strip()
        if not re.match(r"https://|http://|mailto:|tel:|sms:", href):
            yield f"a link to {href!r}"
        if not words and link.find("img") is None:
            yield f"a link without words to {href}"
        if words.casefold() in {"click here", "here", "こちら", "ここ"}:
            yield f"a link that says {words!r}"


def _owner(page: Element, cell: Element) -> Element | None:
    """The innermost table around a cell."""
    owner = None
    for table in page.iter("table"):
        if any(one is cell for one in table.iter("th")):
            owner = table
    return owner


def _pictures(page: Element) -> Iterator[str]:
    for picture in page.iter("img"):
        source, style = picture.get("src", ""), picture.get("style", "")
        if not source.startswith("https://") or not source.partition("?")[0].lower().endswith(PICTURES):
            yield f"picture {source}"
        width = picture.get("width", "")
        if not width.isdecimal() or not 0 < int(width) <= 600:
            yield f"picture of width {width!r}"
        if not picture.get("height", "1").isdecimal():
            yield "picture of an odd height"
        if picture.get("alt") is None:
            yield "picture without alt"
        if "line-height: 0" in style or "font-size: 0" in style:
            yield "alt that can't be read"


def _styles(case: Case, page: Element) -> Iterator[str]:
    blocks = [tag.text or "" for tag in page.iter("style")]
    css = "".join(blocks)
    for needed in ("prefers-color-scheme: dark", "[data-ogsc]", "[data-ogsb]", "color-scheme: light dark"):
        if needed not in css:
            yield f"no {needed}"
    if any(len(block.encode()) > STYLE_BLOCK for block in blocks):
        yield "a style block that Gmail drops"
    if case.html.count("<!--[if mso]>") < 3 or 'width="600"' not in case.html:
        yield "no ghost table or font for Outlook"
    if not re.search(r"<!--\[if mso\]>.*font-family", case.html, re.DOTALL):
        yield "no font for Outlook"
    for tag in page.iter("td"):
        if "button" in tag.get("class", "").split() and not (
            tag.get("bgcolor") and "mso-padding-alt" in tag.get("style", "")
        ):
            yield "a button that Outlook does not draw"
    if case.language == "ja":
        yield from _japanese(page)


def _japanese(page: Element) -> Iterator[str]:
    styled = [tag.get("style", "") for tag in page.iter() if "font-family" in tag.get("style", "")]
    if not styled or not all(any(font in style for font in (*CJK_FONTS, "Yu Mincho")) for style in styled):
        yield "no Japanese fonts"
    body = next((tag for tag in page.iter("div") if "body" in tag.get("class", "").split()), None)
    if body is None or "line-height: 1.8" not in body.get("style", ""):
        yield "no line height of 1.8"
    for tag in (tag for name in ("em", "i", "cite", "dfn", "var", "address") for tag in page.iter(name)):
        if "font-style: normal" not in tag.get("style", ""):
            yield "slanted Japanese"


def _together(case: Case, page: Element) -> Iterator[str]:
    """The three forms agree."""
    flat = _bare(re.sub(r"\(?https?://[^\s)]+\)?", "", case.text))
    for tag in page.iter():
        if re.fullmatch("h[1-6]|p|li|td|th|dt|dd", str(tag.tag)) and not _has_blocks(tag):
            linked = ["".join(link.itertext()) for link in tag.iter("a")]
            # A line of nothing but links has a line for each in the text.
            pieces = (
                linked
                if len(linked) > 1 and _bare("".join(linked)) == _bare("".join(tag.itertext()))
                else ["".join(tag.itertext())]
            )
            if any(_bare(piece) not in flat and piece not in case.text for piece in pieces) and not _around(tag):
                yield f"not in the text: {pieces[0].strip()[:60]!r}"
    links = {_plain_link(tag.get("href", "")) for tag in page.iter("a")}
    joined = case.text.replace("\n", "")
    lacking = sorted(link for link in links if link not in case.text and link not in joined)
    missing = [link for link in lacking if not (link.isdigit() and link in re.sub(r"\D", "", case.text))]
    if missing:
        yield f"links that the text lacks: {missing}"
    written = {link.rstrip(").,") for link in re.findall(r"https?://[^\s<>）]+", case.text)}
    more = sorted(link for link in written if link not in links and unescape(link) not in links)
    if more:
        yield f"links that the HTML lacks: {more}"
    if (
        "".join("".join(tag.itertext()).strip() for tag in page.iter("div") if "mso-hide" in tag.get("style", ""))[:40]
        in case.text.split("\n")[0]
    ):
        yield "the preheader is in the text"
    if any(len(line) > 998 for line in case.text.split("\n")):
        yield "a line of the text is too long"


def _has_blocks(tag: Element) -> bool:
    return any(one.tag in {"p", "table", "ul", "ol", "div", "li", "img", "pre"} for one in tag.iter() if one is not tag)


def _around(tag: Element) -> bool:
    """What only the HTML says: for what a letter is, and a picture's words."""
    return bool({"purpose", "words", "gap"} & set(tag.get("class", "").split()))


def _plain_link(href: str) -> str:
    scheme, _, rest = href.partition(":")
    if scheme == "tel":
        return re.sub(r"\D", "", rest)
    return rest.partition("?")[0] if scheme in {"mailto", "sms"} else href


def _footer(case: Case, page: Element) -> Iterator[str]:
    html = _bare("".join((page.find("body") or page).itertext()))
    for name, shown in (("HTML", html), ("text", _bare(case.text))):
        for fact in (*case.facts, STOP[case.language], WHY[case.language]):
            if _bare(fact) not in shown:
                yield f"{name} does not say {fact!r}"
    stops = [tag for tag in page.iter("a") if STOP[case.language] in "".join(tag.itertext()).casefold()]
    if not stops:
        yield "no link to stop the letters"


def _mail(case: Case) -> Iterator[str]:
    raw, message = case.mail, message_from_bytes(case.mail, policy=default)
    if b"\n" in raw.replace(b"\r\n", b"") or not raw.isascii():
        yield "the mail is not ASCII with CRLF"
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii")
    if any(len(line) > 78 for line in head.split("\r\n") if "=?" in line) or any(
        len(word) > 75 for word in re.findall(r"=\?\S+\?=", head)
    ):
        yield "an encoded word is too long"
    for name in ("From", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "MIME-Version"):
        if len(message.get_all(name, [])) != 1:
            yield f"{name} is not there once"
            return
    if not re.fullmatch(rf"<[^@<>\s]+@{re.escape(case.domain)}>", str(message["Message-ID"])):
        yield f"Message-ID {message['Message-ID']}"
    parsedate_to_datetime(str(message["Date"]))
    posts = "https://" in str(message["List-Unsubscribe"])
    if (message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click") != posts:
        yield "one click where there is nothing to click, or none where there is"
    if len(str(message["Subject"])) > SUBJECT[case.language]:
        yield "a long subject"
    yield from _parts(case, message)


def _parts(case: Case, message: EmailMessage) -> Iterator[str]:
    parts: list[Any] = list(message.iter_parts())
    if [part.get_content_type() for part in parts] != ["text/plain", "text/html"]:
        yield "not text first and HTML second"
        return
    text, html = (part.get_content().replace("\r\n", "\n") for part in parts)
    if (text, html) != (case.text, case.html):
        yield "the mail says something else than its files"
    page = html5lib.parse(case.html, namespaceHTMLElements=False)
    if str(message["Subject"]) != page.findtext("head/title"):
        yield "subject and title differ"


def _bare(text: str) -> str:
    """The letters of a text: how it is broken, marked and spaced is no matter."""
    return re.sub(r"[\W_]+", "", text).casefold()


def seen_faults(case: Case, browser: webdriver.Chrome) -> list[str]:
    """What is wrong with a letter as one sees it."""
    found: dict[str, None] = {}
    plain = re.sub(r"<style>.*?</style>", "", case.html, flags=re.DOTALL)
    for html, schemes in ((case.html, ("light", "dark")), (plain, ("light",))):
        _show(browser, html)
        for scheme in schemes:
            _emulate(browser, "prefers-color-scheme", scheme)
            for width in WIDTHS:
                _resize(browser, width)
                found |= dict.fromkeys(browser.execute_script(f"{LOOK}; return look()"))
    _emulate(browser, "prefers-color-scheme", "light")
    _show(browser, case.html.replace("<body", "<body data-ogsc data-ogsb", 1))
    found |= dict.fromkeys(browser.execute_script(f"{LOOK}; return look('outlook')"))
    return [f"{case.name}: {fault}" for fault in found]


def _show(browser: webdriver.Chrome, html: str) -> None:
    """Put a letter in the place of the one before; to go to an address that holds it takes ten times as long."""
    if browser.current_url != "about:blank":
        browser.get("about:blank")
    frame = browser.execute_cdp_cmd("Page.getFrameTree", {})["frameTree"]["frame"]["id"]
    browser.execute_cdp_cmd("Page.setDocumentContent", {"frameId": frame, "html": html})
    browser.execute_script(SETTLED)


def _emulate(browser: webdriver.Chrome, name: str, value: str) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": name, "value": value}]})


def _resize(browser: webdriver.Chrome, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def axe_faults(case: Case, browser: webdriver.Chrome, axe: str) -> list[str]:
    """What axe, whose script this is, finds in a letter in light and dark."""
    found: dict[str, None] = {}
    _show(browser, case.html)
    if not browser.execute_script("return !!window.axe"):
        browser.execute_script(axe)
    for scheme in ("light", "dark"):
        _emulate(browser, "prefers-color-scheme", scheme)
        violations = browser.execute_script(f"return {AXE}")
        found |= dict.fromkeys(f"axe {one['id']}: {one['nodes'][0]['html'][:80]}" for one in violations)
    _emulate(browser, "prefers-color-scheme", "light")
    return [f"{case.name}: {fault}" for fault in found]
