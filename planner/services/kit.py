"""Kit: Liquid."""

from __future__ import annotations

from planner.services.service import Service, quoted

SERVICE = Service(
    name="kit",
    unsubscribe="{{ unsubscribe_url }}",
    preferences="{{ subscriber_preferences_url }}",
    signs=quoted("{{", "{%"),
)
