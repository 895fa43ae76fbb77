from pathlib import Path

import pytest

from licences import ALLOWED, LicenceError, Shelf, licence_of

TABLE = """# Data

| folder | what | licence | for |
|---|---|---|---|
| quotations/free.jsonl.gz | speeches | CC BY-SA 4.0 | training |
| quotations/news-{train,dev}.jsonl.gz | news | CC BY-NC-SA 4.0 | measuring |
| times/words/* | dates | CC BY-NC | measuring |
| syntax/de_one, de_two | trees | CC BY-SA | training |
| pages/* | pages of publishers | | reading |
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "README.md").write_text(TABLE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "licence"),
    [
        ("quotations/free.jsonl.gz", "CC BY-SA 4.0"),
        ("quotations/news-train.jsonl.gz", "CC BY-NC-SA 4.0"),
        ("quotations/news-dev.jsonl.gz", "CC BY-NC-SA 4.0"),
        ("quotations/news-test.jsonl.gz", ""),
        ("times/words/a/b.tml", "CC BY-NC"),
        ("syntax/de_one.conllu", "CC BY-SA"),
        ("syntax/de_two.conllu", "CC BY-SA"),
        ("de_two.conllu", ""),
        ("pages/a.html", ""),
        ("other/free.jsonl.gz", ""),
        ("free.jsonl.gz", ""),
        ("", ""),
        ("# Data", ""),
    ],
)
def test_the_table_tells_the_licence_of_a_file(name: str, licence: str):
    assert licence_of(name, TABLE) == licence


def test_an_open_file_is_handed_out_and_noted(root: Path):
    shelf = Shelf(root, "de-open")
    assert shelf.path("quotations/free.jsonl.gz") == root / "quotations" / "free.jsonl.gz"
    assert shelf.path("syntax/de_two.conllu") == root / "syntax" / "de_two.conllu"
    assert shelf.opened == {"quotations/free.jsonl.gz": "CC BY-SA 4.0", "syntax/de_two.conllu": "CC BY-SA"}


@pytest.mark.parametrize("name", ["quotations/news-train.jsonl.gz", "times/words/a.tml"])
def test_the_open_model_is_refused_what_is_not_for_commerce(root: Path, name: str):
    shelf = Shelf(root, "de-open")
    with pytest.raises(LicenceError, match=r"NC.*de-open may learn from"):
        shelf.path(name)
    assert shelf.opened == {}


def test_the_research_model_may_learn_from_some_of_it(root: Path):
    shelf = Shelf(root, "de-research")
    shelf.path("quotations/news-dev.jsonl.gz")
    assert shelf.opened == {"quotations/news-dev.jsonl.gz": "CC BY-NC-SA 4.0"}
    with pytest.raises(LicenceError):
        shelf.path("times/words/a.tml")


@pytest.mark.parametrize("model", sorted(ALLOWED))
@pytest.mark.parametrize("name", ["quotations/secret.gz", "README.md", "../secret", "pages/a.html", "folder"])
def test_a_file_whose_licence_nobody_names_is_refused(root: Path, model: str, name: str):
    with pytest.raises(LicenceError):
        Shelf(root, model).path(name)


def test_a_refusal_tells_what_this_model_may_learn_from(root: Path):
    with pytest.raises(LicenceError, match=r"CC BY-NC-SA 4\.0"):
        Shelf(root, "de-research").path("times/words/a.tml")


@pytest.mark.shared
def test_the_real_table_keeps_wikinews_quotations_from_the_open_model(shared_stories: Path):
    data = shared_stories.parent / "data"
    if not (data / "README.md").is_file():
        pytest.skip("../shared/data is not there")
    with pytest.raises(LicenceError, match=r"CC BY-NC-SA 4\.0"):
        Shelf(data, "de-open").path("quotations/gnqa-train.jsonl.gz")
    Shelf(data, "de-research").path("quotations/gnqa-train.jsonl.gz")
    Shelf(data, "de-open").path("syntax/de_pud-ud-test.conllu")
