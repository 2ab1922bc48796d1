"""Mailchimp: merge tags between `*|` and `|*`, for which there is no escape."""

from __future__ import annotations

from planner.services.service import Service, shielded

SERVICE = Service(
    name="mailchimp",
    unsubscribe="*|UNSUB|*",
    preferences="*|UPDATE_PROFILE|*",
    signs=shielded("*|", "|*"),
)
