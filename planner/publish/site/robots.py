"""What search engines may read: everything, and where the list of it is."""

from __future__ import annotations

from planner.model import Settings


def robots(settings: Settings) -> str:
    """The text of `robots.txt`. Pages that should not be found say so themselves, and must be read for it."""
    lines = ["User-agent: *", "Allow: /"]
    if settings.site_url:
        lines += ["", f"Sitemap: {settings.site_url}sitemap.xml"]
    return "\n".join(lines) + "\n"
