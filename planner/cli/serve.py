"""`planner serve`: the site in the browser, made anew at every change."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import click

from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import LAST_PORT, common, whole
from planner.cli.session import COULD_NOT_RUN, Session
from planner.cli.terminal import tell
from planner.config import refuse_tags
from planner.errors import BuildError, UsageError
from planner.preview import AT_THE_DESK
from planner.shop import Shop

HOST = "127.0.0.1"


@click.command("serve", cls=Command)
@whole("--port", least=1, most=LAST_PORT, default=8000, example=8001)
@common
def command(session: Session, *, port: int) -> int:
    """Hand over to `mkdocs serve` until Ctrl+C."""
    shop = open_from(session)
    if not shop.settings.plugin:
        raise BuildError("build-no-plugin", path=shop.settings.config_path.name)
    refuse_tags(shop.settings.config_path)
    _refuse_taken(port)
    tell(session.catalogue.say("cli.serve.desk", address=_desk(shop, port)))
    config = str(shop.settings.config_path)
    words = [sys.executable, "-m", "mkdocs", "serve", "--config-file", config, "--dev-addr", f"{HOST}:{port}"]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # who ends us by a signal ends MkDocs, too
    try:
        # MkDocs watches, and ends, in a process of its own. The plugin takes its clock from the environment.
        return COULD_NOT_RUN if subprocess.call(words, env=_environment(session, shop)) else 0  # noqa: S603 - words of ours
    except KeyboardInterrupt:
        return 0


def _desk(shop: Shop, port: int) -> str:
    """MkDocs shows the site below the path of its address."""
    return f"http://{HOST}:{port}{urlsplit(shop.settings.site_url).path or '/'}desk/"


def _environment(session: Session, shop: Shop) -> dict[str, str]:
    frozen = {} if session.at is None else {"SOURCE_DATE_EPOCH": str(int(shop.at.timestamp()))}
    # The theme's banner is for those who chose it.
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", AT_THE_DESK: "1", **frozen}


def _refuse_taken(port: int) -> None:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((HOST, port))
    except OSError as error:
        raise UsageError("usage-port", found=port, reason=error.strerror or str(error)) from error
