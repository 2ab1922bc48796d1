"""listmonk: a list of the readers of a variant, and a campaign to it.

A campaign there goes to lists and knows no filter, so each variant gets a private list, filled by its expression from the
list that readers sign up to. Whoever stops a letter leaves the list it came by; before the next is made, all who left one
of ours are taken off the sign-up list as well. And of that list only those are taken who are on it still.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from planner.deliver.access import ListmonkAccess
from planner.deliver.handing import Mode, Parcel, Timing
from planner.deliver.web import Web
from planner.errors import DeliveryError

TAG = "nukumori"
_TEMPLATE = "Nukumori"
_BODY = '{{ template "content" . }}'
_ANYBODY = "subscribers.id > 0"
_STATUS = {Mode.SCHEDULED: "scheduled", Mode.NOW: "running"}


@contextmanager
def _understood() -> Generator[None]:
    """Say so where an answer is JSON and yet not listmonk's."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DeliveryError("send-odd-answer", service="listmonk") from error


class Listmonk:
    """Hands letters to a listmonk."""

    def __init__(self, access: ListmonkAccess) -> None:
        self._web = Web("listmonk", access.url, secret=access.token, auth=(access.user, access.token))
        self._list = access.list_id

    def close(self) -> None:
        """End the conversation."""
        self._web.close()

    @_understood()
    def count(self, parcel: Parcel) -> int:
        """How many readers a parcel would go to."""
        return sum(self._counted(parcel, status) for status in self._subscribed())

    @_understood()
    def hand_over(self, parcel: Parcel, timing: Timing) -> str:
        """Make the list and the campaign; the campaign's id."""
        self._honour_leavers()
        target = self._made("/api/lists", {"name": parcel.name, "type": "private", "optin": "single", "tags": [TAG]})
        for status in self._subscribed():
            self._move("add", target, [self._list], parcel.filter, subscription_status=status, status="confirmed")
        campaign = self._made("/api/campaigns", self._campaign(parcel, target, timing))
        if timing.mode in _STATUS:
            self._ask("PUT", f"/api/campaigns/{campaign}/status", json={"status": _STATUS[timing.mode]})
        return str(campaign)

    def _campaign(self, parcel: Parcel, target: int, timing: Timing) -> dict[str, Any]:
        return {
            "name": parcel.name,
            "subject": parcel.subject,
            "lists": [target],
            "type": "regular",
            "content_type": "html",
            "body": parcel.html,
            "altbody": parcel.text,
            "messenger": "email",
            "template_id": self._template(),
            "tags": [TAG],
            **({"send_at": timing.at.isoformat(timespec="seconds")} if timing.at else {}),
        }

    def _honour_leavers(self) -> None:
        found = self._ask("GET", "/api/lists", tag=TAG, per_page="all")["results"]
        ours = [one["id"] for one in found if TAG in (one.get("tags") or ()) and one["id"] != self._list]
        if ours:
            self._move("unsubscribe", self._list, ours, _ANYBODY, subscription_status="unsubscribed")

    def _subscribed(self) -> tuple[str, ...]:
        """What those are called who get letters: a list with double opt-in has unconfirmed ones who must not."""
        optin = self._ask("GET", f"/api/lists/{self._list}").get("optin")
        return ("confirmed",) if optin == "double" else ("confirmed", "unconfirmed")

    def _counted(self, parcel: Parcel, status: str) -> int:
        found = self._ask(
            "GET", "/api/subscribers", query=parcel.filter, list_id=self._list, subscription_status=status, per_page=1
        )
        return int(found["total"])

    def _move(self, action: str, target: int, sources: list[int], query: str, **more: str) -> None:
        words = {"action": action, "target_list_ids": [target], "list_ids": sources, "query": query, **more}
        self._ask("PUT", "/api/subscribers/query/lists", json=words)

    def _template(self) -> int:
        """The template that adds nothing: a letter of ours is a whole page already."""
        found = self._ask("GET", "/api/templates")
        ours = (one for one in found if (one["name"], str(one.get("body", "")).strip()) == (_TEMPLATE, _BODY))
        known = next(ours, None)
        if known is not None:
            return int(known["id"])
        return self._made("/api/templates", {"name": _TEMPLATE, "type": "campaign", "body": _BODY})

    def _made(self, path: str, words: dict[str, Any]) -> int:
        made = self._ask("POST", path, json=words)
        return int(made["id"])

    def _ask(self, method: str, path: str, *, json: Any = None, **params: Any) -> Any:
        answer = self._web.ask(method, path, json=json, **params)
        if not isinstance(answer, dict) or "data" not in answer:
            raise DeliveryError("send-odd-answer", service="listmonk")
        return answer["data"]
