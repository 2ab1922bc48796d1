"""No service: what is in the letter is what readers get, be it by SMTP or from a file."""

from __future__ import annotations

from planner.services.service import Service

SERVICE = Service(name="plain", list_headers=False, by_planner=True)
