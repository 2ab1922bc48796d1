"""What a home screen is told of the site: its name, its colours, its sign (a web app manifest)."""

from __future__ import annotations

import json

from planner.model import Settings
from planner.pictures import HOME, sign_path
from planner.render import one_line

MANIFEST = "site.webmanifest"
_PAPER = "#fbf8f3"


def manifest(settings: Settings) -> str:
    """The file at the root of the site; every address in it is relative to there."""
    name = one_line(settings.shop.name)
    told = {
        "name": name,
        "short_name": name,
        "lang": settings.language,
        "start_url": ".",
        "scope": ".",
        "display": "browser",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [
            {"src": sign_path(size), "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"} for size in HOME
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
