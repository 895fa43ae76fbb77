"""Whatever is wrong with a model is told in one line, before it reads anything."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quellenlage.errors import ModelError
from quellenlage.models.card import CARD, FOLDER, TOKENIZER, WEIGHTS, available, load_card

NAME = "de-open"


def told(folder: Path, name: str = NAME) -> str:
    """The one line; it names the model."""
    with pytest.raises(ModelError) as caught:
        load_card(name, folder)
    line = str(caught.value)
    assert len(line.splitlines()) == 1
    assert line.startswith(f"model {name}: ")
    return line


def change(folder: Path, edit: Callable[[str], str]) -> None:
    card = folder / NAME / CARD
    before = card.read_text(encoding="utf-8")
    after = edit(before)
    assert after != before
    card.write_text(after, encoding="utf-8")


def without(key: str) -> Callable[[str], str]:
    return lambda card: re.sub(rf"(?m)^{key} = .*$", "", card)


def with_value(key: str, value: str) -> Callable[[str], str]:
    return lambda card: re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", card)


def test_the_shipped_model_is_what_its_card_says():
    card = load_card(NAME)
    assert (card.name, card.languages, card.folder) == (NAME, ("de",), FOLDER / NAME)
    assert 0 < card.thresholds["join"] < 1
    assert card.labels.names[0] == "O"
    assert {"NOUN", "VERB", "PUNCT"} <= set(card.labels.upos)
    assert all(values[0] == "" for _, values in card.labels.features)


def test_a_copied_model_is_loaded_from_its_folder(copied: Path):
    assert available(copied) == (NAME,)
    assert load_card(NAME, copied).folder == copied / NAME


def test_whatever_decides_what_a_model_says_changes_its_hash(copied: Path):
    before = load_card(NAME, copied).hash
    assert before == load_card(NAME, copied).hash != load_card(NAME).hash
    for key, value in (("join", "0.75"), ("media", '["speech", "writing"]')):
        change(copied, with_value(key, value))
        after = load_card(NAME, copied).hash
        assert after != before
        before = after


def test_what_decides_nothing_leaves_the_hash_as_it_is(copied: Path):
    before = load_card(NAME, copied).hash
    change(copied, with_value("licence", '"MIT"'))
    assert load_card(NAME, copied).hash == before


def test_a_folder_without_a_card_is_no_model(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert available(tmp_path) == ()
    assert available(tmp_path / "nowhere") == ()


@pytest.mark.parametrize("name", ["de-opne", "", ".", "..", "../de-open", "none"])
def test_a_model_that_is_not_there_is_told_with_those_that_are(copied: Path, name: str):
    assert told(copied, name).endswith("there is no such model; there are: de-open, none")


def test_without_any_model_there_is_none_to_choose(tmp_path: Path):
    assert told(tmp_path).endswith("there are: none")


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda card: "name = ", "TOMLDecodeError"),
        (lambda card: "", "KeyError: 'labels'"),
        (without("width"), "KeyError: 'width'"),
        (without("licence"), "KeyError: 'licence'"),
        (without("links"), "KeyError: 'links'"),
        (with_value("width", '"wide"'), "ValueError"),
        (with_value("languages", "1"), "TypeError"),
        (with_value("join", '"often"'), "ValueError"),
    ],
)
def test_a_broken_card_is_told_with_its_fault(copied: Path, edit: Callable[[str], str], reason: str):
    change(copied, edit)
    line = told(copied)
    assert f"its {CARD} cannot be read" in line
    assert reason in line
    assert line.endswith("install it again")


def test_a_card_that_is_no_text_is_told(copied: Path):
    (copied / NAME / CARD).write_bytes(b"\xff\xfe\x00")
    assert "UnicodeDecodeError" in told(copied)


def test_a_list_instead_of_a_table_is_told(copied: Path):
    change(copied, lambda card: re.sub(r"(?s)\[thresholds\].*?\n\n", "", f"thresholds = [0.5]\n{card}"))
    assert "install it again" in told(copied)


def test_a_card_without_the_threshold_of_pairs_is_told(copied: Path):
    change(copied, without("join"))
    assert "join" in told(copied)


@pytest.mark.parametrize("file", [WEIGHTS, TOKENIZER])
def test_a_missing_file_is_told_with_a_way_out(copied: Path, file: str):
    (copied / NAME / file).unlink()
    assert told(copied).endswith(f"{file} is missing; install it again, or choose --model none")


@pytest.mark.parametrize("file", [WEIGHTS, TOKENIZER])
def test_a_file_with_one_byte_changed_is_damaged(copied: Path, file: str):
    path = copied / NAME / file
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert told(copied).endswith(f"{file} is damaged or not the one of its card; install it again")


@pytest.mark.parametrize("file", [WEIGHTS, TOKENIZER])
def test_an_empty_or_cut_file_is_damaged(copied: Path, file: str):
    path = copied / NAME / file
    path.write_bytes(path.read_bytes()[:-1])
    assert "is damaged" in told(copied)
    path.write_bytes(b"")
    assert "is damaged" in told(copied)


@pytest.mark.parametrize("file", [WEIGHTS, TOKENIZER])
def test_a_file_that_the_card_does_not_vouch_for_is_refused(copied: Path, file: str):
    change(copied, lambda card: re.sub(rf'(?m)^"{re.escape(file)}" = .*$', "", card))
    assert f"{file} is damaged or not the one of its card" in told(copied)
