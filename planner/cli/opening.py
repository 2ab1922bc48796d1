"""Opening the shop that a call is about, and speaking its language from then on."""

from __future__ import annotations

import os
from pathlib import Path

from planner.cli.clock import now
from planner.cli.session import Session
from planner.config import find_config, read_settings
from planner.errors import ConfigError
from planner.model import Settings
from planner.shop import Shop, open_shop


def open_from(session: Session, *, drafts: bool = False) -> Shop:
    """The shop of `--config`, of this folder or of one above it."""
    shop = open_shop(
        _named(session),
        start=Path.cwd(),
        at=session.at,
        now=now(os.environ),
        language=session.asked_language,
        drafts=drafts,
    )
    session.speak(shop.settings.language)
    return shop


def settings_if_any(session: Session, *, broken: bool = True) -> Settings | None:
    """The settings of the shop we stand in, for commands that can do without.

    A shop that is named must be readable, and unless `broken` ones will do, so must any other.
    """
    try:
        settings = read_settings(_named(session) or find_config(Path.cwd()), language=session.asked_language)
    except ConfigError as error:
        if session.config is not None or not (broken or error.case == "config-missing"):
            raise
        return None
    session.speak(settings.language)
    return settings


def _named(session: Session) -> Path | None:
    """The file of `--config`, if one is named."""
    if session.config is not None and not session.config.is_file():
        case = "config-folder" if session.config.is_dir() else "config-absent"
        raise ConfigError(case, path=str(session.config))
    return session.config
