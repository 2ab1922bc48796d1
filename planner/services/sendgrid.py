"""SendGrid's marketing letters: Handlebars, whose strings are names, and the older `<% %>`; neither has an escape."""

from __future__ import annotations

from planner.services.service import Service, shielded

SERVICE = Service(
    name="sendgrid",
    unsubscribe="{{{unsubscribe}}}",
    preferences="{{{unsubscribe_preferences}}}",
    signs=shielded("{{", "<%"),
)
