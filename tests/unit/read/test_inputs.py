import os
from pathlib import Path

import pytest

from quellenlage.errors import UnreadableSourceError
from quellenlage.read.inputs import STANDARD_INPUT, Inputs, Located, find_inputs


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "tief/unter/c.TXT", ".geheim.txt", ".git/d.txt", "tief/bild.png", "LIESMICH"):
        path = tmp_path / "pile" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "pile"


def names(found: Inputs) -> list[str]:
    return [item.name for item in found.files]


def reasons(found: Inputs) -> list[str]:
    assert all(isinstance(fault, UnreadableSourceError) for fault in found.faults)
    return [fault.reason for fault in found.faults]


def test_a_folder_gives_its_texts_by_name_below_it(pile: Path):
    found = find_inputs((str(pile),))
    assert names(found) == ["a.txt", "b.txt", "tief/unter/c.TXT"]
    assert found.faults == ()


def test_hidden_files_and_folders_are_not_read(pile: Path):
    assert not any("geheim" in name or ".git" in name for name in names(find_inputs((str(pile),))))


def test_a_hidden_file_that_is_named_is_read(pile: Path):
    assert names(find_inputs((str(pile / ".geheim.txt"),))) == [".geheim.txt"]


def test_endings_that_no_reader_knows_are_counted(pile: Path):
    assert find_inputs((str(pile),)).passed_over == ((".png", 1), ("no ending", 1))


def test_a_file_has_its_bare_name_wherever_it_lies(pile: Path):
    assert names(find_inputs((str(pile / "tief/unter/c.TXT"), str(pile / "a.txt")))) == ["a.txt", "c.TXT"]


def test_the_order_of_the_arguments_does_not_matter(pile: Path):
    given = [str(pile / "a.txt"), str(pile / "b.txt"), str(pile / "tief")]
    assert find_inputs(tuple(given)) == find_inputs(tuple(reversed(given)))


def test_a_pattern_gives_what_it_matches(pile: Path):
    assert names(find_inputs((str(pile / "?.txt"),))) == ["a.txt", "b.txt"]
    assert names(find_inputs((str(pile / "**" / "*.TXT"),))) == ["c.TXT"]


def test_a_pattern_that_matches_nothing_is_a_fault(pile: Path):
    assert reasons(find_inputs((str(pile / "x*.txt"),))) == ["there is no such file or folder"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(pile: Path):
    (pile / "[a].txt").write_text("x", encoding="utf-8")
    assert names(find_inputs((str(pile / "[a].txt"),))) == ["[a].txt"]


def test_what_cannot_be_read_is_a_fault_and_the_rest_goes_on(pile: Path):
    found = find_inputs(
        (str(pile / "fehlt.txt"), str(pile / "tief/bild.png"), str(pile / "LIESMICH"), str(pile / "a.txt"))
    )
    assert names(found) == ["a.txt"]
    assert sorted(reasons(found)) == [
        "no reader for .png",
        "no reader for files without ending",
        "there is no such file or folder",
    ]


@pytest.mark.parametrize("argument", ["x" * 300 + ".txt", "x/" * 3000, "a\0b.txt"])
def test_an_argument_that_cannot_be_a_path_is_a_fault(argument: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    found = find_inputs((argument,))
    assert len(found.faults) == 1
    assert found.files == ()


def test_a_folder_without_texts_is_a_fault(tmp_path: Path):
    (tmp_path / "bild.png").touch()
    found = find_inputs((str(tmp_path),))
    endings = ".txt .html .htm .xhtml .jsonl .ndjson .json .rss .atom .xml .eml .pdf .warc .wacz .zip .gz"
    assert reasons(found) == [f"holds no file that is read ({endings})"]
    assert found.passed_over == ((".png", 1),)


def test_a_file_given_twice_is_read_once_and_told(pile: Path):
    found = find_inputs((str(pile), str(pile / "a.txt"), str(pile / "*.txt")))
    assert names(found) == ["a.txt", "b.txt", "tief/unter/c.TXT"]
    assert sorted(found.repeated) == ["a.txt", "a.txt", "b.txt"]


def test_a_file_that_is_linked_twice_is_read_once(pile: Path):
    (pile / "z1.txt").symlink_to(pile / "a.txt")
    (pile / "z2.txt").symlink_to(pile / "a.txt")
    found = find_inputs((str(pile),))
    assert names(found) == ["a.txt", "b.txt", "tief/unter/c.TXT"]
    assert found.repeated == ("z1.txt", "z2.txt")


def test_links_to_folders_are_not_followed(pile: Path):
    (pile / "kreis").symlink_to(pile, target_is_directory=True)
    assert names(find_inputs((str(pile),))) == ["a.txt", "b.txt", "tief/unter/c.TXT"]


def test_a_link_that_leads_nowhere_is_found_so_that_reading_can_tell(pile: Path):
    (pile / "leer.txt").symlink_to(pile / "weg.txt")
    assert "leer.txt" in names(find_inputs((str(pile),)))
    assert reasons(find_inputs((str(pile / "leer.txt"),))) == ["there is no such file or folder"]


def test_two_files_of_one_name_are_both_read(pile: Path):
    (pile / "tief/a.txt").write_text("anders", encoding="utf-8")
    assert names(find_inputs((str(pile / "a.txt"), str(pile / "tief/a.txt")))) == ["a.txt", "a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes only on POSIX")
def test_a_file_name_that_is_no_utf8_becomes_one_that_can_be_written_down(tmp_path: Path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_bytes(b"Text")
    (item,) = find_inputs((str(tmp_path),)).files
    assert item.name.encode("utf-8")
    assert item.path.read_bytes() == b"Text"


def test_the_ending_says_the_media_type(tmp_path: Path):
    endings = ("txt", "HTML", "htm", "xhtml", "jsonl", "ndjson", "json", "rss", "atom", "XML", "eml")
    for name in (f"{i:02}.{ending}" for i, ending in enumerate(endings)):
        (tmp_path / name).touch()
    assert [item.media_type.rpartition("/")[2] for item in find_inputs((str(tmp_path),)).files] == [
        "plain", "html", "html", "html", "jsonl", "jsonl", "json", "xml", "xml", "xml", "rfc822",
    ]  # fmt: skip


def test_standard_input_is_read_once_as_jsonl():
    found = find_inputs(("-", "-"))
    assert found.files == (Located(STANDARD_INPUT, "stdin", "application/jsonl"),)
    assert found.repeated == ("stdin",)


@pytest.mark.parametrize("folder", ["Seite_files", "Seite-Dateien", "Seite.files"])
def test_what_a_browser_saved_with_a_page_is_not_read(folder: str, tmp_path: Path):
    for name in ("Seite.html", f"{folder}/saved_resource.html", "andere_files/a.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = find_inputs((str(tmp_path),))
    assert names(found) == ["Seite.html", "andere_files/a.html"]
    assert found.passed_over == (("folder of a saved page", 1),)
