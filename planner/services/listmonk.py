"""listmonk: Go templates. Its page to unsubscribe is also the one for preferences."""

from __future__ import annotations

from planner.services.service import Service, quoted

SERVICE = Service(
    name="listmonk",
    unsubscribe="{{ UnsubscribeURL }}",
    preferences="{{ ManageURL }}",
    # An address that ends in @TrackLink becomes a tracked one.
    signs=quoted("{{", "@TrackLink"),
    strips_comments=True,
    by_planner=True,
)
