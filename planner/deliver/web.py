"""A service's interface over HTTPS: JSON out, JSON back; never to another host than the one that was named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from planner.errors import DeliveryError

_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_DENIED = {401, 403}
_REDIRECT, _WRONG, _BROKEN = 300, 400, 500
_LONGEST = 300


class Web:
    """Requests to one service. What it answers is told without the secret, should it repeat that."""

    def __init__(
        self,
        service: str,
        url: str,
        *,
        secret: str,
        auth: tuple[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._service = service
        self._secret = secret
        self._client = httpx.Client(
            base_url=url, auth=auth, headers=dict(headers or {}), timeout=_TIMEOUT, follow_redirects=False
        )

    def close(self) -> None:
        """End the conversation."""
        self._client.close()

    def ask(
        self, method: str, path: str, *, json: Any = None, headers: Mapping[str, str] | None = None, **params: Any
    ) -> Any:
        """The JSON that the service answers; DeliveryError where it can't, or won't."""
        try:
            answer = self._client.request(method, path, json=json, params=params or None, headers=headers)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise DeliveryError("send-unreachable", service=self._service, reason=self._safe(str(error))) from error
        except httpx.HTTPError as error:
            # It may have understood us all the same.
            raise DeliveryError("send-no-answer", service=self._service, reason=type(error).__name__) from error
        self._judge(answer)
        try:
            return answer.json() if answer.content else None
        except ValueError as error:
            raise DeliveryError("send-odd-answer", service=self._service) from error

    def _judge(self, answer: httpx.Response) -> None:
        status = answer.status_code
        values: dict[str, Any] = {"service": self._service, "status": status, "reason": self._reason(answer)}
        if status in _DENIED:
            raise DeliveryError("send-denied", **values)
        if status >= _BROKEN:
            raise DeliveryError("send-service-broken", **values)
        if status >= _WRONG:
            raise DeliveryError("send-rejected", **values)
        if status >= _REDIRECT:
            raise DeliveryError("send-redirected", service=self._service, status=status)

    def _reason(self, answer: httpx.Response) -> str:
        try:
            found = answer.json()
        except ValueError:
            found = answer.text
        if isinstance(found, dict):
            found = found.get("message") or found.get("detail") or found.get("error") or found
        return self._safe(str(found))

    def _safe(self, text: str) -> str:
        return text.replace(self._secret, "***")[:_LONGEST]
