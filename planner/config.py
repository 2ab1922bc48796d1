"""The settings of a shop, read from mkdocs.yml without MkDocs and without executing anything in it.

The first thing that is wrong stops with a `ConfigError` that knows the file and the line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from planner.block import BLOCK, SHAPES, WEEKDAYS
from planner.errors import ConfigError
from planner.frontmatter import Entry, Items, Node, Scalar, Table, YamlError, parse_yaml
from planner.model import (
    Fault,
    NewsletterSettings,
    Person,
    Place,
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
from planner.rules import RULES, rule_settings
from planner.shapes import Reading, When, is_empty, scalar
from planner.wording import LANGUAGES

FILE_NAME = "mkdocs.yml"
_ZONES = {"en": "UTC", "ja": "Asia/Tokyo"}
_UTC = ZoneInfo("UTC")


def find_config(start: Path) -> Path:
    """The mkdocs.yml of `start` or the nearest folder above it."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    raise ConfigError("config-missing", folder=str(start))


def read_settings(path: Path, *, language: str | None = None) -> Settings:
    """The complete settings of the shop whose mkdocs.yml is `path`; `language` overrides the shop's own."""
    return _Config(path).settings(language)


@dataclass(frozen=True, slots=True)
class _File:
    """A configuration file: mkdocs.yml, or one it inherits from."""

    path: Path
    table: Table


def _files(path: Path) -> Iterator[_File]:
    """mkdocs.yml and what it inherits from, nearest first."""
    seen: set[Path] = set()
    while path not in seen:
        seen.add(path)
        table = _read(path)
        yield _File(path, table)
        parent = scalar(table.get("INHERIT") or Scalar(None, Place()))
        if parent is None:
            return
        path = (path.parent / parent).resolve()


def _read(path: Path) -> Table:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("config-not-utf-8", path=path.name) from error
    except OSError as error:
        raise ConfigError("config-unreadable", path=path.name, reason=error.strerror or "") from error
    try:
        tree = parse_yaml(text)
    except YamlError as error:
        raise _at("config-yaml", error.place, path, reason=error.reason) from error
    if not isinstance(tree, Table):
        raise ConfigError("config-not-a-table", path=path.name, line=1)
    return tree


def _at(case: str, place: Place, path: Path, **values: Any) -> ConfigError:
    return ConfigError(case, path=path.name, line=place.line, column=place.column, **values)


class _Config:
    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.root = self.path.parent
        self.files = tuple(_files(self.path))
        self.places: dict[str, Place] = {}

    def settings(self, language: str | None) -> Settings:
        file, block = self._block()
        values = self._values(file, block)
        spoken = language or values.get("language") or self._theme_language()
        zone = self._zone(file, block, values.get("timezone") or _ZONES[spoken])
        warming = override(DEFAULT, values.get("warming", {}))
        site_url = self._text("site_url")
        settings = Settings(
            root=self.root,
            config_path=self.path,
            language=spoken,
            timezone=zone,
            output=self.root / values.get("output", "build"),
            site_name=self._text("site_name") or values.get("shop", {}).get("name") or self.root.name,
            site_url=site_url and site_url.rstrip("/") + "/",
            docs_dir=self._docs_dir(),
            since=self._since(block, zone),
            warming=warming,
            stages=_stages(warming, values.get("warming", {})),
            purposes=self._purposes(file, block, spoken, values.get("purposes", {})),
            series={
                name: Stage(table["stage"]) for name, table in values.get("series", {}).items() if "stage" in table
            },
            newsletter=_newsletter(values.get("newsletter", {})),
            shop=self._shop(values.get("shop", {})),
            people={key: Person(key=key, **{"name": key} | table) for key, table in values.get("people", {}).items()},
            feed_limit=values.get("feed", {}).get("limit", 0),
            per_page=values.get("per_page", 12),
            rules=values.get("rules", {}),
            extra_keys=frozenset(values.get("extra_keys", ())),
            plugin=block is not None,
            places=self.places,
            block_file=file.path,
        )
        self._check_warming(file, block, settings)
        self._check_series(file, block, values.get("series", {}))
        return settings

    def _find(self, key: str) -> tuple[_File, Node] | None:
        for file in self.files:
            node = file.table.get(key)
            if node is not None:
                return file, node
        return None

    def _text(self, key: str) -> str:
        found = self._find(key)
        return (found and scalar(found[1])) or ""

    def _theme_language(self) -> str:
        theme = self._find("theme")
        node = theme[1].get("language") if theme and isinstance(theme[1], Table) else None
        spoken = (node and scalar(node)) or LANGUAGES[0]
        return next((language for language in LANGUAGES if spoken.startswith(language)), LANGUAGES[0])

    def _docs_dir(self) -> Path:
        """MkDocs' own setting; without one, the folder that has posts."""
        written = self._text("docs_dir")
        if written:
            return self._existing(Path(os.path.normpath(self.root / written)))
        return next(
            (self.root / name for name in ("docs", "content") if (self.root / name / "posts").is_dir()),
            self.root / "docs",
        )

    def _existing(self, folder: Path) -> Path:
        """A folder that mkdocs.yml names; without it every post would be missed without a word."""
        found = self._find("docs_dir")
        if found and not folder.is_dir():
            raise _at("config-docs-dir", found[1].place, found[0].path, found=scalar(found[1]) or "")
        return folder

    def _block(self) -> tuple[_File, Table | None]:
        """The `planner` table under `plugins`; an empty one for a bare `- planner`, None where there is none."""
        found = self._find("plugins")
        if found is None:
            return self.files[0], None
        file, plugins = found
        for name, node in _plugins(plugins):
            if name == "planner":
                return file, self._table(file, node)
        return file, None

    def _table(self, file: _File, node: Node) -> Table:
        if isinstance(node, Table):
            return node
        if is_empty(node):
            return Table((), node.place)
        raise _at(
            "config-bad-value-table",
            node.place,
            file.path,
            key="planner",
            found=scalar(node) or "",
            known=tuple(SHAPES),
        )

    def _values(self, file: _File, block: Table | None) -> dict[str, Any]:
        reading = Reading(_UTC)
        values = BLOCK.values("", block, reading) if block else {}
        values["rules"] = _rules(block, reading)
        self.places = dict(reading.places)
        if reading.faults:
            raise _stop(min(reading.faults, key=lambda fault: (fault.place.line, fault.place.column)), file.path)
        return values

    def _zone(self, file: _File, block: Table | None, name: str) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError) as error:
            place = _place(block, "timezone")
            guess = nearest(name, available_timezones())
            near = {"nearest": guess} if guess else {}
            case = "config-timezone-near" if guess else "config-timezone"
            raise _at(case, place, file.path, found=name, **near) from error

    def _since(self, block: Table | None, zone: ZoneInfo) -> Any:
        """The instant before which offers are history; a date alone means its first minute."""
        node = block.get("since") if block else None
        if node is None or is_empty(node):
            return None
        found = When().read("since", node, Reading(zone))
        return found and (found if ":" in (scalar(node) or "") else found.replace(hour=0, minute=0))

    def _purposes(
        self, file: _File, block: Table | None, language: str, tables: Mapping[str, Mapping[str, str]]
    ) -> dict[str, Purpose]:
        purposes = built_in(language)
        for name, table in tables.items():
            known = purposes.get(name)
            role = table.get("role")
            if (known is None and role is None) or (known and role not in {None, known.role.value}):
                case = "config-purpose-role" if known is None else "config-purpose-fixed"
                raise _at(case, _place(block, "purposes", name), file.path, key=name, roles=tuple(Role))
            label = table.get("label") or (known.label if known else name)
            purposes[name] = Purpose(name, known.role if known else Role(role or Role.NEUTRAL), label)
        return purposes

    def _shop(self, values: dict[str, Any]) -> ShopDetails:
        details = {key: value for key, value in values.items() if key != "signup"}
        name = details.pop("name", None) or self._text("site_name") or self.root.name
        return ShopDetails(name=name, signup=Signup(**values.get("signup", {})), **details)

    def _check_warming(self, file: _File, block: Table | None, settings: Settings) -> None:
        if not can_be_met(settings.warming):
            raise _at("config-never-warm", _place(block, "warming"), file.path, key="warming")
        for stage, rule in settings.stages.items():
            if not can_be_met(rule):
                raise _at(
                    "config-never-warm",
                    _place(block, "warming", "stages", stage),
                    file.path,
                    key=f"warming.stages.{stage}",
                )

    def _check_series(self, file: _File, block: Table | None, series: Mapping[str, Mapping[str, str]]) -> None:
        greeted: dict[str, str] = {}
        for name, table in series.items():
            place = _place(block, "series", name)
            stage = table.get("stage")
            if stage is None:
                raise _at("config-series-stage", place, file.path, key=f"series.{name}", stages=tuple(Stage))
            if stage in greeted:
                raise _at(
                    "config-series-twice", place, file.path, key=f"series.{name}", other=greeted[stage], stage=stage
                )
            greeted[stage] = name


def _plugins(node: Node) -> Iterator[tuple[str, Node]]:
    """The plugins of mkdocs.yml, which may be a list of names and one-key tables, or one table."""
    for item in node.items if isinstance(node, Items) else (node,):
        if isinstance(item, Table):
            yield from ((entry.key, entry.node) for entry in item.entries)
        elif isinstance(item, Scalar):
            yield item.text or "", Scalar(None, item.place)


def _place(block: Table | None, *keys: str) -> Place:
    """Where the deepest of `keys` that is written stands."""
    place, table = (block.place if block else Place()), block
    for key in keys:
        entry: Entry | None = next((entry for entry in table.entries if entry.key == key), None) if table else None
        if entry is None:
            break
        place = entry.key_place
        table = entry.node if isinstance(entry.node, Table) else None
    return place


def _stop(fault: Fault, path: Path) -> ConfigError:
    return _at(f"config-{fault.rule}-{fault.case}", fault.place, path, **fault.values)


def _rules(block: Table | None, reading: Reading) -> dict[str, Any]:
    node = block.get("rules") if block else None
    if not isinstance(node, Table):
        return {}
    known = {rule.name: rule for rule in RULES}
    found = {}
    for entry in node.entries:
        rule = known.get(entry.key)
        if rule is None:
            reading.unknown("rules.", entry, list(known))
        else:
            found[rule.name] = rule_settings(rule, entry.node, reading)
    return found


def _stages(base: WarmingRule, values: Mapping[str, Any]) -> dict[Stage, WarmingRule]:
    tables = values.get("stages", {})
    return {stage: override(base, tables.get(stage.value, {})) for stage in Stage}


def _newsletter(values: dict[str, Any]) -> NewsletterSettings:
    changed = dict(values)
    if "weekday" in changed:
        changed["weekday"] = WEEKDAYS.index(changed["weekday"])
    if "time" in changed:
        hour, minute = changed["time"].split(":")
        changed["time"] = (int(hour), int(minute))
    return NewsletterSettings(**changed)
