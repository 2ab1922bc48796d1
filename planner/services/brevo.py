"""Brevo: a language like Django's, with comments."""

from __future__ import annotations

from planner.services.service import Service, quoted

SERVICE = Service(
    name="brevo",
    unsubscribe="{{ unsubscribe }}",
    preferences="{{ update_profile }}",
    signs=quoted("{{", "{%", "{#"),
)
