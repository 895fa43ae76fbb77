"""Traces of machine translation and careless copying: found in the kept lines, mended where that is safe.

A trace proves nothing. What mends itself with a blank or a cut is an edit with its reason; what does not is evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quellenlage.clean.blanks import find_blanks
from quellenlage.clean.brackets import find_brackets
from quellenlage.clean.finding import Finding
from quellenlage.clean.foreign import find_foreign, weigh_singles
from quellenlage.clean.lexicon import make_lexicon
from quellenlage.clean.spellings import find_spellings
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span
from quellenlage.world import World


def find_traces(text: str, lines: Sequence[Span], world: World) -> tuple[Finding, ...]:
    """Everything that translating by machine, or copying without care, may have left.

    Args:
        text: With its characters repaired.
        lines: What is kept of it, in order.
        world: ``language.traces``, without which nothing is found, and names.

    Returns:
        Sorted by span; the edits of different findings do not overlap.
    """
    words = make_lexicon(text, world)
    if words is None:
        return ()
    found: list[Finding] = []
    for line in lines:
        found += find_brackets(text, line, words)
        found += find_blanks(text, line, words)
        found += find_foreign(text, line, words)
    found += find_spellings(text, lines, words)
    return tuple(sorted(_outside_cuts(weigh_singles(found), len(text)), key=lambda f: (f.span, f.kind)))


def _outside_cuts(found: Iterable[Finding], length: int) -> list[Finding]:
    """Findings without those inside a bracket that is cut anyway."""
    found = list(found)
    cuts = Mask(length, (edit.span for finding in found for edit in finding.edits if len(edit.span)))
    return [f for f in found if any(len(e.span) for e in f.edits) or not cuts.touches(f.span)]
