"""The shop's own colour, as a style sheet over ours; a file, since no page may carry styles of its own."""

from __future__ import annotations

from planner.accent import accent
from planner.model import Settings

COLOURS = "assets/colour.css"
_SCREEN_DARK = 'body[data-md-color-scheme="slate"]'
_BEFORE_WAKING = 'body:not([data-md-color-media]):has([data-md-color-media="(prefers-color-scheme: dark)"])'
"""As in `nukumori.css`: before the colour switch has woken up, and where no script runs."""


def colours(settings: Settings) -> str | None:
    """The style sheet; None where the shop keeps to our colour."""
    if settings.shop.colour is None:
        return None
    own = accent(settings.shop.colour)
    dark = f"{{ --nk-accent: {own.dark}; --nk-offer: {own.dark}; }}"
    return (
        f"@media screen {{ body {{ --nk-accent: {own.light}; --nk-offer: {own.light}; }} {_SCREEN_DARK} {dark} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ {_BEFORE_WAKING} {dark} }}\n"
    )
