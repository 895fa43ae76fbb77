"""Archives that were damaged anywhere: nothing is raised, and what was not hit comes out."""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from strategies import few, settings
from tests.unit.archives import answer, page, pdf, warc, zipped

from quellenlage.errors import InputError
from quellenlage.read.budget import Budget
from quellenlage.read.entries import Entry, entries
from quellenlage.read.formats import GZIP, PDF, WACZ, WARC, ZIP, read_source
from quellenlage.read.inputs import Located
from quellenlage.read.warc import Cut, split_warc

_MANY = 12
_PACKED = warc(answer(page(n), f"https://a.example/{n}") for n in range(_MANY))
_PLAIN = warc((answer(page(n), f"https://a.example/{n}") for n in range(_MANY)), is_packed=False)
_ZIP = zipped({"a.txt": page(), "b/c.warc.gz": _PACKED[0], "d.jsonl": b'{"text": "Satz."}\n'})
_PDF = pdf([(700, "Der Hafen bekommt einen Kran."), (680, "Das sagte die Leiterin.")])
_damages = st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=40))


def damaged(data: bytes, damage: tuple[float, int, bytes]) -> tuple[bytes, int, int]:
    """``data`` with a stretch replaced, and where that stretch began and ended."""
    share, length, new = damage
    start = int(share * len(data))
    end = min(start + length, len(data))
    return data[:start] + new + data[end:], start, end


@given(_damages)
def test_of_a_damaged_archive_every_member_that_was_not_hit_comes_out(damage: tuple[float, int, bytes]):
    data, starts = _PACKED
    broken, hit, end = damaged(data, damage)
    stream = io.BufferedReader(io.BytesIO(broken))
    parts = list(split_warc(stream, "a", Budget("a", len(data)), Counter()))
    found = [int(part.name.rpartition("/")[2]) for part in parts if isinstance(part, Cut)]
    ends = [*starts[1:], len(data)]
    whole = {n - 1 for n in range(1, _MANY + 1) if ends[n] <= hit or starts[n] >= end}
    # What is put in front of a member may look like the beginning of one; it costs no more than that member.
    assert len(whole - set(found)) <= 1
    assert len(found) == len(set(found))
    if broken != data and len(found) < _MANY:
        assert any(isinstance(part, InputError) for part in parts)


@given(_damages)
def test_of_a_damaged_plain_archive_at_most_the_records_around_are_lost(damage: tuple[float, int, bytes]):
    data, starts = _PLAIN
    broken, hit, end = damaged(data, damage)
    stream = io.BufferedReader(io.BytesIO(broken))
    parts = list(split_warc(stream, "a", Budget("a", len(data)), Counter()))
    found = {part.name for part in parts if isinstance(part, Cut)}
    ends = [*starts[1:], len(data)]
    whole = {f"https://a.example/{n - 1}" for n in range(1, _MANY + 1) if ends[n] < hit - 16 or starts[n] > end + 16}
    assert whole <= found


@settings(max_examples=few())
@given(
    st.sampled_from(((_PACKED[0], GZIP), (_PLAIN[0], WARC), (_ZIP, ZIP), (_ZIP, WACZ), (_PDF, PDF))),
    st.lists(_damages, max_size=4),
)
def test_archives_of_any_kind_give_entries_or_input_errors(given_: tuple[bytes, str], damages: list):
    data, media_type = given_
    for damage in damages:
        data, _, _ = damaged(data, damage)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.warc.gz")
        path.write_bytes(data)
        for entry in entries(Located(path, "a.warc.gz", media_type)):
            if isinstance(entry, Entry):
                with suppress(InputError):
                    assert read_source(entry.data, entry.name, entry.media_type).text.strip()
