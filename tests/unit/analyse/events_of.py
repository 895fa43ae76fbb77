"""Events of an invented text, by the model that ships."""

from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Analysis, Event
from quellenlage.world import load_world

TITLE = "Was hier unter dem Strich steht\n\n"


def read(text: str, model: str = "de-open") -> Analysis:
    """The text as the second paragraph of an article."""
    found = compile_article((TITLE + text).encode(), "a.txt", load_world("de", model))
    assert found.document.language == "de", "the text needs more small German words"
    return found


def events_of(text: str, kind: str = "", model: str = "de-open") -> tuple[str, tuple[Event, ...]]:
    """The cleaned text and its events, those of one type if it is named."""
    found = read(text, model)
    return found.document.text, tuple(e for e in found.found.events if kind in ("", e.type))


def roles_of(text: str, kind: str) -> dict[str, set[str]]:
    """Role to words of the one event of a type; of a pronoun those it means; places and times too."""
    done = read(text)
    words, (event,) = done.document.text, tuple(e for e in done.found.events if e.type == kind)
    meant = {r.span: r.antecedents for r in done.found.references if r.antecedents}
    filled: dict[str, set[str]] = {}
    for participant in (*event.participants, *event.fillers):
        for span in meant.get(participant.span, (participant.span,)):
            filled.setdefault(participant.role, set()).add(span.of(words))
    for name, span in (("PLACE", event.place), ("TIME", event.time)):
        if span is not None:
            filled[name] = {span.of(words)}
    return filled


def certainty_of(text: str, kind: str) -> tuple[str, str]:
    """Phase and factuality of the one event of a type."""
    _, (event,) = events_of(text, kind)
    return str(event.phase), str(event.factuality)
