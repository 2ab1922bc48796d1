"""The judge of letters reads the HTML as mail programs do: what one of them drops, misreads or shows badly is a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

NAMED = "black|white|red|green|blue|gr[ae]y|silver|maroon|navy|teal|olive|purple|lime|aqua|fuchsia|orange|yellow|brown"
UNKNOWN_TO_OUTLOOK = re.compile(
    r"position\s*:|float\s*:|display\s*:\s*(?:inline-)?(?:flex|grid)|calc\(|var\(|clamp\(|min\(|max\(|transform|animation"
)
PRESENTATION = {"role": "presentation", "cellpadding": "0", "cellspacing": "0", "border": "0"}
DEEPEST_TABLE = 6
LONGEST_ALT = 200
VOID = {"td", "th", "br", "hr", "img", "meta", "col", "html", "table", "tbody", "tr", "thead", "head", "style"}


def code_faults(html: str, page: Element) -> Iterator[str]:
    """What is wrong with the code of a letter."""
    bare = re.sub(r"<style>.*?</style>|<!--.*?-->", "", html, flags=re.DOTALL)
    yield from _written(html, bare)
    yield from _metas(html, page)
    yield from _comments(html)
    yield from _inline(page)
    yield from _blocks(page)
    yield from _layout(page)
    yield from _alts(page)
    yield from _empty(page)
    yield from _words(page)


def _written(html: str, bare: str) -> Iterator[str]:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    if parser.errors:
        yield f"HTML that a parser mends: {parser.errors[0][1]}"
    if not html.lower().startswith("<!doctype html>"):
        yield "something stands before the doctype"
    if re.search(r"<[a-z][^<>]*\s[\w:-]+=[^\"\s]", re.sub(r'"[^"]*"', '""', bare)):
        yield "an attribute without quotes"
    if found := re.search(r"&(?!#\d+;|#x[0-9a-fA-F]+;|[a-zA-Z][a-zA-Z0-9]*;).{0,20}", bare):
        yield f"a bare ampersand: {found[0]!r}"
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffd\u2028\u2029]", html):
        yield "a control character, or one that was lost"
    if any(len(line) > 8000 for line in html.split("\n")):
        yield "a line that a server may break"
    if re.search(r"<(?:center|font|marquee|blink|u|strike|map|area|frame)\b", bare):
        yield "a tag of another time"
    if re.search(r'\s(?:target|tabindex|accesskey|contenteditable|srcset|background|onclick|title)="', bare):
        yield "an attribute that mail has no use for"
    if re.search(r"(?:cid|data|javascript|file|blob):[a-z/]", bare):
        yield "an address that mail programs block"


def _metas(html: str, page: Element) -> Iterator[str]:
    metas = {tag.get("name"): tag.get("content", "") for tag in page.iter("meta")}
    if not 0 < html.find('<meta charset="utf-8">') < min(1024, html.find("<title")):
        yield "the charset is not said first"
    if "x-apple-disable-message-reformatting" not in metas:
        yield "Apple Mail may rearrange it"
    if "telephone=no" not in (metas.get("format-detection") or ""):
        yield "iOS makes links of numbers"
    viewport = metas.get("viewport") or ""
    if "width=device-width" not in viewport or re.search(r"user-scalable|maximum-scale", viewport):
        yield "a viewport that a reader can't enlarge"
    if (metas.get("color-scheme"), metas.get("supported-color-schemes")) != ("light dark", "light dark"):
        yield "it does not say that it knows the dark"
    titles = list(page.iter("title"))
    if len(titles) != 1 or re.search(r"[<>]|\s\s", titles[0].text or ""):
        yield "not one plain title"


def _comments(html: str) -> Iterator[str]:
    for comment in re.findall(r"<!--.*?-->", html, re.DOTALL):
        if not re.fullmatch(r"<!--\[if mso\]>.*<!\[endif\]-->", comment, re.DOTALL):
            yield f"a comment that readers need not get: {comment[:30]}"
    outlook = "".join(re.findall(r"<!--\[if mso\]>(.*?)<!\[endif\]-->", html, re.DOTALL))
    for tag in ("table", "tr", "td", "style", "xml"):
        if len(re.findall(rf"<{tag}\b", outlook)) != outlook.count(f"</{tag}>"):
            yield f"an open {tag} for Outlook"
    for needed in (
        "PixelsPerInch>96",
        "mso-line-height-rule: exactly",
        'width="600"',
        'role="presentation"',
        "mso-table",
    ):
        if needed not in outlook:
            yield f"nothing of {needed!r} for Outlook"


def _inline(page: Element) -> Iterator[str]:
    for tag in page.iter():
        style = tag.get("style")
        if style is None:
            continue
        if not style.strip() or "!important" in style or '"' in style or "None" in style:
            yield f"an odd style on {tag.tag}: {style[:40]!r}"
        for name, value in _declarations(style):
            yield from (f"{fault} on {tag.tag}: {name}: {value}" for fault in _declaration(name, value))
    body = page.find("body")
    if body is None or "background-color" not in body.get("style", "") or "margin: 0" not in body.get("style", ""):
        yield "a body without ground, or with a margin"
    if body is not None and "text-size-adjust: 100%" not in body.get("style", ""):
        yield "phones may enlarge some of it"


def _declarations(style: str) -> list[tuple[str, str]]:
    pairs = (part.partition(":") for part in style.split(";") if part.strip())
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def _declaration(name: str, value: str) -> Iterator[str]:
    if name == "background" or UNKNOWN_TO_OUTLOOK.search(f"{name}:{value}"):
        yield "what Outlook does not know"
    colours = re.findall(r"#[0-9A-Za-z]+", value)
    if any(not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) for colour in colours):
        yield "a colour of not six digits"
    if name in {"color", "background-color"} and not colours and value not in {"inherit", "transparent"}:
        yield "a colour that is not hexadecimal"
    if name.startswith("margin") and re.search(r"(?<![\w.])-\d", value):
        yield "a negative margin"
    if name == "font-size" and not re.fullmatch(r"\d+px", value):
        yield "a size that is not in pixels"
    if name == "font-family" and value.rsplit(",", maxsplit=1)[-1].strip() not in {"serif", "sans-serif", "monospace"}:
        yield "fonts without a last resort"
    if (name, value) in {("text-align", "justify"), ("text-transform", "uppercase"), ("font-style", "oblique")}:
        yield "text that is hard to read"
    if re.search(r"\d(?:vw|vh|rem|ch|ex)\b", value):
        yield "a unit that few know"


def _blocks(page: Element) -> Iterator[str]:
    for block in (tag.text or "" for tag in page.iter("style")):
        if block.count("{") != block.count("}") or "<" in block or "@import" in block or "url(" in block:
            yield "a style block that a program may drop whole"
        for colour in re.findall(r":[^;{}]*?(#[0-9A-Za-z]+)", block):
            if len(colour) != 7:
                yield f"a colour of not six digits: {colour}"
        if re.search(r"/\*.*?\*/", block, re.DOTALL):
            yield "a comment in a style block"
    if not any("max-width: 480px" in (tag.text or "") for tag in page.iter("style")):
        yield "nothing for phones"


def _layout(page: Element) -> Iterator[str]:
    for table in page.iter("table"):
        if table.get("role") == "presentation":
            if any(table.get(name) != value for name, value in PRESENTATION.items()) or not table.get("width"):
                yield "a table of layout with gaps"
            if table.find(".//caption") is not None or table.get("summary"):
                yield "a table of layout that says it is data"
    if _depth(page) > DEEPEST_TABLE:
        yield f"tables {_depth(page)} deep"
    inside = [child for tag in page.iter() if tag.tag in {"ul", "ol"} for child in tag]
    if any(child.tag != "li" for child in inside):
        yield "a list of something else than items"
    if any(tag.tag in {"ul", "ol"} and not len(tag) for tag in page.iter()):
        yield "a list of nothing"


def _depth(tag: Element) -> int:
    return max((_depth(child) for child in tag), default=0) + (tag.tag == "table")


def _alts(page: Element) -> Iterator[str]:
    for picture in page.iter("img"):
        alt, style = picture.get("alt", ""), picture.get("style", "")
        if not alt.strip() or len(alt) > LONGEST_ALT or re.search(r"\.(?:jpe?g|png|gif|webp)\b", alt, re.IGNORECASE):
            yield f"alt {alt[:40]!r}"
        if re.match(r"(?:an? )?(?:image|picture|photo(?:graph)?) of\b", alt, re.IGNORECASE):
            yield "alt that says it is a picture"
        if "max-width: 100%" not in style or "border: 0" not in style or "height: auto" not in style:
            yield "a picture that may burst the column"
        if min(int(picture.get(name) or 9) for name in ("width", "height")) < 3:
            yield "a picture that spies, or fills a gap"


def _empty(page: Element) -> Iterator[str]:
    for tag in page.find("body").iter():  # type: ignore[union-attr]
        if tag.tag in {"p", "h1", "h2", "h3", "h4", "li", "a", "blockquote", "figcaption", "th"}:
            words = "".join(tag.itertext()).strip()
            if not words and tag.find(".//img") is None:
                yield f"an empty {tag.tag}"
    text = re.sub(r"\s+", " ", "".join(page.find("body").itertext()))  # type: ignore[union-attr]
    if len(text) < 200:
        yield "too few words beside its pictures"


def _words(page: Element) -> Iterator[str]:
    """What links say."""
    led: dict[str, str] = {}
    for link in page.iter("a"):
        href, words = link.get("href", ""), " ".join("".join(link.itertext()).split())
        if re.match(r"https?://", words):
            yield f"a link that reads an address aloud: {words}"
        if href.startswith("http://"):
            yield f"a link that is not encrypted: {href}"
        if href.startswith("tel:") and not re.fullmatch(r"tel:\+?[0-9]{5,15}", href):
            yield f"an odd call: {href}"
        if href.startswith("mailto:") and not re.fullmatch(
            r"mailto:[^@\s?]+@[^@\s?]+\.[^@\s?]+(?:\?subject=[\w%.-]+)?", href
        ):
            yield f"an odd mail: {href}"
        if words and led.setdefault(words, href) != href:
            yield f"two links that say {words!r} and lead to different places"
        if re.search(r"utm_|mc_eid|fbclid|//(?:bit\.ly|t\.co|tinyurl)", href):
            yield f"a link that follows its reader: {href}"
