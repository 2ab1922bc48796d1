"""The legal notice of a shop: whether its page is made of the settings, what stands there, and what nobody has told yet."""

from __future__ import annotations

from planner.model import Settings, ShopDetails

HOME = "legal/"
"""The address of the page, relative to the root of the site."""
FILE = "legal.md"
"""What a shop writes, below `docs_dir`, in place of the page that is made."""
_WHO = ("seller", "representative", "address", "phone", "email")
_ASKED = ("representative", "address", "phone", "payment")
"""What the law lets a shop tell to whoever asks, if it says so. The rest each offer says for itself."""


def notice_page(settings: Settings) -> bool:
    """Whether the notice is made of the settings: the shop says who it is, and names no other page for it."""
    return made_here(settings) and any(getattr(settings.shop, key) for key in _WHO)


def notice_address(settings: Settings) -> str | None:
    """Where the notice stands: as the shop says, or the page that is made; None where there is none."""
    legal = settings.shop.legal
    if not notice_page(settings):
        return legal
    mark = (legal or "").partition("#")[2]
    return settings.site_url + HOME + (f"#{mark}" if mark else "")


def untold(shop: ShopDetails) -> tuple[str, ...]:
    """The keys of `shop:` that the notice asks for and that are not set."""
    return tuple(key for key in _ASKED if not getattr(shop, key))


def made_here(settings: Settings) -> bool:
    """Whether the shop names no other page for its notice."""
    legal = settings.shop.legal
    if legal is None:
        return True
    base = settings.site_url
    inside = legal.removeprefix(base) if base else legal
    return inside.partition("#")[0].lstrip("/") in {HOME, HOME.rstrip("/"), FILE, f"{HOME}index.html"}
