"""The complete settings of a shop: what is written, on top of the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from planner.block import WEEKDAYS
from planner.config import host
from planner.config.files import Files, read_files
from planner.config.refused import refuse
from planner.config.written import Block, find_block, values_of
from planner.dates import parse_day
from planner.model import (
    NewsletterSettings,
    Person,
    Purpose,
    Role,
    Settings,
    ShopDetails,
    Signup,
    Stage,
    WarmingRule,
)
from planner.nearest import nearest
from planner.presets import DEFAULT, can_be_met, override
from planner.purposes import built_in
from planner.shapes import Reading, When, is_empty, scalar

_ZONES = {"en": "UTC", "ja": "Asia/Tokyo"}


def read_settings(path: Path, *, language: str | None = None) -> Settings:
    """The complete settings of the shop whose mkdocs.yml is `path`; `language` overrides the shop's own."""
    path = path.absolute()
    files = read_files(path)
    block = find_block(files)
    refuse(files, path.parent, themed=block.table is not None)
    values, places = values_of(block)
    spoken = language or values.get("language") or host.theme_language(files)
    zone = _zone(block, values.get("timezone") or _ZONES[spoken])
    warming = _checked(override(DEFAULT, values.get("warming", {})), block)
    return Settings(
        root=path.parent,
        config_path=path,
        language=spoken,
        timezone=zone,
        output=path.parent / values.get("output", "build"),
        site_name=files.text("site_name") or values.get("shop", {}).get("name") or path.parent.name,
        site_url=host.site_url(files),
        docs_dir=host.docs_dir(files, path.parent),
        since=_since(block, zone),
        warming=warming,
        stages=_stages(warming, values.get("warming", {}), block),
        purposes=_purposes(block, spoken, values.get("purposes", {})),
        series=_series(block, values.get("series", {})),
        newsletter=_newsletter(values.get("newsletter", {})),
        shop=_shop(files, path.parent, values.get("shop", {})),
        people={key: Person(key=key, **{"name": key} | table) for key, table in values.get("people", {}).items()},
        feed_limit=values.get("feed", {}).get("limit", 0),
        per_page=values.get("per_page", 12),
        incidents=values.get("incidents", False),
        rules=values.get("rules", {}),
        extra_keys=frozenset(values.get("extra_keys", ())),
        plugin=block.table is not None,
        places=places,
        block_file=block.file.path,
    )


def _zone(block: Block, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        guess = nearest(name, available_timezones())
        near = {"nearest": guess} if guess else {}
        case = "config-timezone-near" if guess else "config-timezone"
        raise block.wrong(case, "timezone", found=name, **near) from error


def _since(block: Block, zone: ZoneInfo) -> datetime | None:
    """The instant before which offers are history; a date alone means its first minute."""
    node = block.get("since")
    if node is None or is_empty(node):
        return None
    day = parse_day(scalar(node) or "")
    return datetime.combine(day, time(), zone) if day else When().read("since", node, Reading(zone))


def _checked(rule: WarmingRule, block: Block, *keys: str) -> WarmingRule:
    """A warming rule that some calendar can satisfy."""
    if not can_be_met(rule):
        raise block.wrong("config-never-warm", "warming", *keys, key=".".join(("warming", *keys)))
    return rule


def _stages(base: WarmingRule, values: Mapping[str, Any], block: Block) -> dict[Stage, WarmingRule]:
    tables = values.get("stages", {})
    return {
        stage: _checked(override(base, tables.get(stage.value, {})), block, "stages", stage.value) for stage in Stage
    }


def _purposes(block: Block, language: str, tables: Mapping[str, Mapping[str, str]]) -> dict[str, Purpose]:
    purposes = built_in(language)
    for name, table in tables.items():
        known = purposes.get(name)
        role = table.get("role")
        if (known is None and role is None) or (known and role not in {None, known.role.value}):
            case = "config-purpose-role" if known is None else "config-purpose-fixed"
            raise block.wrong(case, "purposes", name, key=name, roles=tuple(Role))
        label = table.get("label") or (known.label if known else name)
        purposes[name] = Purpose(name, known.role if known else Role(role or Role.NEUTRAL), label)
    return purposes


def _series(block: Block, tables: Mapping[str, Mapping[str, str]]) -> dict[str, Stage]:
    """The stage that each series greets; who is greeted by several gets the letters of all."""
    greeted: dict[str, Stage] = {}
    for name, table in tables.items():
        if table.get("stage") is None:
            raise block.wrong("config-series-stage", "series", name, key=f"series.{name}", stages=tuple(Stage))
        greeted[name] = Stage(table["stage"])
    return greeted


def _newsletter(values: Mapping[str, Any]) -> NewsletterSettings:
    changed = dict(values)
    if "weekday" in changed:
        changed["weekday"] = WEEKDAYS.index(changed["weekday"])
    if "time" in changed:
        hour, minute = changed["time"].split(":")
        changed["time"] = (int(hour), int(minute))
    return NewsletterSettings(**changed)


def _shop(files: Files, root: Path, values: Mapping[str, Any]) -> ShopDetails:
    details = {key: value for key, value in values.items() if key != "signup"}
    name = details.pop("name", None) or files.text("site_name") or root.name
    return ShopDetails(name=name, signup=Signup(**values.get("signup", {})), **details)
