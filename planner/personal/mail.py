"""Mail addresses in a text, and the domains at which everybody may have one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.patterns import compiled
from planner.personal.datum import Datum, Known
from planner.personal.signs import halved

_PLAIN = ("@", "＠", "%40", "&#64;", "&#x40;", "&commat;")
"""The sign, also as it is written in links and in HTML."""
_AT = rf"{'|'.join(_PLAIN)}|[(\[（](?:at|アット(?:マーク)?|[@＠])[)\]）]"
"""Or what is written in its place to hide the address from machines."""
_SIGNS = (*_PLAIN, "(at)", "[at]", "(アット", "（アット", "[アット", "（at）")
"""One of them is in every address: looking for these first is many times as fast, and most letters have none."""
_LOCAL = r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\Z"
_DOT = r"\.| ?[(\[](?:dot|ドット)[)\]] ?"
_DOMAIN = rf"(?i) ?(?P<name>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,62}})(?:{_DOT})){{1,8}}[A-Za-z]{{2,24}})(?![A-Za-z0-9])"
_JAPANESE = "ぁ-んァ-ヶー一-龥々"
_JAPANESE_LOCAL = rf"[A-Za-z0-9{_JAPANESE}][A-Za-z0-9{_JAPANESE}._-]{{0,20}}\Z"
_JAPANESE_DOMAIN = (
    rf"(?i)(?P<name>(?:[A-Za-z0-9{_JAPANESE}][A-Za-z0-9{_JAPANESE}-]{{0,62}}\.){{1,4}}"
    r"(?:jp|com|net|org|info|biz|shop|tokyo|kyoto|osaka|コム|みんな))(?![A-Za-z0-9])"
)
"""A domain with Japanese letters; its end is one of a few, for “入口@駅前.集合” is none."""
_LONGEST = 255
_PICTURE = r"(?i)\d+x\.(?:png|jpe?g|gif|webp|svg|avif)\Z"
"""`kettle@2x.png` is a picture for sharper screens."""

_PROVIDERS = frozenset(
    (
        "gmail", "googlemail", "yahoo", "ymail", "rocketmail", "outlook", "hotmail", "live", "msn", "icloud", "me", "mac", "aol",
        "gmx", "web", "t-online", "freenet", "proton", "protonmail", "fastmail", "zoho", "mail", "yandex", "docomo", "ezweb",
        "au", "softbank", "vodafone", "ymobile", "uqmobile", "rakuten", "nifty", "biglobe", "ocn", "so-net", "plala", "dion",
        "infoseek", "excite", "goo", "jcom", "eonet", "btinternet", "sky", "virginmedia", "ntlworld", "talktalk", "blueyonder",
        "comcast", "verizon", "att", "sbcglobal", "bellsouth", "cox", "earthlink", "orange", "wanadoo", "free", "laposte", "sfr",
        "bbox", "libero", "virgilio", "tiscali", "telenet", "skynet", "ziggo", "kpnmail", "bluewin", "qq", "163", "126", "naver",
        "daum", "hanmail",
    )
)  # fmt: skip
"""Those who give an address to anybody, by the name before the country or `.com`."""
_ENDINGS = re.compile(r"(?:\.(?:co|ne|or|com|net))?\.[a-z]{2,4}\Z")


def is_everybodys(domain: str) -> bool:
    """Whether a domain is one at which everybody may have an address, so that it says nothing of whose an address is."""
    return _ENDINGS.sub("", domain.casefold()).rpartition(".")[2] in _PROVIDERS


def mails(text: str, known: Known) -> Iterator[Datum]:
    """Mail addresses that are not the shop's."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in compiled(_AT).finditer(text):
        before = halved(text[max(0, match.start() - 65) : match.start()])
        bare = before if match[0] in _PLAIN else before.removesuffix(" ")
        local = compiled(_LOCAL).search(bare)
        behind = halved(text[match.end() : match.end() + _LONGEST])
        domain = compiled(_DOMAIN).match(behind)
        if domain is None and (domain := compiled(_JAPANESE_DOMAIN).match(behind)) is not None:
            local = local or compiled(_JAPANESE_LOCAL).search(bare)
        if local is None or domain is None or (match[0] in _PLAIN and domain[0] != domain["name"]):
            continue
        name = re.sub(_DOT, ".", domain["name"], flags=re.IGNORECASE)
        if not compiled(_PICTURE).match(name) and not known.mail(f"{local[0]}@{name}".lower()):
            start = match.start() - len(before) + local.start()
            yield Datum("email", start, match.end() + domain.end(), f"{local[0][0]}…@….{name.rpartition('.')[2]}")
