"""Whether a built edition may still go out: the shop has moved on since, and what it says now may be something else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from planner.cli.swapping import REPORT
from planner.deliver.built import BuiltEdition, BuiltVariant
from planner.errors import DeliveryError
from planner.model import Edition, Settings
from planner.publish import letter
from planner.report.json_report import plain_data
from planner.shop import Shop


def refuse_other(shop: Shop, built: BuiltEdition, variants: Sequence[BuiltVariant]) -> None:
    """Stop where the shop, as it is now, would hold a letter back or give it to other readers."""
    now = _as_built(shop)
    held = {item.path for item in now.held_back}
    for path in (path for variant in variants for path in variant.posts if path in held):
        raise DeliveryError("send-held-back", path=path)
    edition = next((one for one in now.publication.editions if one.name == built.name), None)
    if edition is None or not all(_is_same(edition, variant, now.settings.language) for variant in variants):
        raise DeliveryError("send-stale", edition=built.name)


def changed(settings: Settings, built: BuiltEdition, variants: Sequence[BuiltVariant]) -> Iterator[str]:
    """The letters whose files were changed after the build."""
    for path in dict.fromkeys(path for variant in variants for path in variant.posts):
        file = settings.root / path
        if file.is_file() and file.stat().st_mtime > built.built:
            yield path


def _as_built(shop: Shop) -> Shop:
    """The shop at the moment for which it was built, which may be one to come."""
    try:
        at = datetime.fromisoformat(json.loads((shop.settings.output / REPORT).read_bytes())["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return shop
    return Shop(shop.settings, at.astimezone(shop.settings.timezone))


def _is_same(edition: Edition, built: BuiltVariant, language: str) -> bool:
    variant = next((one for one in edition.variants if one.name == built.name), None)
    if variant is None or tuple(post.path for post in variant.letters) != built.posts:
        return False
    readers = letter.recipients(edition, variant, language)["readers"]
    return json.dumps(plain_data(readers)) == json.dumps(built.readers)
