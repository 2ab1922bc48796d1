"""What a reader has received since the last offer, and how warm that makes them."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass

from planner.model import Need, Role, WarmingRule
from planner.warming.streams import DAY, Send, Warmth


@dataclass(slots=True)
class Opening:
    """The offer that opened a campaign for a reader, and the reminders received since."""

    deadline: int | None
    reminders: int = 0

    def allows(self, instant: int, most: int) -> bool:
        """Whether one more offer of the campaign, at `instant`, is a reminder."""
        return self.reminders < most and (self.deadline is None or instant < self.deadline)


class History:
    """One reader, followed from send to send. Instants never run back."""

    def __init__(self, rule: WarmingRule) -> None:
        self.rule = rule
        self.first = True
        """Whether no offer was ever received."""
        self.openings: dict[str, Opening] = {}
        self._warming: deque[tuple[int, str]] = deque()
        self._kinds: Counter[str] = Counter()

    @property
    def need(self) -> Need:
        """What the next offer needs."""
        return self.rule.first if self.first else self.rule.usual

    @property
    def earliest(self) -> int | None:
        """The instant of the earliest warming post that still counts."""
        return self._warming[0][0] if self._warming else None

    @property
    def enough(self) -> bool:
        """Whether posts and kinds suffice, days aside."""
        return len(self._warming) >= self.need.posts and len(self._kinds) >= self.need.kinds

    def cool(self, instant: int) -> None:
        """Forget the warming posts that have cooled by `instant`."""
        oldest = instant - self.rule.within * DAY
        while self._warming and self._warming[0][0] < oldest:
            _, kind = self._warming.popleft()
            self._kinds[kind] -= 1
            if not self._kinds[kind]:
                del self._kinds[kind]

    def warmth(self, instant: int) -> Warmth:
        """What the reader has had at `instant`."""
        self.cool(instant)
        need = self.need
        span = instant - self.earliest if self.earliest is not None else 0
        return Warmth(len(self._warming), need.posts, len(self._kinds), need.kinds, span / DAY, need.days, self.first)

    def is_warm(self, instant: int) -> bool:
        """Whether an offer at `instant` finds the reader warm."""
        self.cool(instant)
        if not self.enough:
            return False
        return self.need.days == 0 or (self.earliest is not None and instant - self.earliest >= self.need.days * DAY)

    def takes(self, offer: Send, instant: int) -> bool:
        """Whether an offer at `instant` is received, incidents aside: as a reminder, or because the reader is warm."""
        opening = self.openings.get(offer.campaign) if offer.campaign else None
        if opening is not None and opening.allows(instant, self.rule.reminders):
            return True
        return offer.history or self.is_warm(instant)

    def receive(self, send: Send, instant: int) -> None:
        """Take in something that is received."""
        if send.role is Role.WARMS:
            self._warming.append((instant, send.kind))
            self._kinds[send.kind] += 1
        elif send.role is Role.ASKS:
            self._receive_offer(send, instant)

    def _receive_offer(self, offer: Send, instant: int) -> None:
        self._warming.clear()
        self._kinds.clear()
        self.first = False
        if offer.campaign is None:
            return
        opening = self.openings.get(offer.campaign)
        if opening is not None and opening.allows(instant, self.rule.reminders):
            opening.reminders += 1
        else:
            self.openings[offer.campaign] = Opening(offer.deadline)
