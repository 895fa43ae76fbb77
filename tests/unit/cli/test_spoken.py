"""The help in other languages: all of it, of the same commands, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import click
import pytest
from click.testing import CliRunner

from quellenlage.cli import COMMANDS, main
from quellenlage.cli.spoken import OWN, Words, key_of, languages, load_words, paragraphs

OTHERS = [code for code in languages() if code != OWN]
# What a person types or reads in results: options, commands in quotes, words in capitals, names of fields and packages.
_NAMES = re.compile(r"--[a-z]+|'[^'\n]+'|\b[A-Z]{2,}\b|[a-z]+\[[a-z]+\]|\d{4}(?:-\d\d)*")


@pytest.fixture(autouse=True)
def no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def texts(command: click.Command) -> Iterator[str]:
    """Every text of help of a command and of those below it."""
    yield command.help or ""
    yield from (param.help for param in command.params if isinstance(param, click.Option) and param.help)
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            assert inner is not None
            yield from texts(inner)


def keys() -> set[str]:
    return {key_of(p) for text in (*texts(main), *COMMANDS.values()) for p in paragraphs(text) if p}


def words_of(code: str) -> Words:
    words = load_words(code)
    assert words is not None
    return words


def run(*arguments: str, env: Mapping[str, str] | None = None) -> str:
    done = CliRunner().invoke(main, list(arguments), env=dict(env or {}), terminal_width=120)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_of_help_is_translated_and_no_other(code: str):
    assert set(words_of(code).help) == keys()


@pytest.mark.parametrize("code", OTHERS)
def test_names_stay_as_they_are(code: str):
    for own, other in words_of(code).help.items():
        assert set(_NAMES.findall(own)) <= {*_NAMES.findall(other), "JSON"}, own


def test_german_help_of_every_command():
    assert run("--lang", "de", "--help").startswith("Aufruf: ")
    for name in COMMANDS:
        shown = run("--lang", "de", name, "--help")
        assert shown.startswith("Aufruf: ")
        assert "Optionen:" in shown
        assert "Diese Hilfe zeigen und enden." in shown
        assert "Show this" not in shown
    shown = run("--lang", "de", "review", "queue", "--help")
    assert "am wenigsten sicher" in shown
    assert "[Vorgabe: 20; 1<=x<=10000]" in shown
    assert "Das Verzeichnis drucken, oder eine Ansicht davon." in run("--lang", "de", "--help")
    assert "Sagen, wie weit ein Ereignis ist." in run("--lang", "de", "review", "--help")


def test_the_locale_speaks_where_nobody_asks():
    for locale in ("de", "de_DE.UTF-8", "de_AT"):
        assert run("check", "--help", env={"LANG": locale}).startswith("Aufruf: ")
    for env in ({}, {"LANG": "C.UTF-8"}, {"LANG": "fr_FR.UTF-8"}, {"LANG": "de_DE", "LC_ALL": "C"}):
        assert run("check", "--help", env=env).startswith("Usage: ")
    assert run("--lang", "en", "check", "--help", env={"LANG": "de_DE"}).startswith("Usage: ")


def test_the_commands_themselves_stay():
    before = {name: main.get_command(click.Context(main), name) for name in COMMANDS}
    run("--lang", "de", "review", "--help")
    after = {name: main.get_command(click.Context(main), name) for name in COMMANDS}
    assert after == before
    assert run("review", "--help").startswith("Usage: ")
