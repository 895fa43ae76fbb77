"""The tenths that measure the encoder, read by the readers that train it; and the encoder at work on them."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "training" / "encoder"))

from corpora.names import read_germeval, read_pud_names
from corpora.quotations import read_gnqa
from corpora.sample import NAME_OPEN, NAME_TAGS, UNKNOWN, UPOS, Passage
from corpora.text import as_document, cut_text
from corpora.trees import read_treebank, texts
from quellenlage.analyse.parse import find_parses
from quellenlage.analyse.segment import find_sentences
from quellenlage.models.encoder import Encoder, load_encoder
from quellenlage.records.layers import Layers
from quellenlage.records.parse import Parse
from quellenlage.world import DEFAULT_MODEL, load_world
from splits import Part, part

TREEBANKS = tuple(
    Path("data", "syntax", f"{name}.conllu") for name in ("de_gsd-ud-test", "de_gsd-ud-dev", "de_pud-ud-test")
)
GERMEVAL = Path("data", "entities", "germeval14-test.tsv")
PUD_NAMES = Path("data", "entities", "de_pud-ud-test.iob2")
GNQA_TRAIN, GNQA_DEV = (Path("data", "quotations", f"gnqa-{name}.jsonl.gz") for name in ("train", "dev"))
NEWSTEST = Path("data", "translations", "newstest2021-en-de.jsonl.gz")
CORPORA = Path(__file__).parent / "corpora"

__all__ = [
    "CORPORA", "DEFAULT_MODEL", "GERMEVAL", "GNQA_DEV", "GNQA_TRAIN", "NAME_OPEN", "NAME_TAGS", "NEWSTEST", "PUD_NAMES",
    "TREEBANKS", "UNKNOWN", "UPOS", "Encoder", "Parse", "Part", "Passage", "cut_text", "load_encoder", "part",
    "read_germeval", "read_gnqa", "read_pud_names", "read_text", "read_treebank", "texts",
]  # fmt: skip


def read_text(text: str, model: str = DEFAULT_MODEL) -> tuple[Parse, ...]:
    """What the model says about running text: the program finds sentences and words itself."""
    document, world = as_document(text), load_world("de", model)
    found = Layers(sentences=find_sentences(document, Layers(), world))
    return find_parses(document, found, world)
