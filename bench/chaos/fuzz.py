"""Coverage-guided fuzzing of our own parsers by atheris: nothing but errors of ours, and laws that hold.

Each target is a process of its own: ``python fuzz.py TARGET FOLDER [options of libFuzzer]``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

Target = Callable[[bytes], None]
# Modules whose branches lead the fuzzer.
_WATCHED = (
    "quellenlage.text.query", "quellenlage.text.edit", "quellenlage.text.align", "quellenlage.dates",
    "quellenlage.analyse.timex", "quellenlage.analyse.quotation",
    "quellenlage.kb.importer", "quellenlage.store.corrections",
    "quellenlage.pipeline.review.fault", "quellenlage.read",
)  # fmt: skip
_RUNS = re.compile(r"Done (\d+) runs")
# Words that parsers look for; without them chance finds none.
_WORDS = {
    "query": ("speaker:", "act:denies", "from:2024-05", "to:", "OR", "NOT", "-", '"', "(", ")", "*", "~"),
    "times": (
        "Montag",
        "am ",
        "vor drei Tagen",
        "seit ",
        "14. Mai 2024",
        "Ende vergangenen Jahres",
        "gestern",
        "Uhr",
        "bis",
    ),
    "quotations": (
        "„",
        "“",
        "sagte",
        "erklärte ",
        "laut ",
        "dass ",
        "habe ",
        "Minister Blum",
        ": ",
        "bestritt",
        "»",
        "«",
    ),
    "import": ('{"id":"Q1"', '"labels":{', '"schema":"Person"', "id\ttype", "\n", "Q42", ",", '"claims":', "P31"),
    "corrections": (
        '{"kind":"correction"',
        '"target":{',
        '"sha256":"',
        '"action":"date"',
        '"after":{',
        '"start":0',
        "undo",
    ),
    "feed": ("<rss>", "<item>", "<entry>", "<![CDATA[", "]]>", "<title>", "&amp;", "xmlns=", "</"),
    "mail": (
        "From: ",
        "Subject: ",
        "Content-Type: ",
        "boundary=x",
        "--x",
        "=?utf-8?q?",
        "base64",
        "\n\n",
        "multipart/",
    ),
}


def _query() -> Target:
    from quellenlage.errors import QueryError
    from quellenlage.text.query import parse

    def target(data: bytes) -> None:
        with suppress(QueryError):
            parse(data.decode("utf-8", "replace"))

    return target


def _article(layer: str) -> Callable[[], Target]:
    def make() -> Target:
        from quellenlage.errors import InputError
        from quellenlage.pipeline.run import compile_article
        from quellenlage.world import load_worlds

        worlds = load_worlds("none")
        tail = " Das ist die Geschichte von der Mühle, die er uns auch nicht erzählt hat und die wir nicht kennen."

        def target(data: bytes) -> None:
            with suppress(InputError):
                analysis = compile_article(data + tail.encode(), "a.txt", *worlds)
                length = len(analysis.document.text)
                for row in getattr(analysis.found, layer):
                    if not 0 <= row.span.start <= row.span.end <= length:
                        raise AssertionError(row)

        return target

    return make


def _edits() -> Target:
    """Whatever edits there are, what was kept stands in the source, and a way leads back."""
    from quellenlage.text.edit import Edit, apply_edits
    from quellenlage.text.span import Span

    def target(data: bytes) -> None:
        text = data[len(data) // 2 :].decode("utf-8", "replace")
        edits, at = [], 0
        for one, two in zip(data[: len(data) // 2 : 2], data[1 : len(data) // 2 : 2], strict=False):
            start, end = at + one % 7, at + one % 7 + two % 5
            if end > len(text):
                break
            edits.append(Edit(Span(start, end), "x" * (two % 3), "fuzz"))
            at = end + 1
        clean, alignment = apply_edits(text, tuple(edits))
        ends = list(zip(alignment.clean, alignment.source, alignment.kept, strict=True))
        for (start, source, kept), (end, source_end, _) in zip(
            ends, [*ends[1:], (len(clean), len(text), True)], strict=True
        ):
            if kept and clean[start:end] != text[source:source_end]:
                raise AssertionError((text, edits))

    return target


def _import() -> Target:
    from quellenlage.errors import QuellenlageError
    from quellenlage.kb.importer import read_import
    from quellenlage.world import load_worlds

    kb = load_worlds("none")[0].kb

    def target(data: bytes) -> None:
        with suppress(QuellenlageError):
            read_import(data, "names.csv", kb)

    return target


def _corrections() -> Target:
    from quellenlage.errors import RefusedRowError
    from quellenlage.pipeline.review.fault import fault_of
    from quellenlage.store.corrections import read_entry, write_entry

    def target(data: bytes) -> None:
        with suppress(RefusedRowError):
            entry = read_entry(data.decode("utf-8", "replace"))
            fault_of(entry)
            if read_entry(write_entry(entry)) != entry:
                raise AssertionError(entry)

    return target


def _reader(name: str, media_type: str) -> Callable[[], Target]:
    def make() -> Target:
        from quellenlage.errors import InputError
        from quellenlage.read.feed import split_feed
        from quellenlage.read.formats import FEED, read_source

        def target(data: bytes) -> None:
            with suppress(InputError):
                parts = list(split_feed(data, name)) if media_type == FEED else [(name, data)]
                for part in parts:
                    if not isinstance(part, InputError):
                        read_source(part[1], part[0], media_type)

        return target

    return make


TARGETS: Mapping[str, Callable[[], Target]] = {
    "query": _query,
    "times": _article("timexes"),
    "quotations": _article("quotations"),
    "edits": _edits,
    "import": _import,
    "corrections": _corrections,
    "feed": _reader("a.rss", "application/xml"),
    "mail": _reader("a.eml", "message/rfc822"),
}


def fuzz(name: str, seconds: int, folder: Path, fault: str = "") -> tuple[int, str]:
    """Fuzz one target in a process of its own.

    Returns:
        How many inputs it was given, and what it failed with (empty if it did not).
    """
    place = folder / name
    (place / "corpus").mkdir(parents=True)
    words = place / "words"
    lines = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in _WORDS.get(name, ("a",)))
    words.write_text("".join(f'"{line}"\n' for line in lines), encoding="ascii")
    options = (f"-max_total_time={seconds}", "-max_len=400", "-timeout=10", "-rss_limit_mb=1500", f"-dict={words}")
    command = [sys.executable, __file__, name, place / "corpus", *options, f"-artifact_prefix={place}/"]
    env = {**os.environ, "OMP_NUM_THREADS": "1", "CHAOS_FAULT": fault}
    done = subprocess.run(command, env=env, capture_output=True, timeout=seconds * 4 + 240, check=False)
    said = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
    runs = _RUNS.search(said)
    if done.returncode == 0 and runs:
        return int(runs[1]), ""
    found = [path.read_bytes()[:200] for path in place.glob("*-*") if path.is_file()]
    return 1, f"{name}: {_last_error(said)} on {found}"


def _last_error(said: str) -> str:
    lines = [line for line in said.splitlines() if re.match(r"\w+(Error|Exception)|ALARM|.*ERROR: libFuzzer", line)]
    return "; ".join(lines[-3:]) or said[-300:]


def main() -> None:
    """Run one target until its time is over."""
    import atheris

    make: Any = TARGETS[sys.argv[1]]
    with atheris.instrument_imports(include=list(_WATCHED)):
        target = make()
    if os.environ.get("CHAOS_FAULT"):
        sound = target

        def target(data: bytes) -> None:
            if b"(" in data and b'"' in data:
                raise KeyError(data)
            sound(data)

    atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
