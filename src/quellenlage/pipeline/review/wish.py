"""What can be wished, one function each: rows and words of the record in, a correction out.

Every function raises ``ConfigError`` with one line that says what to do where the wish is impossible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quellenlage.errors import ConfigError
from quellenlage.pipeline.review.desk import Desk, Said
from quellenlage.pipeline.review.fault import ACCEPTABLE, REJECTABLE, fault_of
from quellenlage.present.tables import Table
from quellenlage.records.contract import (
    ArticleRow,
    ClaimRow,
    EntityRow,
    EventRow,
    MentionRow,
    QuotationRow,
    Row,
    own_passage,
)
from quellenlage.records.correction import Action, Correction, Target
from quellenlage.records.document import Passage
from quellenlage.records.parts import StanceField

NOBODY, NOTHING = "nobody", "nothing"
_STATEMENT = "statement"


def judge(desk: Desk, row: Row, action: Action, said: Said) -> Correction:
    """Accept or reject a record."""
    if row.kind == "article" and action is Action.REJECT:
        raise ConfigError("an article is taken out with 'quellenlage remove'")
    if row.kind not in (REJECTABLE if action is Action.REJECT else ACCEPTABLE):
        raise ConfigError(f"a {row.kind} cannot be {action}ed; that can be said of {', '.join(REJECTABLE)}")
    target, other = desk.target(row)
    return made(desk, said, Correction(action=action, target=target, other=other, before=_brief(row)))


def merge(desk: Desk, one: EntityRow, two: EntityRow, said: Said) -> Correction:
    """Two actors are one."""
    if one.id == two.id:
        raise ConfigError(f"{one.id} is one actor already")
    left, right = desk.target(one)[0], desk.target(two)[0]
    before = {"one": one.name, "two": two.name}
    return made(desk, said, _pair(Action.MERGE, left, right, before))


def split(desk: Desk, one: MentionRow, two: MentionRow, said: Said) -> Correction:
    """Two names mean two actors."""
    left, right = (desk.at("entity", own_passage(mention)[0]) for mention in (one, two))
    if left.place == right.place:
        raise ConfigError("name two mentions; their ids stand under the actor on the page and in the export")
    names = {entity.id: entity.name for entity in desk.record.entity}
    before = {"one": names.get(one.entity, ""), "two": names.get(two.entity, "")}
    return made(desk, said, _pair(Action.SPLIT, left, right, before))


def date_article(desk: Desk, row: ArticleRow, days: str, said: Said) -> Correction:
    """An article was printed on a day, or within days: ``2024-06-18``, ``2024-06-17..2024-06-19``, ``..2024-06-19``."""
    first, dots, last = (part.strip() for part in days.partition(".."))
    after = {"earliest": first, "latest": last if dots else first}
    before = {"earliest": row.published.earliest or "", "latest": row.published.latest or ""}
    target = desk.target(row)[0]
    return made(desk, said, Correction(action=Action.DATE, target=target, before=before, after=after))


def attribute(desk: Desk, row: QuotationRow, speaker: str, said: Said) -> Correction:
    """Somebody else says it, or nobody who is known.

    Args:
        desk: With the record.
        row: What is said.
        speaker: Id of a mention in its article, or of an actor who is mentioned there, or ``nobody``.
        said: By whom.
    """
    words = row.speaker.span
    names = [entity.name for entity in desk.record.entity if entity.id in row.speaker.entities]
    before = {"speaker": f"{words.start}:{words.end}" if words else "", "entities": ", ".join(names)}
    after = {"speaker": speaker_at(desk, row.quote[0], speaker)}
    target = desk.target(row)[0]
    return made(desk, said, Correction(action=Action.SPEAKER, target=target, before=before, after=after))


def speaker_at(desk: Desk, beside: Passage, speaker: str) -> str:
    """``start:end`` of a mention, or of that of an actor before some words of an article, else the next; or nothing."""
    if speaker == NOBODY:
        return ""
    found = desk.row(speaker, MentionRow, EntityRow)
    if isinstance(found, MentionRow):
        if found.article != beside.article:
            raise ConfigError("name a mention of the same article; 'review mentions' lists those of an actor")
        return f"{found.start}:{found.end}"
    mentions = [m for m in desk.record.mention if m.entity == found.id and m.article == beside.article]
    if not mentions:
        raise ConfigError(f"{found.id} is not mentioned in this article; add a mention first: 'review add mention'")
    nearest = min(mentions, key=lambda m: (m.start > beside.start, abs(m.start - beside.start)))
    return f"{nearest.start}:{nearest.end}"


def change(desk: Desk, row: QuotationRow, action: Action, value: str, said: Said) -> Correction:
    """Another act or type of a quotation."""
    field = str(action)
    target = desk.target(row)[0]
    before = {field: str(getattr(row, field))}
    return made(desk, said, Correction(action=action, target=target, before=before, after={field: value}))


def take_side(desk: Desk, row: ClaimRow, number: int, after: Mapping[str, str], said: Said) -> Correction:
    """Another stance of one side of a claim.

    Args:
        desk: With the record.
        row: The claim.
        number: Of the side, as the page counts them, from 1.
        after: ``stance``, and ``polarity`` and ``certainty`` where they are to be others too.
        said: By whom.
    """
    side = _side(row, number)
    before = {"stance": side.stance, "polarity": side.polarity, "certainty": side.certainty}
    target = desk.at("stance", side.span)
    return made(desk, said, Correction(action=Action.STANCE, target=target, before=before, after=dict(after)))


def means(desk: Desk, row: ClaimRow, number: int, meant: ClaimRow | QuotationRow | None, said: Said) -> Correction:
    """A side of a claim, a denial above all, means another claim, what a quotation says, or nothing that is known.

    Args:
        desk: With the record.
        row: The claim that it is in now.
        number: Of the side, as the page counts them, from 1.
        meant: What it means; None if nobody knows.
        said: By whom.
    """
    side = _side(row, number)
    if meant is not None and meant.id in (row.id, side.quotation):
        raise ConfigError(f"{meant.id} is what it means already")
    target, other = desk.at("stance", side.span), desk.target(meant)[0] if meant else None
    correction = Correction(action=Action.MEANS, target=target, other=other, before={"claim": row.label})
    return made(desk, said, correction)


def _side(row: ClaimRow, number: int) -> StanceField:
    if not 1 <= number <= len(row.stances):
        raise ConfigError(f"claim {row.id} has the sides 1 to {len(row.stances)}")
    return row.stances[number - 1]


def same(desk: Desk, one: EventRow, two: EventRow, said: Said) -> Correction:
    """Two events are one."""
    refuse_statements(one, two)
    if one.id == two.id:
        raise ConfigError(f"{one.id} is one event already")
    left, right = desk.target(one)[0], desk.target(two)[0]
    return made(desk, said, _pair(Action.SAME, left, right, {"one": one.label, "two": two.label}))


def different(desk: Desk, row: EventRow, number: int, said: Said) -> Correction:
    """A telling of an event means another one; ``number`` counts its passages from 1, the first stays."""
    refuse_statements(row)
    if not 2 <= number <= len(row.mentions):
        raise ConfigError(
            f"event {row.id} is told in {len(row.mentions)} places: name one from 2 on, 'explain' lists them"
        )
    left, right = desk.at("event", row.mentions[0]), desk.at("event", row.mentions[number - 1])
    return made(desk, said, _pair(Action.DIFFERENT, left, right, {"one": row.label}))


def mentions_of(desk: Desk, row: EntityRow) -> Table:
    """Where an actor is mentioned, in the order of the pile."""
    numbers = {article.id: str(n) for n, article in enumerate(desk.record.article, 1)}
    rows = tuple(
        (numbers[m.article], f"{m.start}–{m.end}", " ".join(m.text.split()), m.form, m.id)
        for m in desk.record.mention
        if m.entity == row.id
    )
    return Table(f"Mentions of {row.name}", ("article", "place", "words", "form", "id"), rows)


def refuse_statements(*rows: EventRow) -> None:
    """A statement is no event of its own."""
    if any(row.type == _STATEMENT for row in rows):
        raise ConfigError("a statement is a quotation on the timeline; correct the quotation")


def add(desk: Desk, kind: str, place: Passage, after: Mapping[str, str], said: Said) -> Correction:
    """A record that was not found: a quotation, an event or a mention at the words that were selected."""
    correction = Correction(action=Action.ADD, target=desk.at(kind, place), after=dict(after))
    return made(desk, said, correction)


def select(desk: Desk, row: ArticleRow, words: str, number: int = 0) -> Passage:
    """Words of an article: the only place where they stand, or that with this number (from 1); or ``start:end``.

    Raises:
        ConfigError: They stand nowhere, or in several places and no number chooses.
    """
    text = desk.analyses[row.id].document.source.text
    start, colon, end = words.partition(":")
    if colon and start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal():
        if not int(start[:9]) < int(end[:9]) <= len(text):
            raise ConfigError(f"the article has the places 0 to {len(text)}")
        return Passage(row.id, int(start), int(end), text[int(start) : int(end)])
    places = [at for at in range(len(text)) if text.startswith(words, at)] if words else []
    if not places:
        raise ConfigError("these words do not stand in the article; copy them from it, or name start:end")
    if not (1 <= number <= len(places) or (number == 0 and len(places) == 1)):
        raise ConfigError(f"these words stand {len(places)} times in the article; choose one with --nth")
    at = places[max(number, 1) - 1]
    return Passage(row.id, at, at + len(words), words)


def _pair(action: Action, left: Target, right: Target, before: Mapping[str, str]) -> Correction:
    """Of two places the one with the smaller hash, then that which comes first, is named first."""
    one, two = sorted((left, right), key=lambda t: t.place)
    return Correction(action=action, target=one, other=two, before=dict(before))


def _brief(row: Row) -> dict[str, str]:
    """What a judged record was: the rule that made it, and what it is called."""
    named = {name: str(getattr(row, name)) for name in ("type", "label", "name", "act") if getattr(row, name, "")}
    return {"rule": row.by.rule, **named}


def made(desk: Desk, said: Said, correction: Correction) -> Correction:
    """With who, when and why, and what the machine had before anybody corrected it."""
    before = desk.before(correction)
    made = replace(
        correction,
        before=dict(correction.before if before is None else before),
        who=said.who,
        when=said.when,
        why=said.why,
    )
    fault = fault_of(made)
    if fault:
        raise ConfigError(fault)
    return made
