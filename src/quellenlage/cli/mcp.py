"""``quellenlage mcp``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import tell
from quellenlage.store import Dossier


@click.command(name="mcp")
@click.argument("dossier")
@fails_in_one_line
def command(dossier: str) -> None:
    """Let an assistant read DOSSIER, on this machine only.

    A server of the Model Context Protocol on standard input and output, which an assistant starts by itself. Its
    tools only read, and every answer has its spans. It opens no connection; what the assistant sends to others is up
    to the assistant. Needs the package mcp: python -m pip install mcp
    """
    with Dossier(dossier):
        pass
    # Loaded only here: the protocol takes longer to load than most commands take to run.
    from quellenlage.serve.assistant import make_server

    server = make_server(Path(dossier))
    if sys.stdin.isatty():
        tell("an assistant starts this command by itself and speaks to it; there is nothing to type. Ctrl-C ends it")
    server.run("stdio")
