"""The command line: one file a command; the only place that prints."""

from __future__ import annotations

import importlib

import click

from quellenlage import __version__
from quellenlage.cli.spoken import ask, context_of, languages, translated, words_of

# Loaded only when called, so that `quellenlage --help` is quick: name to module and one line of help.
COMMANDS = {
    "build": "Read articles and build or extend a dossier.",
    "show": "Print the record, or one view of it.",
    "search": "Find sentences by words, actors, acts and days.",
    "explain": "Print where a record comes from.",
    "remove": "Take an article out, without a trace.",
    "serve": "Show the dossier in the browser, on this machine only.",
    "mcp": "Let an assistant read the dossier, on this machine only.",
    "export": "Write the record to a file.",
    "kb": "Teach a dossier names, or forget them.",
    "review": "Correct the record; what was corrected outlives every rebuild.",
    "archive": "Read thousands of articles into an archive of stories.",
    "stories": "List the stories of an archive, and build a dossier from one.",
    "check": "Check offsets, references and the file itself.",
}


_NO_ROOM = ("failed to map segment", "cannot allocate memory", "Cannot allocate memory")


class _LazyGroup(click.Group):
    """Imports the module of a command when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        try:
            module = importlib.import_module(f"quellenlage.cli.{cmd_name}")
        except (MemoryError, ImportError) as error:
            # The loader of the system says so where a library finds no room.
            if isinstance(error, ImportError) and not any(word in str(error) for word in _NO_ROOM):
                raise
            click.echo("quellenlage: there is not enough memory", err=True)
            ctx.exit(1)
        command: click.Command = module.command
        words = words_of(ctx)
        return translated(command, words) if words else command

    def get_help(self, ctx: click.Context) -> str:
        words = words_of(ctx)
        if words is None:
            return super().get_help(ctx)
        # The class says so for the contexts of commands; this one is there already.
        ctx.formatter_class = context_of(words).formatter_class
        return click.Group.get_help(translated(self, words), ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            words = words_of(ctx)
            formatter.write_dl([(name, words.said(about) if words else about) for name, about in COMMANDS.items()])


@click.group(cls=_LazyGroup)
@click.version_option(__version__, prog_name="quellenlage")
@click.option(
    "--lang",
    type=click.Choice(languages()),
    is_eager=True,
    expose_value=False,
    callback=ask,
    help="Language of the help; else that of LC_ALL, LC_MESSAGES or LANG.",
)
def main() -> None:
    """From a pile of news articles to a record of what the sources are worth.

    Who says what, who denies it, when, in which sentence. The program records; it never judges
    what is true. Nothing leaves this machine.
    """
