"""What each line of a copied page is: story, or the furniture of the page around it.

A small trained model reads shape and order (``clean/shape``), and what the wording tells (``clean/wording``). In doubt
a line is story: a teaser that stays costs one wrong row, a paragraph that is cut costs what nobody will miss in time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from quellenlage.clean.repair import is_visible, repaired
from quellenlage.clean.sections import find_recommended
from quellenlage.clean.shape import NAMES, Features, Wording, describe, without_markup
from quellenlage.clean.wording import MAX_DATELINE, find_dateline, read_wording
from quellenlage.lang.language import Language
from quellenlage.models.lines import LineModel, Scores, load_lines
from quellenlage.records.document import ANALYSED_BLOCKS, STORY_BLOCKS, BlockType
from quellenlage.text.fold import fold_sounds
from quellenlage.text.span import Span, split_lines, strip

# A line is cut from this probability of all types that are cut on: without markup, a sentence or not, and with it,
# where an extractor has chosen the line or not (half of the pages that measure were looked at).
_CUT, _CUT_SENTENCE, _CUT_CHOSEN, _CUT_OTHER = 0.5, 0.75, 0.95, 0.03
# Where fewer of the words of a page are known, as in another language, only what is sure by its shape is cut, and
# no sentence. Of 154 articles of german-news-2020 the lowest has .54.
_CUT_FOREIGN, _NEVER, _KNOWN = 0.99, 2.0, 0.5
# From this probability on a line is surely a paragraph of the story; from that one it may be a teaser (set by hand).
_SURE, _MAYBE = 0.9, 0.2
# Wording that furniture has decides below this probability of a story (training pages: 6 of 770 such lines are story).
_DOUBT = 0.9
# How much likelier wording makes its type among those of furniture (set by hand).
_WORDED = 12.0
# What comes nearest to a title is one from this probability on, where nothing else is.
_TITLE = 0.1
# A line that repeats the title counts from this many letters on; shorter ones may be headings. Of a paragraph, too.
_MIN_REPEATED, _MIN_PARAGRAPH = 15, 60
# A line of so many letters that holds half of the last paragraphs, several of them, holds the article again.
_WHOLE_ARTICLE, _LOOKED_UP, _SEVERAL = 2_000, 12, 3
_NO_FURNITURE = ANALYSED_BLOCKS | {BlockType.DATELINE}


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the source and what it is."""

    span: Span
    type: BlockType
    rule: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page that hold words: where they stand, as a reader sees them, what their wording tells."""

    spans: tuple[Span, ...]
    words: tuple[str, ...]
    wordings: tuple[Wording, ...]


def see_lines(text: str, language: Language) -> Lines:
    """Cut a source into lines, and read their wording."""
    spans = tuple(s for s in (strip(line, text) for line in split_lines(text)) if is_visible(s.of(text)))
    words = tuple(repaired(span.of(text))[0].strip() for span in spans)
    return Lines(spans, words, tuple(read_wording(line, language) for line in words))


def find_blocks(
    text: str,
    language: Language,
    chosen: tuple[Span, ...] | None = None,
    regions: Sequence[tuple[str, Span]] = (),
) -> tuple[Line, ...]:
    """Say of every line that holds words what it is.

    Args:
        text: The source.
        language: ``furniture`` and ``dateline``.
        chosen: Stretches that an extractor takes for the article, in order. None where there is no markup.
        regions: What stands inside elements of the markup.

    Returns:
        In order; white space between them belongs to none. The dateline is a stretch of its own
        in front of its paragraph.
    """
    seen = see_lines(text, language)
    marks = None if chosen is None else (*regions, *(("chosen", span) for span in chosen))
    features = describe(seen.words, seen.wordings, language, marks, seen.spans)
    model = load_lines()
    plain = model.read(without_markup(features))
    is_known = bool(len(features) and features[:, NAMES.index("known words")].mean() >= _KNOWN)
    is_cut = _furniture(plain, features, seen.wordings, model, is_known=is_known)
    recommended = find_recommended(seen.words, seen.wordings) if chosen is None else frozenset[int]()
    if chosen is None:
        is_cut |= _in_section(plain, seen.wordings, model)
        is_cut[sorted(recommended)] = True
    types = _decide(plain, is_cut, seen.wordings, model)
    types = [BlockType.TEASER if i in recommended else kind for i, kind in enumerate(types)]
    if not is_known:
        types = _with_first_title(types, features)
    lines = [
        Line(span, kind, _rule(kind, wording, is_recommended=i in recommended))
        for i, (span, kind, wording) in enumerate(zip(seen.spans, types, seen.wordings, strict=True))
    ]
    lines = _mark_repetitions(lines, text)
    return tuple(part for line in lines for part in _split_dateline(line, text, language))


def _rule(kind: BlockType, wording: Wording, *, is_recommended: bool) -> str:
    if is_recommended:
        return "in a section of recommended stories"
    return f"wording: {kind}" if kind is wording.type else "shape and place"


def _cut_types(model: LineModel) -> NDArray[np.bool_]:
    return np.array([BlockType(name) not in ANALYSED_BLOCKS for name in model.types])


def _in_section(plain: Scores, wordings: Sequence[Wording], model: LineModel) -> NDArray[np.bool_]:
    """Lines that may be teasers behind the heading of a section, below the last line that is surely of the story."""
    at = np.arange(len(wordings))
    opened = next((i for i, wording in enumerate(wordings) if wording.opens_section), len(wordings))
    sure = np.flatnonzero(plain[:, model.types.index(BlockType.BODY)] >= _SURE)
    last = sure[-1] if len(sure) else -1
    found: NDArray[np.bool_] = (at > max(opened, last)) & (plain[:, model.types.index(BlockType.TEASER)] >= _MAYBE)
    return found


def _furniture(
    plain: Scores, features: Features, wordings: Sequence[Wording], model: LineModel, *, is_known: bool
) -> NDArray[np.bool_]:
    """Which lines are cut; ``is_known`` says whether words tell anything.

    Without markup by what they look like. With it the model reads the page once more, with the markup, and counts as
    much; what an extractor has chosen is overruled only where both are nearly sure.
    """
    cut = _cut_types(model)
    has_markup, chosen = features[:, NAMES.index("markup")] > 0, features[:, NAMES.index("chosen")] > 0
    scores = (plain + model.read(features)) / 2 if has_markup.any() else plain
    is_sentence = (features[:, NAMES.index("sentence end")] > 0) & (features[:, NAMES.index("few words")] == 0)
    alone = np.where(is_sentence, *((_CUT_SENTENCE, _CUT) if is_known else (_NEVER, _CUT_FOREIGN)))
    limits = np.where(has_markup, np.where(chosen, _CUT_CHOSEN, _CUT_OTHER), alone)
    furniture = scores[:, cut].sum(axis=1)
    worded = [w.is_controls or w.is_path or w.type not in (None, *_NO_FURNITURE) for w in wordings]
    found: NDArray[np.bool_] = (furniture >= limits) | (np.array(worded, dtype=bool) & (furniture > 1 - _DOUBT))
    return found


def _decide(
    scores: Scores, is_cut: NDArray[np.bool_], wordings: Sequence[Wording], model: LineModel
) -> list[BlockType]:
    """The likeliest type of every line among those that are cut, or those that are kept.

    Args:
        scores: Lines, types.
        is_cut: One a line.
        wordings: One a line.
        model: ``types``.
    """
    types, cut = [BlockType(name) for name in model.types], _cut_types(model)
    worded = np.array([[_WORDED if t is w.type else 1.0 for t in types] for w in wordings]).reshape(-1, len(types))
    likely = np.where(cut[None, :] == is_cut[:, None], scores * worded, -1.0)
    likely[:, types.index(BlockType.DUPLICATE)] = -1.0  # told by what is repeated
    title = types.index(BlockType.TITLE)
    is_title = _titles(likely[:, title], scores[:, title], is_cut, [int(n) for n in likely.argmax(axis=1)], title)
    likely[~is_title, title] = -1.0
    likely[is_title, title] = np.inf
    return [types[int(n)] for n in likely.argmax(axis=1)]


def _with_first_title(types: list[BlockType], features: Features) -> list[BlockType]:
    """Where words tell nothing, the first line of the story is its title if it is no sentence."""
    first = next((i for i, kind in enumerate(types) if kind in STORY_BLOCKS), None)
    if first is None or BlockType.TITLE in types or features[first, NAMES.index("sentence end")]:
        return types
    return [BlockType.TITLE if i == first else kind for i, kind in enumerate(types)]


def _titles(
    likely: Scores, scores: Scores, is_cut: NDArray[np.bool_], best: Sequence[int], title: int
) -> NDArray[np.bool_]:
    """One line, the likeliest, and the kickers right above it; none if nothing comes near a title."""
    found = np.zeros(len(scores), dtype=bool)
    allowed = np.where(is_cut, -1.0, likely)
    if not len(scores) or allowed.max() < _TITLE:
        return found
    at = int(allowed.argmax())
    found[at] = True
    while at > 0 and best[at - 1] == title:
        at -= 1
        found[at] = True
    return found


def _mark_repetitions(lines: list[Line], text: str) -> list[Line]:
    """Lines that repeat the title, and paragraphs that stand twice, are duplicates."""
    marked = list(lines)
    titles = [i for i, line in enumerate(lines) if line.type is BlockType.TITLE]
    first = titles[-1] if titles else None
    title = fold_sounds(lines[first].span.of(text)) if first is not None else ""
    seen: dict[str, None] = {}
    for i, line in enumerate(lines):
        key = fold_sounds(line.span.of(text)) if i not in titles else ""
        is_story = line.type in STORY_BLOCKS | {BlockType.CAPTION}
        again = line.type in STORY_BLOCKS and _stands_twice(key, seen)
        if again or (first is not None and _repeats(key, title, near=i < first + 3 and is_story, is_story=is_story)):
            rule = "stands twice" if again else "repeats the title"
            marked[i] = replace(line, type=BlockType.DUPLICATE, rule=rule)
        elif line.type in STORY_BLOCKS:
            seen[key] = None
    return marked


def _stands_twice(key: str, seen: dict[str, None]) -> bool:
    """Whether a folded paragraph stood before; a very long line may hold the whole article again."""
    if len(key) < _WHOLE_ARTICLE:
        return len(key) >= _MIN_PARAGRAPH and key in seen
    last = [other for other in islice(reversed(seen), _LOOKED_UP) if len(other) >= _MIN_PARAGRAPH]
    return sum(other in key for other in last) >= max(_SEVERAL, len(last) / 2)


def _repeats(key: str, title: str, *, near: bool, is_story: bool) -> bool:
    """Whether a folded line says the title again: whole, in part where it would be story, or a little more near it."""
    if min(len(key), len(title)) < _MIN_REPEATED:
        return False
    part = is_story and (title.startswith(key) or title.endswith(key))
    return key == title or part or (near and key.startswith(title) and len(key) < 1.4 * len(title))


def _split_dateline(line: Line, text: str, language: Language) -> list[Line]:
    if line.type not in (BlockType.BODY, BlockType.STANDFIRST):
        return [line]
    words, alignment = repaired(text[line.span.start : min(line.span.end, line.span.start + MAX_DATELINE)])
    found = find_dateline(words, language)
    place = Span(line.span.start, line.span.start + alignment.to_source(found).end) if found else None
    if place is None or place.end >= line.span.end:
        return [line]
    return [
        Line(strip(place, text), BlockType.DATELINE, "place in front of the paragraph"),
        replace(line, span=Span(place.end, line.span.end)),
    ]
