"""An amount of money as people write it, the same on pages, in letters and in messages; only here Babel."""

from __future__ import annotations

from decimal import Decimal


def amount_text(amount: Decimal, currency: str, language: str) -> str:
    """An amount as people of that language write it: ¥4,400, 4,400円."""
    from babel.numbers import format_currency  # noqa: PLC0415 - most commands name no amount

    if (language, currency) == ("ja", "JPY"):
        return format_currency(amount, currency, locale=language, format_type="name")
    return format_currency(amount, currency, locale=language)
