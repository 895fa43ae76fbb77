"""The public names: what they return, how quickly they load, what they say when something is missing."""

from __future__ import annotations

import builtins
import json
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.hand_built import row_of_every_kind
from tests.unit.present.dossier_rows import make_record
from tests.unit.present.test_html import HOSTILE, parsed

import quellenlage
from quellenlage import api, errors
from quellenlage.api.rows import Rows
from quellenlage.present.html.fragment import MOST
from quellenlage.present.jsonl import write_jsonl
from quellenlage.records import contract
from quellenlage.store import Dossier as Stored

NAMES = [name for name, value in vars(api.Dossier).items() if isinstance(value, property)]
SEQUENCES = [name for name in NAMES if name not in ("record", "is_current")]
# Loaded by no import of the package: what reads, what draws, what an extra brings.
HEAVY = ("numpy", "onnxruntime", "msgspec", "jinja2", "click", "rich", "fastapi", "sqlite3", "pandas", "polars", "mcp")


def write(path: Path, record: contract.Record) -> Path:
    with Stored(path, create=True) as stored:
        stored.put_record(record)
        for row in record.input:
            stored.put_input(row)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "dossier.db", make_record())


@pytest.fixture
def dossier(path: Path) -> Iterator[api.Dossier]:
    with quellenlage.open(path, language="en") as opened:
        yield opened


def test_the_public_names_are_there_and_few() -> None:
    assert sorted(quellenlage.__all__) == sorted({*api.__all__, "__version__"})
    assert len(api.__all__) <= 12
    for name in quellenlage.__all__:
        assert getattr(quellenlage, name) is not None
        assert name in dir(quellenlage)
    assert quellenlage.open is not builtins.open
    with pytest.raises(AttributeError, match="closes"):
        _ = quellenlage.closes  # type: ignore[attr-defined]


def test_the_package_loads_nothing_until_it_is_asked() -> None:
    script = (
        "import sys, quellenlage; print([n for n in sys.modules if n.startswith('quellenlage')]); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    own, loaded = done.stdout.splitlines()
    assert own == "['quellenlage']"
    assert set(HEAVY) & set(loaded.split()) == set()


def test_every_kind_of_the_record_has_a_sequence_of_its_rows(tmp_path: Path) -> None:
    record = row_of_every_kind()
    with quellenlage.open(write(tmp_path / "all.db", record)) as dossier:
        shown = {type(row) for name in SEQUENCES for row in getattr(dossier, name)}
        assert {kind.kind for kind in set(contract.KINDS) - shown} <= {"run", "correction"}
        assert dossier.record.run
        lines = [json.loads(line) for line in write_jsonl(dossier.record)]
        for rows in (dossier.claims, dossier.events, dossier.inputs):
            assert rows.to_dicts() == [line for line in lines if line["kind"] == rows.to_dicts()[0]["kind"]]


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_sequence_behaves_as_one(dossier: api.Dossier, name: str) -> None:
    rows: Rows[Any] = getattr(dossier, name)
    assert isinstance(rows, typing.Sequence)
    assert len(rows) == len(list(rows)) > 0
    assert rows[0] in rows
    assert rows[-1] == list(rows)[-1]
    assert rows[:1] == rows[:1]
    assert rows[:0] != rows
    assert rows.where(lambda row: True) == rows
    assert rows.by_id(rows[0].id) == rows[0]
    assert dossier.find(rows[0].id) == rows[0]
    assert repr(rows).startswith(f"<{len(rows)} ")
    with pytest.raises(errors.ConfigError, match=r"no \w+ rows have an id"):
        rows.by_id("zzz")
    with pytest.raises(errors.ConfigError):
        rows.by_id("")


def test_every_row_leads_to_its_passages_and_sentences(dossier: api.Dossier) -> None:
    claim = dossier.claims[0]
    passages = dossier.passages(claim)
    assert len(passages) == len(set(passages)) >= 2
    for sentence, passage in zip(map(dossier.sentence, passages), passages, strict=True):
        assert sentence.article == passage.article
        assert passage.text in sentence.text
    assert set(dossier.sentences(claim)) == set(map(dossier.sentence, passages))
    caveat = dossier.caveats[0]
    assert [passage.text for passage in dossier.passages(caveat)] == [caveat.text]
    assert dossier.sentences(dossier.stories[0]) == ()


def test_ids_become_names_and_numbers(dossier: api.Dossier) -> None:
    holders = [dossier.name(stance.holder) for stance in dossier.claims[0].stances]
    assert holders == ["Lena Sandt", "nobody named"]
    assert dossier.name("narrator") == "narrator"
    assert [dossier.number(row.id) for row in dossier.articles] == [1, 2]
    assert dossier.number("gone") == 0
    with pytest.raises(errors.ConfigError, match="no row"):
        dossier.find("zzz")


def test_what_is_closed_says_so_and_rows_stay(path: Path) -> None:
    with quellenlage.open(path) as dossier:
        claims = dossier.claims
    assert len(claims) == 1
    assert "Hafen" in claims._repr_html_()
    with pytest.raises(errors.StoreError):
        dossier.search("Hafen")


def test_what_cannot_be_opened_is_told_in_one_line(tmp_path: Path, path: Path) -> None:
    for wrong in (tmp_path / "gone.db", tmp_path):
        with pytest.raises(errors.StoreError) as caught:
            quellenlage.open(wrong)
        assert len(str(caught.value).splitlines()) == 1
    with pytest.raises(errors.ConfigError, match="'fr'"):
        quellenlage.open(path, language="fr")
    with pytest.raises(quellenlage.QuellenlageError):
        quellenlage.build((), tmp_path / "new.db", model="none")


@pytest.mark.parametrize("name", [*SEQUENCES, ""])
@pytest.mark.parametrize("language", ["de", "en"])
def test_rows_are_drawn_as_on_the_page(path: Path, name: str, language: str) -> None:
    with quellenlage.open(path, language=language) as dossier:
        shown = getattr(dossier, name) if name else dossier
        text = shown._repr_html_()
    read = parsed(text)
    assert len(read.ids) == len(set(read.ids))
    assert [link for link in read.links if link.removeprefix("#") not in read.ids] == []
    assert read.tags[0] == "div"
    assert "html" not in read.tags
    assert re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL).count("<div") == text.count("</div>")


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_an_article_says_becomes_markup(path: Path, tmp_path: Path, words: str) -> None:
    hostile = write(tmp_path / "hostile.db", make_record(words.replace("\ud800", "?")))
    with quellenlage.open(path) as tame, quellenlage.open(hostile) as dossier:
        for name in (*SEQUENCES, ""):
            known = set(parsed(_drawn(tame, name)).tags)
            read = parsed(_drawn(dossier, name))
            assert set(read.tags) <= known | {"abbr"}, name
            assert not {attribute for attribute in read.attributes if attribute.startswith("on")}
            assert read.requests == []


def _drawn(dossier: api.Dossier, name: str) -> str:
    return str((getattr(dossier, name) if name else dossier)._repr_html_())


def test_two_pieces_in_one_notebook_keep_apart(dossier: api.Dossier) -> None:
    one, other = parsed(dossier.claims._repr_html_()), parsed(dossier.quotations._repr_html_())
    assert one.ids
    assert set(one.ids) & set(other.ids) == set()
    assert dossier.claims._repr_html_() == dossier.claims._repr_html_()


def test_the_style_changes_nothing_outside_its_box(dossier: api.Dossier) -> None:
    style = re.findall(r"<style>(.*?)</style>", dossier.claims._repr_html_(), re.DOTALL)
    assert len(style) == 1
    assert style[0].startswith(".quellenlage {")
    assert ":root" not in style[0]
    assert "@page" not in style[0]
    depth = [0]
    for sign in re.findall("[{}]", style[0]):
        depth.append(depth[-1] + (1 if sign == "{" else -1))
    assert depth[-1] == 0
    assert 0 not in depth[1:-1], "a rule stands outside of the box"


def test_a_choice_is_drawn_alone_and_a_long_one_is_cut(path: Path, tmp_path: Path) -> None:
    with quellenlage.open(path) as dossier:
        assert "Lena Sandt" not in dossier.quotations[:0]._repr_html_()
        row = dossier.mentions[0]
        many = Rows([row] * (MOST + 7), contract.MentionRow, "", dossier._edition)
        assert "und 7 weitere" in many._repr_html_() or "7" in many._repr_html_()
        assert many._repr_html_().count("<tr>") == MOST + 1


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_frames_have_the_columns_of_the_sheets(dossier: api.Dossier, package: str) -> None:
    pytest.importorskip(package)
    frame = getattr(dossier.claims, f"to_{package}")()
    assert frame.shape[0] == len(dossier.claims)
    assert list(frame["status"]) == ["contested"]
    stances = getattr(dossier.claims, f"to_{package}")("stances")
    assert next(iter(stances["holder_name"])) == "Lena Sandt"
    assert list(stances["claim_id"]) == [dossier.claims[0].id] * 2
    empty = getattr(dossier.claims[:0], f"to_{package}")("stances")
    assert empty.shape[0] == 0
    assert list(empty.columns) == list(stances.columns)
    for name in SEQUENCES:
        rows = getattr(dossier, name)
        assert getattr(rows, f"to_{package}")().shape[0] == len(rows)
    with pytest.raises(errors.ConfigError, match="has no list 'gone'; it has stances"):
        getattr(dossier.claims, f"to_{package}")("gone")


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_a_package_that_is_missing_is_named(
    dossier: api.Dossier, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(errors.MissingPackageError) as caught:
        getattr(dossier.claims, f"to_{package}")()
    assert str(caught.value) == f"to_{package}() needs the package {package}: python -m pip install {package}"
