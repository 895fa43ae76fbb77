"""Every exported span is its slice of the file: in code points, in UTF-16, and in bytes."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from program import EXAMPLE
from promise import Faults, Outcome, Promise, Trial

from quellenlage.errors import InputError
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.present.exports.cas import write_cas
from quellenlage.records.contract import Record, own_passage, passages
from quellenlage.records.layers import Analysis
from quellenlage.world import load_worlds

# Letters of several code points, of several bytes, of two UTF-16 units, from right to left, joined, invisible.
_STRANGE = (
    "👩‍👩‍👧 ", "😀", "김정은 ", "العربية ", "Zoe\u0308 ", "\u00ad", "\u00a0", "\u200b", "\u202e", "𝔘", "e\u0301\u0323",
    "\ufeff", "ﬁ", "\u2028", "\r\n", "\x0b", "İ", "ẞ", "\u0345",
)  # fmt: skip
_WHOLE_FORMS: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    lambda text: text.replace("\r\n", "\n").replace("\n", "\r"),
)
_ENCODINGS = (("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"))
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# One article in so many goes through the export that counts in UTF-16.
_CAS = 10


def slices(trial: Trial, bend: Callable[[Record], Record] = lambda record: record) -> Outcome:
    """Read samples as they are, then strange texts made of them, and compare all spans with the bytes."""
    chance, faults, worlds = random.Random(trial.seed), Faults(), load_worlds()
    stories = [*EXAMPLE.glob("*.txt"), *(trial.shared / "stories").rglob("*.txt")]
    samples = [path.read_bytes() for path in sorted(stories)]
    texts = [data.decode("utf-8", "replace").removeprefix("\ufeff") for data in samples]
    spans = 0
    for number in range(len(samples) + trial.times):
        if number < len(samples):
            data, encoding, mark = texts[number].encode(), "utf-8", b""
        else:
            encoding, mark = chance.choice(_ENCODINGS)
            data = mark + _strange(chance.choice(texts), chance).encode(encoding, "replace")
        name = f"{number}.txt"
        try:
            analysis = compile_article(data, name, *worlds)
        except InputError:
            continue
        record = bend(link_pile((analysis,), worlds[0]))
        spans += _compare(record, data[len(mark) :], encoding, name, faults)
        if number % _CAS == 0:
            _compare_cas(record, analysis, trial.folder, name, faults)
    return Outcome(
        len(samples) + trial.times, tuple(faults.found), f"{spans:,} spans in {len(samples)} samples and more"
    )


def _strange(text: str, chance: random.Random) -> str:
    """Some lines of a text in which strange letters stand anywhere."""
    lines = text.splitlines(keepends=True)
    first = chance.randrange(len(lines))
    found = "".join(lines[first : first + chance.randint(2, 9)])
    for _ in range(chance.randint(0, 25)):
        at = chance.randint(0, len(found))
        found = found[:at] + chance.choice(_STRANGE) + found[at:]
    return chance.choice(_WHOLE_FORMS)(found)


def _compare(record: Record, data: bytes, encoding: str, name: str, faults: Faults) -> int:
    """Compare every span with the text as Python decodes it, and with the bytes themselves."""
    text, count = data.decode(encoding, "replace"), 0
    for row in record.rows():
        for passage in (*passages(row), *own_passage(row)):
            count += 1
            faults.unless(text[passage.start : passage.end] == passage.text, f"{name}: {row.kind} {passage}")
            first = len(text[: passage.start].encode(encoding))
            last = first + len(text[passage.start : passage.end].encode(encoding))
            faults.unless(data[first:last] == passage.text.encode(encoding), f"{name}, bytes: {row.kind} {passage}")
    return count


def _compare_cas(record: Record, analysis: Analysis, folder: Path, name: str, faults: Faults) -> None:
    """Compare what the UTF-16 offsets of the XMI export cut out with what the record says."""
    place = folder / f"{name}.cas"
    write_cas(record, {analysis.document.id: analysis.document.source.text}, place)
    for file in place.glob("*.xmi"):
        root: Any = etree.parse(file, etree.XMLParser(huge_tree=True)).getroot()
        sofa = next(node.get("sofaString") for node in root if node.get("sofaString") is not None)
        units = sofa.encode("utf-16-le")
        # What XML cannot hold stands there as a sign of the same length.
        known = {_NO_XML.sub("\ufffd", p.text) for row in record.rows() for p in (*passages(row), *own_passage(row))}
        for node in root:
            begin, end = node.get("begin"), node.get("end")
            if begin is None or etree.QName(node).localname in ("DocumentAnnotation", "DocumentMetaData"):
                continue
            words = units[2 * int(begin) : 2 * int(end)].decode("utf-16-le", "replace")
            faults.unless(words in known, f"{name}, UTF-16: {etree.QName(node).localname} {words[:60]!r}")


def bytes_for_letters(trial: Trial) -> Outcome:
    """The same with a program that counts bytes."""

    def bend(record: Record) -> Record:
        for row in record.rows():
            for passage in own_passage(row):
                object.__setattr__(row, "start", len(passage.text.encode()) - len(passage.text) + passage.start)
        return record

    return slices(trial, bend)


OFFSETS = Promise(
    name="offsets: every exported span equals its slice in code points, UTF-16 and bytes",
    times=1000,
    unit="articles",
    keep=slices,
    plant=bytes_for_letters,
    fault="starts counted in bytes",
    least=5,
)
