"""``quellenlage review add``."""

from __future__ import annotations

import click

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.review_said import Saying, said_by, say
from quellenlage.errors import ConfigError
from quellenlage.ontology.loader import load_ontology
from quellenlage.pipeline.review import Desk, Said, wish
from quellenlage.records.contract import MentionRow
from quellenlage.records.correction import Correction
from quellenlage.records.layers import Act, EntityType, Phase, QuotationType

_DOSSIER = click.argument("dossier")
_ARTICLE = click.argument("article", metavar="ARTICLE")
_WORDS = click.argument("words", metavar="WORDS")
_NTH = click.option("--nth", default=0, metavar="N", help="Which place, where the words stand several times.")


@click.group(name="add")
def add() -> None:
    """Add what was not found, by the words where it stands.

    ARTICLE is its number in 'show DOSSIER articles', or the beginning of its id. WORDS are copied from the article, or
    start:end counted in it as it was read.
    """


@add.command(name="quotation")
@_DOSSIER
@_ARTICLE
@_WORDS
@_NTH
@click.option("--speaker", default=wish.NOBODY, show_default=True, metavar="MENTION", help="Who says it.")
@click.option("--act", default=str(Act.ASSERTS), show_default=True, type=click.Choice([str(a) for a in Act]))
@click.option(
    "--type", "type_", default=str(QuotationType.INDIRECT), show_default=True,
    type=click.Choice([str(t) for t in QuotationType]),
)  # fmt: skip
@said_by
@fails_in_one_line
def quotation(
    dossier: str, article: str, words: str, *, nth: int, speaker: str, act: str, type_: str, saying: Saying
) -> None:  # fmt: skip
    """Say that somebody says something; MENTION is the id of a mention in the article."""

    def make(desk: Desk, said: Said) -> Correction:
        place = wish.select(desk, desk.article(article), words, nth)
        after = {"act": act, "type": type_, "speaker": wish.speaker_at(desk, place, speaker)}
        return wish.add(desk, "quotation", place, after, said)

    say(dossier, saying, make)


@add.command(name="event")
@_DOSSIER
@_ARTICLE
@_WORDS
@_NTH
@click.option("--type", "type_", required=True, metavar="TYPE", help="One of 'docs/reference/event-types.md'.")
@click.option("--day", "days", default="", metavar="DAYS", help="2024-06-18, or 2024-06-17..2024-06-19.")
@click.option("--phase", default=str(Phase.OCCURRED), show_default=True, type=click.Choice([str(p) for p in Phase]))
@click.option("--who-did", "actors", multiple=True, metavar="ROLE=MENTION", help="Who takes part; any number.")
@said_by
@fails_in_one_line
def event(
    dossier: str, article: str, words: str, *, nth: int, type_: str, days: str, phase: str, actors: tuple[str, ...],
    saying: Saying,
) -> None:  # fmt: skip
    """Say that something happened; WORDS are the word that tells it."""
    types = load_ontology().events
    if type_ not in types:
        raise ConfigError(f"there is no type of event {type_!r}; there are {', '.join(sorted(types))}")
    roles = [role.name for role in types[type_].roles]

    def make(desk: Desk, said: Said) -> Correction:
        place = wish.select(desk, desk.article(article), words, nth)
        first, dots, last = (part.strip() for part in days.partition(".."))
        after = {"type": type_, "phase": phase, "from": first, "to": last if dots else first}
        for actor in actors:
            role, _, mention = actor.partition("=")
            if role not in roles:
                raise ConfigError(f"{type_} has the roles {', '.join(roles)}; write ROLE=MENTION, not {actor!r}")
            row = desk.one(mention, MentionRow)
            after[role] = wish.speaker_at(desk, place, row.id)
        return wish.add(desk, "event", place, {k: v for k, v in after.items() if v}, said)

    say(dossier, saying, make)


@add.command(name="mention")
@_DOSSIER
@_ARTICLE
@_WORDS
@_NTH
@click.option("--type", "type_", required=True, type=click.Choice([str(t) for t in EntityType]))
@said_by
@fails_in_one_line
def mention(
    dossier: str, article: str, words: str, *, nth: int, type_: str, saying: Saying
) -> None:  # fmt: skip
    """Say that WORDS name an actor, a place or a thing."""

    def make(desk: Desk, said: Said) -> Correction:
        place = wish.select(desk, desk.article(article), words, nth)
        return wish.add(desk, "mention", place, {"type": type_}, said)

    say(dossier, saying, make)
