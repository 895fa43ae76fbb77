"""A finding and its note: a template of the language whose slots are passages and names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.records.contract import FindingRow
from quellenlage.records.document import Passage
from quellenlage.records.parts import SlotField
from quellenlage.records.provenance import By, make_id

# A passage in a note is cut behind so many characters; the whole of it stands in the finding.
_SHOWN = 90
# More passages than this are not listed with a finding (set by hand).
MOST = 12


def quoted(passage: Passage) -> str:
    """The words of a passage on one line, in marks."""
    words = " ".join(passage.text.split())
    return f"„{words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + '…'}“"


@dataclass(frozen=True, slots=True)
class Note:
    """What a finding says in the language of the articles, and what it is made of, for other languages.

    Attributes:
        template: Its name in ``findings.toml``.
        slots: What fills the template, in the order of the call.
    """

    text: str
    template: str
    slots: tuple[SlotField, ...]


def note_of(templates: Mapping[str, str], name: str, **slots: str) -> Note:
    """The template ``name`` with its slots filled; the slots alone where a language has no such template."""
    template = templates.get(name)
    text = template.format(**slots) if template else " / ".join(slots.values())
    return Note(text, name, tuple(SlotField(name=slot, text=filled) for slot, filled in slots.items()))


def weight_of(articles: Iterable[str], stances: Iterable[str]) -> int:
    """How much a finding touches: articles plus stances, each counted once.

    Examples:
        >>> weight_of(["a1", "a2", "a1"], ["e1", "narrator"])
        4
    """
    return len(set(articles)) + len(set(stances))


def make_finding(
    type_: str,
    rule: str,
    a: Passage,
    b: Passage | None,
    *,
    note: Note,
    stances: Sequence[str],
    more: Sequence[Passage] = (),
) -> FindingRow:
    """A row of the contract.

    Args:
        type_: One of the types of finding.
        rule: What found it.
        a: The passage that stands first.
        b: What it is laid beside.
        note: From ``note_of``.
        stances: Whose stances are touched: entities, or ``narrator``; they count once each.
        more: Further passages to the same.
    """
    rest = tuple(p for p in dict.fromkeys(more) if p not in (a, b))[:MOST]
    every = [p for p in (a, b, *rest) if p]
    second = (b.article, b.start, b.end) if b else ()
    return FindingRow(
        id=make_id(a.article, "finding", a.start, a.end, type_, *second),
        by=By(rule),
        type=type_,
        a=a,
        b=b,
        more=rest,
        note=note.text,
        template=note.template,
        slots=note.slots,
        weight=weight_of((p.article for p in every), stances),
    )
