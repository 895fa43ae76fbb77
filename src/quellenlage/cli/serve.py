"""``quellenlage serve``."""

from __future__ import annotations

from pathlib import Path

import click

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import tell
from quellenlage.store import Dossier


@click.command(name="serve")
@click.argument("dossier")
@click.option("--port", type=click.IntRange(1024, 65535), default=8765, show_default=True, help="On which port.")
@fails_in_one_line
def command(dossier: str, port: int) -> None:
    """Show DOSSIER in the browser, on this machine only.

    The page cannot be reached from other machines, loads nothing from elsewhere and writes nothing but what you correct
    on it. Ctrl-C ends it.
    """
    with Dossier(dossier):
        pass
    # Loaded only here: the server takes longer to load than most commands take to run.
    import uvicorn

    from quellenlage.serve.app import make_app

    tell(f"http://127.0.0.1:{port}/ shows {dossier}; Ctrl-C ends it")
    uvicorn.run(make_app(Path(dossier), port), host="127.0.0.1", port=port, log_level="warning", server_header=False)
