"""Words that exclude one another: what the file may hold."""

from pathlib import Path

from quellenlage.datafile import Faults
from quellenlage.lang.contrast_words import FILE, Contrasts, read_contrasts

WORDS = """
[forms]
address = [["Sie"], ["sie"]]
[words]
tool = [["Hammer"], ["Zange", "Kneifzange"]]
work = [["nageln"], ["kneifen"]]
[prefixes]
words = ["un"]
[denying]
words = ["weigern"]
[tense]
future = ["werden"]
past = ["haben"]
duty = ["sollen"]
"""


def read(folder: Path, text: str) -> tuple[Contrasts | None, Faults]:
    (folder / FILE).write_text(text, encoding="utf-8")
    faults = Faults()
    return read_contrasts(folder, faults), faults


def test_nouns_are_told_from_other_words_by_their_capital(tmp_path: Path):
    found, faults = read(tmp_path, WORDS)
    assert not faults.found
    assert found.nouns["kneifzange"] == ("tool:1",)
    assert found.words == {"nageln": ("work:0",), "kneifen": ("work:1",)}
    assert found.forms["Sie"] != found.forms["sie"]


def test_a_language_may_have_none(tmp_path: Path):
    found, faults = read(tmp_path, "# None.\n")
    assert found is None
    assert not faults.found


def test_a_word_of_two_classes_of_one_set_is_a_fault(tmp_path: Path):
    _, faults = read(tmp_path, WORDS.replace('["Hammer"]', '["Hammer", "Zange"]'))
    assert [fault.key for fault in faults.found] == ["tool: Zange"]


def test_a_table_that_lacks_is_a_fault(tmp_path: Path):
    found, faults = read(tmp_path, WORDS.replace("[denying]", "[other]"))
    assert found is None
    assert len(faults.found) == 1
