"""Everything a model is trained on, read, cut into pieces, split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from corpora.names import read_germeval, read_mobie, read_pud_names
from corpora.own import read_marks, read_names, read_passages
from corpora.quotations import read_gnqa, read_spkatt
from corpora.sample import Passage, one_sentence
from corpora.text import cut_text
from corpora.trees import read_treebank, texts
from licences import Shelf
from quellenlage.models.pieces import cut_words
from splits import Part, part
from windows import Sentence

HERE = Path(__file__).parent
TREEBANKS = ("syntax/de_gsd-ud-test.conllu", "syntax/de_gsd-ud-dev.conllu", "syntax/de_pud-ud-test.conllu")
# Corpora that measure: a tenth of each is never read in training.
MEASURED = frozenset({"trees", "germeval", "gnqa", "marks", "names"})


@dataclass(frozen=True, slots=True)
class Data:
    """Passages, and the inventory of relations that they use."""

    passages: tuple[Passage, ...]
    relations: tuple[str, ...]

    def of(self, wanted: Part) -> list[Passage]:
        """The passages of one part; what measures nothing trains, except for its choosing tenth."""
        return [p for p in self.passages if _part(p) == wanted]


def read_data(shelf: Shelf) -> Data:
    """Read every corpus that the model may see.

    Raises:
        LicenceError: A file of the wrong licence was asked for.
    """
    relations: dict[str, int] = {}
    passages: list[Passage] = []
    for name in TREEBANKS:
        marked = read_pud_names(shelf.path("entities/de_pud-ud-test.iob2")) if "pud" in name else None
        passages += read_treebank(shelf.path(name), relations, marked)
        passages += _english(shelf.path(name))
    passages += read_germeval(shelf.path("entities/germeval14-test.tsv"))
    passages += read_mobie(shelf.path("entities/mobie-ner-conll03.zip"))
    passages += read_spkatt(shelf.path("quotations/spkatt-train.jsonl.gz"))
    if shelf.model == "de-research":
        passages += read_gnqa(shelf.path("quotations/gnqa-train.jsonl.gz"))
    for path in sorted(HERE.glob("own/passages*.jsonl")):
        passages += read_passages(path, cut_text)
    if (HERE / "own" / "marks.jsonl").exists():
        passages += read_marks(HERE / "own" / "marks.jsonl", shelf.path, cut_text)
    if (HERE / "own" / "names.jsonl").exists():
        passages += read_names(HERE / "own" / "names.jsonl", shelf.path, cut_text)
    return Data(tuple(p for p in passages if p.words), tuple(relations))


def as_sentences(passages: Sequence[Passage], tokenizer: Tokenizer) -> list[list[Sentence]]:
    """Passages as sentences of pieces, numbered through."""
    found: list[list[Sentence]] = []
    number = 0
    for passage in passages:
        sentences = []
        for start, end in passage.sentences:
            pieces = tuple(cut_words(tokenizer, passage.words[start:end]))
            sentences.append(Sentence(passage, start, end, pieces, number))
            number += 1
        found.append(sentences)
    return found


def _english(path: Path) -> Iterator[Passage]:
    """The English originals of a parallel treebank: they have no labels, only a vector to keep."""
    for key, _, english in texts(path):
        if english:
            words = [english[a:b] for sentence in cut_text(english) for a, b in sentence]
            yield one_sentence("english", key, words, {})


def _part(passage: Passage) -> Part:
    found = part(passage.key)
    # English sentences share their keys with the German ones that measure.
    if found is Part.TEST and passage.corpus not in MEASURED | {"english"}:
        return Part.TRAIN
    return Part.TRAIN if found is Part.CHOOSE and passage.corpus == "spkatt" else found
