"""Buttondown: one e-mail with the filter of its readers. What it does with it is always said: by itself it would send."""

from __future__ import annotations

from typing import Any

from planner.deliver.access import ButtondownAccess
from planner.deliver.handing import Mode, Parcel, Timing
from planner.deliver.web import Web
from planner.errors import DeliveryError

_EDITOR = "<!-- buttondown-editor-mode: fancy -->\n"
"""Buttondown would guess what the body is. It also keeps any front matter from standing first."""
_STATUS = {Mode.DRAFT: "draft", Mode.SCHEDULED: "scheduled", Mode.NOW: "about_to_send"}
_VERSION = "2026-04-01"


class Buttondown:
    """Hands letters to a newsletter at Buttondown."""

    def __init__(self, access: ButtondownAccess) -> None:
        headers = {"Authorization": f"Token {access.key}", "X-API-Version": _VERSION}
        self._web = Web("Buttondown", access.url, secret=access.key, headers=headers)

    def close(self) -> None:
        """End the conversation."""
        self._web.close()

    def count(self, parcel: Parcel) -> int | None:  # noqa: ARG002 - as other services are asked
        """None: Buttondown counts on its own desk only."""
        return None

    def hand_over(self, parcel: Parcel, timing: Timing) -> str:
        """Make the e-mail; its id."""
        # Their guard against a first sending by mistake. The owner has just been asked.
        sure = {} if timing.mode is Mode.DRAFT else {"X-Buttondown-Live-Dangerously": "true"}
        made = self._web.ask("POST", "/v1/emails", json=self._email(parcel, timing), headers=sure)
        if not isinstance(made, dict) or "id" not in made:
            raise DeliveryError("send-odd-answer", service="Buttondown")
        return str(made["id"])

    def _email(self, parcel: Parcel, timing: Timing) -> dict[str, Any]:
        return {
            "subject": parcel.subject,
            "body": _EDITOR + parcel.html,
            "status": _STATUS[timing.mode],
            "template": "naked",
            "filters": parcel.filter,
            "description": parcel.preheader,
            **({"publish_date": timing.at.isoformat(timespec="seconds")} if timing.at else {}),
        }
