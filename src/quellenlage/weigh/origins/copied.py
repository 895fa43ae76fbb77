"""Which passages are copies of one another: they lie at the same words of runs that two articles share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from quellenlage.records.contract import CopyRow
from quellenlage.records.document import ANALYSED_BLOCKS, Document, Passage
from quellenlage.text.shingle import Run, Words, shared_runs, words

# Share of the words of a passage that must lie in runs shared with the passage of the other article. A sentence whose
# frame was changed („sagte er am Montag“) is still the same sentence; half of it may be another that begins alike.
_COPIED = 0.6
# A sentence without a source that shares a run of so many words with another article was not written twice, although
# the articles share nothing else.
_LONG_RUN = 12


class CopiedText:
    """The shared runs of articles that are copies, found when they are asked for.

    Args:
        documents: By id.
        rows: Every relation of copies.
    """

    def __init__(self, documents: Iterable[Document], rows: Iterable[CopyRow]) -> None:
        self._documents = {document.id: document for document in documents}
        self._first: dict[str, str] = {}
        self._pairs: set[tuple[str, str]] = set()
        for row in rows:
            if row.relation == "identical":
                self._first.update(dict.fromkeys(row.articles, row.articles[0]))
            else:
                self._pairs.add((row.articles[0], row.articles[1]))
        self._words: dict[str, Words] = {}
        self._runs: dict[tuple[str, str], tuple[Run, ...]] = {}

    def groups(self, passages: Sequence[Passage], narrated: Sequence[bool] = ()) -> tuple[int, ...]:
        """For every passage the index of the first one whose copy it is, through others too; its own if of none.

        Args:
            passages: Of one side of a claim.
            narrated: For each whether it names no source; a long run makes it a copy in articles that are none.
        """
        first = list(range(len(passages)))

        def root(index: int) -> int:
            while first[index] != index:
                index = first[index]
            return index

        by_article: dict[str, list[int]] = {}
        for index, passage in enumerate(passages):
            by_article.setdefault(passage.article, []).append(index)
        for left, right in combinations(sorted(by_article), 2):
            if not self._related(left, right):
                continue
            for i, j in product(by_article[left], by_article[right]):
                if self._is_copy(passages[i], passages[j]):
                    low, high = sorted((root(i), root(j)))
                    first[high] = low
        for i, j in self._by_long_runs(passages, narrated):
            low, high = sorted((root(i), root(j)))
            first[high] = low
        return tuple(root(index) for index in range(len(passages)))

    def _by_long_runs(self, passages: Sequence[Passage], narrated: Sequence[bool]) -> Iterator[tuple[int, int]]:
        """Pairs of passages of two articles, one of them narrated, that share most words in one long run."""
        keys = (
            [self._of(p.article).keys[(r := self._range(p)).start : r.stop] for p in passages] if any(narrated) else []
        )
        seen: dict[tuple[str, ...], int] = {}
        for i, own in enumerate(keys):
            earlier: set[int] = set()
            for at in range(len(own) - _LONG_RUN + 1):
                j = seen.setdefault(own[at : at + _LONG_RUN], i)
                if j != i and passages[j].article != passages[i].article:
                    earlier.add(j)
            for j in sorted(earlier):
                shared = max(run.length for run in shared_runs(keys[j], own, _LONG_RUN))
                if (narrated[i] or narrated[j]) and shared >= _COPIED * min(len(own), len(keys[j])):
                    yield j, i

    def _related(self, left: str, right: str) -> bool:
        a, b = self._first.get(left, left), self._first.get(right, right)
        return a == b or (a, b) in self._pairs or (b, a) in self._pairs

    def _is_copy(self, left: Passage, right: Passage) -> bool:
        """Whether most words of the shorter passage stand at shared words of the other."""
        key = (left.article, right.article)
        if key not in self._runs:
            self._runs[key] = shared_runs(self._of(key[0]).keys, self._of(key[1]).keys)
        here, there = self._range(left), self._range(right)
        shared = sum(
            max(
                0,
                min(run.length, here.stop - run.left, there.stop - run.right)
                - max(0, here.start - run.left, there.start - run.right),
            )
            for run in self._runs[key]
        )
        return shared >= _COPIED * max(1, min(len(here), len(there)))

    def _of(self, article: str) -> Words:
        if article not in self._words:
            document = self._documents[article]
            blocks = (b.source for b in document.blocks if b.type in ANALYSED_BLOCKS)
            self._words[article] = words(document.source.text, blocks)
        return self._words[article]

    def _range(self, passage: Passage) -> range:
        """The words of an article that a passage holds."""
        spans = self._of(passage.article).spans
        start = bisect_left(spans, passage.start, key=lambda span: span.start)
        return range(start, max(start, bisect_left(spans, passage.end, key=lambda span: span.start)))
