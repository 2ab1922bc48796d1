"""Buttondown: Django templates, with their comments."""

from __future__ import annotations

from planner.services.service import Service, quoted

SERVICE = Service(
    name="buttondown",
    unsubscribe="{{ unsubscribe_url }}",
    preferences="{{ manage_subscription_url }}",
    signs=quoted("{{", "{%", "{#"),
    by_planner=True,
)
