"""Addresses that stand in a letter where a service's own tags will stand.

They are plain ASCII and https, so that nothing on the way changes them: no escaping, inlining, sanitising or wrapping.
`.invalid` is reserved (RFC 2606): should one ever be left in a letter, it leads nowhere and is seen at once.
"""

from __future__ import annotations

UNSUBSCRIBE = "https://unsubscribe.nukumori.invalid/"
"""Where this reader stops all letters."""
PREFERENCES = "https://preferences.nukumori.invalid/"
"""Where this reader chooses: a pause, stories only, another address."""

ALL = (UNSUBSCRIBE, PREFERENCES)
