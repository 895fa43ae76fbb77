"""Originals that words for a speaker name: a study is an origin of its own, a statement is that of who has made it."""

from __future__ import annotations

from quellenlage.records.contract import QuotationRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import LeadKind
from quellenlage.text.fold import fold
from quellenlage.weigh.origins.body import Body
from quellenlage.weigh.origins.known import LONG, Known
from quellenlage.weigh.origins.wording import WORD

# In these somebody speaks for himself; a report or a study tells what others have not said.
_SPOKEN = frozenset({LeadKind.STATEMENT, LeadKind.COMMUNIQUE, LeadKind.POST, LeadKind.INTERVIEW})


def document_of(words: str, at: Passage, known: Known) -> Body | None:
    """The document that some words name: one with an issuer is the same everywhere, a bare one is not."""
    tokens = WORD.findall(words)
    first = _head(tokens)
    if _kind_of(tokens, known) is None:
        return None
    name = " ".join(tokens[first:])
    issued = len(tokens) > first + 1
    noun = fold(tokens[first])
    return Body(fold(name) if issued else f"{noun}@{at.article}", name, "" if issued else noun)


def issuer_of(words: str, known: Known) -> str:
    """The words behind a noun for a statement, which say whose it is: „einer Mitteilung des Amtes“; else empty."""
    tokens = WORD.findall(words)
    if _kind_of(tokens, known) not in _SPOKEN:
        return ""
    noun = tokens[_head(tokens)]
    return words[words.index(noun) + len(noun) :].strip()


def maker_before(words: str, at: Passage, known: Known) -> QuotationRow | None:
    """Whose statement it is that was named before: who spoke last („der Mitteilung“)."""
    tokens, leads = WORD.findall(words), known.world.language.lead_words
    if leads is None or _kind_of(tokens, known) not in _SPOKEN or len(tokens) > _head(tokens) + 1:
        return None
    if tokens[0].lower() not in leads.definite:
        return None
    before = [
        row for row in known.said_in.get(at.article, ()) if row.quote[-1].end <= at.start and row.speaker.entities
    ]
    return before[-1] if before else None


def _head(tokens: list[str]) -> int:
    return next((i for i, word in enumerate(tokens) if word[0].isupper() and (i or len(tokens) == 1)), 0)


def _kind_of(tokens: list[str], known: Known) -> LeadKind | None:
    """What kind of original the first noun names; None if it names none."""
    leads = known.world.language.lead_words
    head = tokens[_head(tokens)].lower() if tokens else ""
    if leads is None or head in leads.excluded:
        return None
    named = leads.kinds.get(head)
    return named or next((k for kind, k in leads.kinds.items() if len(kind) >= LONG and head.endswith(kind)), None)
