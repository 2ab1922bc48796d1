"""What the theme is told where the shop leaves it open: our colours by light and dark, no web fonts, the right language."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from planner.pictures import ICON, sign_path
from planner.wording import Catalogue

_FONT = {"text": "Roboto", "code": "Roboto Mono"}
"""Material's own default, which is fetched from elsewhere."""
_FAVICON = "assets/images/favicon.png"
_LANGUAGE = "en"


def dress(theme: MutableMapping[str, Any], words: Catalogue) -> None:
    """Fill in what mkdocs.yml leaves at Material's defaults."""
    theme.setdefault("palette", _palette(words))
    if theme.get("font") == _FONT:
        theme["font"] = False
    if theme.get("favicon") == _FAVICON:
        theme["favicon"] = sign_path(ICON)
    if theme.get("language") == _LANGUAGE:
        theme["language"] = words.language


def _palette(words: Catalogue) -> list[Mapping[str, Any]]:
    return [
        _scheme("light", "default", "weather-night", words.say("site.frame.to_dark")),
        _scheme("dark", "slate", "weather-sunny", words.say("site.frame.to_light")),
    ]


def _scheme(media: str, scheme: str, icon: str, switch: str) -> Mapping[str, Any]:
    toggle = {"icon": f"material/{icon}", "name": switch}
    return {
        "media": f"(prefers-color-scheme: {media})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": toggle,
    }
