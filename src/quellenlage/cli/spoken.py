"""The help in other languages: its texts are data, one file a language; the commands are the same.

Only help is translated. Results, messages and names are what other programs read.
"""

from __future__ import annotations

import copy
import inspect
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

_FOLDER = Path(__file__).parent / "words"
# The language that stands in the code.
OWN = "en"
# In ``Context.meta``: the language that was asked for.
_ASKED = "quellenlage.language"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language.

    Attributes:
        help: Paragraphs of the code, each on one line, to what is shown.
        frame: The same for words of click.
    """

    help: Mapping[str, str]
    frame: Mapping[str, str]

    def said(self, text: str) -> str:
        """A text paragraph by paragraph; one that is not known stays."""
        return "\n\n".join(self.help.get(key_of(part), part) for part in paragraphs(text))

    def framed(self, text: str) -> str:
        """The help of an option with what click adds."""
        text = self.frame.get(text, text)
        for own, other in self.frame.items():
            if own.startswith("["):
                text = text.replace(own, other)
        return text


def languages() -> tuple[str, ...]:
    """All languages of the help."""
    return (*sorted(path.stem for path in _FOLDER.glob("*.toml")), OWN)


@cache
def load_words(code: str) -> Words | None:
    """The texts of a language; None for that of the code."""
    if code == OWN:
        return None
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return Words(data["help"], data["frame"])


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text of help."""
    return inspect.cleandoc(text).split("\n\n")


def key_of(paragraph: str) -> str:
    """A paragraph on one line."""
    return " ".join(paragraph.split())


def ask(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    """Note which language was asked for."""
    if value:
        ctx.meta[_ASKED] = value


def words_of(ctx: click.Context) -> Words | None:
    """The texts of the language that was asked for, else of that of the environment; None for that of the code."""
    found = str(ctx.meta.get(_ASKED, ""))
    if not found:
        locale = next((value for name in _LOCALE if (value := os.environ.get(name))), "")
        found = locale.partition(".")[0].partition("_")[0]
    return load_words(found) if found in languages() else None


def translated(command: click.Command, words: Words) -> click.Command:
    """A command whose help is in another language; the command itself stays as it is."""
    made = copy.copy(command)
    made.help = words.said(command.help) if command.help else command.help
    made.params = [_translated(param, words) for param in command.params]
    made.context_class = context_of(words)
    if isinstance(made, click.Group):
        made.commands = {name: translated(inner, words) for name, inner in made.commands.items()}
    return made


def _translated(param: click.Parameter, words: Words) -> click.Parameter:
    if not isinstance(param, click.Option) or not param.help:
        return param
    made = copy.copy(param)
    made.help = words.said(param.help)
    return made


def context_of(words: Words) -> type[click.Context]:
    """A context that frames help in the words of a language."""

    class Formatter(click.HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, f"{words.frame['Usage:']} " if prefix is None else prefix)

        def write_heading(self, heading: str) -> None:
            super().write_heading(words.frame.get(heading, heading))

        def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
            super().write_dl([(term, words.framed(text)) for term, text in rows], col_max, col_spacing)

    class Context(click.Context):
        formatter_class = Formatter

    return Context
