"""The loader on broken copies of a language: every fault is told, all of them at once."""

import shutil
from pathlib import Path

import pytest

from quellenlage.errors import DataFileError
from quellenlage.lang.files import FILES, FOLDER
from quellenlage.lang.loader import languages, load_language


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of ``lang/`` with German alone; the language lies in ``de`` below it."""
    shutil.copytree(FOLDER / "de", tmp_path / "de")
    return tmp_path


def faults_of(folder: Path) -> list[DataFileError]:
    with pytest.raises(ExceptionGroup) as caught:
        load_language("de", folder)
    assert all(isinstance(fault, DataFileError) for fault in caught.value.exceptions)
    return list(caught.value.exceptions)


def told(folder: Path) -> str:
    return "\n".join(str(fault) for fault in faults_of(folder))


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def test_an_unbroken_copy_is_the_language_itself(folder: Path):
    assert languages(folder) == ("de",)
    assert load_language("de", folder) == load_language("de")


def test_every_file_of_the_list_is_there():
    assert {path.name for path in (FOLDER / "de").iterdir()} >= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_told(folder: Path, name: str):
    (folder / "de" / name).unlink()
    assert f"{name}: file: expected a readable file" in told(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_utf8_is_told(folder: Path, name: str):
    path = folder / "de" / name
    path.write_bytes(b"# Gr\xfc\xdfe\n" + path.read_bytes())
    assert f"{name}: byte 4: expected UTF-8" in told(folder)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".toml")])
def test_bad_toml_is_told(folder: Path, name: str):
    append(folder / "de" / name, "\n[[offen\n")
    assert f"{name}: file: expected TOML" in told(folder)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".tsv")])
def test_a_missing_column_a_short_row_and_a_missing_source_are_told(folder: Path, name: str):
    path = folder / "de" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split("\t")
    broken = [*lines, "kurz", "\t".join([*cells[:-1], ""])]
    path.write_text("\n".join(broken), encoding="utf-8")
    text = told(folder)
    assert f"{name}: line {len(lines) + 1}: expected {len(cells)} cells, not 1" in text
    assert f"{name}: line {len(lines) + 2}: expected a source" in text
    path.write_text("\n".join([lines[0].replace("source", "quelle"), *lines[1:]]), encoding="utf-8")
    assert f"{name}: line 1: expected columns source" in told(folder)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".txt")])
def test_an_item_that_stands_twice_is_told(folder: Path, name: str):
    path = folder / "de" / name
    item = next(
        line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")
    )
    append(path, f"\n{item}\n")
    assert f"expected no second {item!r}" in told(folder)


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("quotation_cues.tsv", "act", "mumbles"),
        ("quotation_cues.tsv", "medium", "pfeifen"),
        ("quotation_cues.tsv", "kind", "klang"),
        ("denial_phrases.tsv", "act", "leugnen"),
        ("titles.tsv", "kind", "Tier"),
        ("titles.tsv", "gender", "x"),
        ("actors.tsv", "kind", "Tier"),
    ],
)
def test_a_value_of_no_enumeration_is_told(folder: Path, name: str, column: str, value: str):
    path = folder / "de" / name
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    at = header.split("\t").index(column)
    cells = rows[-1].split("\t")
    cells[0] = cells[0] if at == 0 else "Oberbrumm"
    rows.append("\t".join([*cells[:at], value, *cells[at + 1 :]]))
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    (fault,) = faults_of(folder)
    assert fault.key == f"{column} {value!r}"
    assert fault.expected.startswith("one of ")


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("furniture.toml", "\n[[line]]\ntype = 'advert'\npattern = '(offen'\n", "pattern '(offen'"),
        ("furniture.toml", "\n[[line]]\ntype = 'reklame'\npattern = 'x'\n", "reklame"),
        (
            "furniture.toml",
            "\n[[credit]]\nblock = 'byline'\npattern = '(?P<koch>x)'\n",
            "credit rule",
        ),
        ("furniture.toml", "\n[[credit]]\npattern = 'x'\n", "credit rule"),
        ("furniture.toml", "\n[[credit]]\nblock = 'bierdeckel'\npattern = '(?P<author>x)'\n", "bierdeckel"),
        ("furniture.toml", "\n[[credit]]\nzone = 'mitte'\npattern = '(?P<author>x)'\n", "mitte"),
        ("furniture.toml", "\n[[credit]]\nplace = 'oben'\npattern = '(?P<author>x)'\n", "oben"),
        ("furniture.toml", "\n[[credit]]\npattern = '(?P<author>{nirgends})'\n", "nirgends"),
        ("furniture.toml", "\n[[credit]]\nrole = 'author'\npattern = '(?P<author>x)'\n", "credit rule"),
        ("furniture.toml", "\n[[credit]]\npattern = '(?P<author>x'\n", "pattern '(?P<author>x'"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\n", "rule neu"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = 'x'\nfarbe = 'rot'\n", "farbe"),
        ("triggers.toml", "\n[brummen]\nadverbs = ['laut']\n", "[brummen] adverbs"),
    ],
)
def test_a_rule_that_cannot_be_used_is_told(folder: Path, name: str, text: str, key: str):
    append(folder / "de" / name, text)
    (fault,) = faults_of(folder)
    assert key in fault.key


def test_a_missing_class_of_words_is_told(folder: Path):
    path = folder / "de" / "language.toml"
    text = path.read_text(encoding="utf-8").replace("joiners =", "verbinder =")
    path.write_text(text, encoding="utf-8")
    assert "language.toml: joiners: expected a value" in told(folder)


def test_faults_of_all_files_are_told_at_once(folder: Path):
    root = folder / "de"
    (root / "negation.txt").unlink()
    append(root / "titles.tsv", "Oberbrumm\n")
    append(root / "actors.tsv", "kurz\n")
    (root / "tense.toml").write_bytes(b"\xff")
    faults = faults_of(folder)
    assert {Path(fault.path).name for fault in faults} == {
        "negation.txt",
        "titles.tsv",
        "actors.tsv",
        "tense.toml",
    }
    assert all("\n" not in str(fault) for fault in faults)


def test_a_language_without_a_folder_is_told_as_missing_files(tmp_path: Path):
    assert "a readable file" in told(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = '(offen'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = 'x'\nanchor = 'mond'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = 'x'\ntype = 'STUNDE'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = 'x'\nvalue = '{monat:02}'\n"),
        ("furniture.toml", "\n[[line]]\ntype = 'advert'\n"),
        ("triggers.toml", "\n[brummen]\nphrases = ['']\n"),
        ("triggers.toml", "\n[brummen]\nseparable = ['brummt']\n"),
        ("triggers.toml", "brummen = 3\n"),
        ("titles.tsv", "Abgeordnete\toccupation\tm\tno\town\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = '{monat}'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = '{day:first}'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = '{day} {day}'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = 'x'\nvalue = '{day'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = '{season}'\nvalue = '{season:02d}'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = 'x'\nunit = 'mondphase'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = '{duration_unit:last}'\nmod = 'UNGEFÄHR'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = 'x'\ndirection = 'after'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = 'x'\noffset = 'bald'\n"),
        ("timex.toml", "\n[[rule]]\nname = 'neu'\npattern = 'x'\noffset = 1\n"),
        ("timex.toml", "\n[class.mond]\nvoll = 1.5\n"),
        ("timex.toml", "\n[class.mond]\n"),
        ("triggers.toml", "\n[brummen]\nverbs = 'brummt'\n"),
        ("triggers.toml", "\n[brummen]\nnouns = [3]\n"),
        ("triggers.toml", "\n[brummen]\nseparable = [['brummt', '']]\n"),
        ("furniture.toml", "\n[[line]]\ntype = 'advert'\npattern = 3\n"),
        ("titles.tsv", "Oberbrumm\toccupation\tm\tvielleicht\town\n"),
        ("actors.tsv", "Abgeordnete\tgroup\tno\tno\town\n"),
        ("actors.tsv", "Oberbrumm\tgroup\tvielleicht\tno\town\n"),
        ("quotation_cues.tsv", "brummen\tverb\tasserts\tleugnet\tspeech\t\tbrummt\town\n"),
        ("quotation_cues.tsv", "brummen\tverb\tasserts\tasserts\tspeech\t\tbrummt\town\n"),
        ("quotation_cues.tsv", "brummen\tverb\tasserts\t\tspeech\t\t\town\n"),
        ("quotation_cues.tsv", "Gebrumm\tnoun\tasserts\t\tspeech\tan\tGebrumm\town\n"),
        ("denial_phrases.tsv", "denies\tkein … \town\n"),
    ],
)
def test_a_fault_that_would_show_only_while_reading_is_told_at_load(folder: Path, name: str, text: str):
    path = folder / "de" / name
    if text.endswith("= 3\n"):
        path.write_text(text + path.read_text(encoding="utf-8"), encoding="utf-8")
    else:
        append(path, text)
    assert len(faults_of(folder)) == 1
