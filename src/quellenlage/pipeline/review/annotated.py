"""What a person has changed in a CAS that was exported, as corrections of the record as it is now.

Only what differs from the export is a wish: what was corrected elsewhere since stays as it is. What is wished already
is no wish, so that a file can be taken over twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from quellenlage.errors import ConfigError
from quellenlage.pipeline.review import wish, wish_event
from quellenlage.pipeline.review.annotated_speech import passage_of, speech_of
from quellenlage.pipeline.review.desk import Desk, Said
from quellenlage.present.exports.cas import AT, as_xml_text
from quellenlage.present.exports.cas_back import Annotated, Annotation
from quellenlage.records.contract import ArticleRow
from quellenlage.records.correction import Correction
from quellenlage.records.document import Passage

Refused = tuple[str, str]
_EVENT_DAYS = ("first", "last")


@dataclass(frozen=True, slots=True)
class Noted:
    """What some files ask for: corrections, each once, and what of them cannot be, with its place and the reason."""

    corrections: tuple[Correction, ...]
    refused: tuple[Refused, ...]


@dataclass(slots=True)
class _Notes:
    """What is asked for so far."""

    file: str
    corrections: dict[str, Correction] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    def take(self, mark: Annotation, make: Callable[[], Iterable[Correction]]) -> None:
        """Note what a mark asks for, or why that cannot be."""
        try:
            self.corrections.update((made.id, made) for made in make())
        except ConfigError as error:
            self.refused.append((f"{self.file}: {mark.kind} at {mark.place}", str(error)))


def annotations_of(desk: Desk, files: Iterable[Annotated], said: Said) -> Noted:
    """What was changed in some files.

    Args:
        desk: With the record.
        files: Each the text of an article with annotations.
        said: By whom.
    """
    corrections: dict[str, Correction] = {}
    refused: list[Refused] = []
    for file in files:
        notes = _Notes(file.file)
        article = _article(desk, file)
        if article is None:
            refused.append((file.file, "its text is that of no article of the dossier"))
            continue
        for mark, make in speech_of(desk, article, file, said):
            notes.take(mark, make)
        for mark in file.annotations:
            if mark.kind == "Event":
                notes.take(mark, lambda m=mark, a=article: _event(desk, a, m, said))  # type: ignore[misc]
            elif mark.kind == "Stance":
                notes.take(mark, lambda m=mark, a=article: _stance(desk, a, m, said))  # type: ignore[misc]
        corrections.update(notes.corrections)
        refused += notes.refused
    return Noted(tuple(corrections.values()), tuple(refused))


def _article(desk: Desk, file: Annotated) -> ArticleRow | None:
    """The article with this text, first that by whose id the file is called."""
    rows = sorted(desk.record.article, key=lambda row: not file.file.startswith(row.id))
    return next((row for row in rows if as_xml_text(desk.analyses[row.id].document.source.text) == file.text), None)


def _event(desk: Desk, article: ArticleRow, mark: Annotation, said: Said) -> Iterable[Correction]:
    """Another phase, other days, or an event that was not found."""
    if mark.before is None:
        yield from _new_event(desk, article, mark, said)
        return
    if mark.is_moved or mark.touched("category") is not None:
        raise ConfigError("the words and the type of an event cannot be changed: reject it, and mark a new one")
    phase = mark.touched("phase")
    ends = {name: mark.features.get(name, "") for name in _EVENT_DAYS}
    is_dated = any(mark.touched(name) is not None for name in _EVENT_DAYS)
    if phase is None and not is_dated:
        return
    place = mark.before.get(AT)
    near = [e for e in desk.record.event if any(_is_at(p, article, place) for p in e.mentions)]
    row = next((e for e in near if e.id == mark.record), next(iter(near), None))
    if row is None:
        raise ConfigError("the event is no longer in the record")
    if phase is not None and phase != row.phase:
        yield wish_event.phase(desk, row, phase, said)
    if is_dated and (ends["first"], ends["last"]) != (row.from_ or "", row.to or ""):
        yield wish_event.days(desk, row, _days(ends), said)


def _new_event(desk: Desk, article: ArticleRow, mark: Annotation, said: Said) -> Iterable[Correction]:
    kind = mark.features.get("category", "")
    if any(e.type == kind and any(_is_at(p, article, mark.place) for p in e.mentions) for e in desk.record.event):
        return
    ends = {"from": mark.features.get("first", ""), "to": mark.features.get("last", "")}
    after = {"type": kind, "phase": mark.features.get("phase", "occurred"), **ends}
    yield wish.add(desk, "event", passage_of(desk, article, mark), {k: v for k, v in after.items() if v}, said)


def _days(ends: Mapping[str, str]) -> str:
    return "..".join(ends[name] for name in _EVENT_DAYS) if any(ends.values()) else wish_event.UNKNOWN


def _stance(desk: Desk, article: ArticleRow, mark: Annotation, said: Said) -> Iterable[Correction]:
    """Another stance of a side."""
    stance = mark.features.get("stance") if mark.before is None else mark.touched("stance")
    if stance is None:
        return
    place = mark.place if mark.before is None else mark.before.get(AT)
    sides = [(c, n) for c in desk.record.claim for n, s in enumerate(c.stances, 1) if _is_at(s.span, article, place)]
    claim, number = next((s for s in sides if s[0].id == mark.record), next(iter(sides), (None, 0)))
    if claim is None:
        new = mark.before is None
        raise ConfigError("mark a new side as a quote, with its act" if new else "the claim is no longer in the record")
    if claim.stances[number - 1].stance != stance:
        yield wish.take_side(desk, claim, number, {"stance": stance}, said)


def _is_at(passage: Passage, article: ArticleRow, place: str | None) -> bool:
    return passage.article == article.id and f"{passage.start}:{passage.end}" == place
