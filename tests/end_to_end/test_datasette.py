"""A dossier in a real Datasette: the five questions of a journalist, asked through its JSON API."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from run_quellenlage import Run

# What Datasette's own modules call and newer Pythons are about to drop; our warnings stay errors.
pytestmark = pytest.mark.filterwarnings(r"ignore::DeprecationWarning:datasette(\.|$)")

UNDATED = (
    "Schafe fressen Gras\n\nSchafe fressen Gras und Kräuter. Der Schäfer zählt sie, bevor er die Wiese verlässt.\n"
)
Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def story(run: Run, example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dossier of the example story and of one article that tells no day, and its metadata."""
    folder = tmp_path_factory.mktemp("datasette")
    shutil.copytree(example, folder / "texts")
    (folder / "texts" / "09_gras.txt").write_text(UNDATED, encoding="utf-8")
    assert run("build", "texts", "-o", "story.db", cwd=folder).code == 0
    done = run("export", "story.db", "-f", "datasette", "-o", "metadata.yaml", cwd=folder)
    assert done.code == 0, done.err
    return folder


@pytest.fixture(scope="module")
def words(story: Path) -> str:
    """All texts of the pile."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((story / "texts").glob("*.txt")))


@pytest.fixture(scope="module")
def rows_of(run: Run, story: Path) -> Callable[[str], list[dict[str, Any]]]:
    """The rows of a kind, as they are exported."""
    exported = run("export", "story.db", "-f", "jsonl", cwd=story).objects()
    return lambda kind: [row for row in exported if row["kind"] == kind]


@pytest.fixture
def get(story: Path) -> Callable[..., Any]:
    """``get(path, **parameters)``: what Datasette answers, a page as text, JSON as data."""
    app = pytest.importorskip("datasette.app", reason="Datasette is not installed; it is in the dependency group dev")
    utils = pytest.importorskip("datasette.utils")

    async def answer(path: str, parameters: dict[str, str]) -> Any:
        described = utils.parse_metadata((story / "metadata.yaml").read_text(encoding="utf-8"))
        # Without threads, so that nothing is left open.
        opened = app.Datasette(files=[str(story / "story.db")], metadata=described, settings={"num_sql_threads": 0})
        try:
            await opened.invoke_startup()
            response = await opened.client.get(path, params=parameters)
        finally:
            for database in opened.databases.values():
                database.close()
        assert response.status_code == 200, response.text
        return response.json() if ".json" in path else response.text

    return lambda path, **parameters: asyncio.run(answer(path, parameters))


@pytest.fixture
def ask(get: Callable[..., Any]) -> Ask:
    """``ask(question, **parameters)``: the rows that a canned query gives."""
    return lambda question, **parameters: get(f"/story/{question}.json", _shape="array", **parameters)


def test_who_denies_what(ask: Ask, rows_of: Any, words: str) -> None:
    rows = ask("who_denies_what")
    assert len(rows) == len([q for q in rows_of("quotation") if q["act"] == "denies"]) > 0
    for row in rows:
        assert row["cue"] is None or all(part in words for part in row["cue"].split(" … "))
        assert row["words"] is None or all(part in words for part in row["words"].split(" … "))
    named = [row["speaker"] for row in rows if row["speaker"] and not row["speaker"].startswith("(")]
    assert named
    assert all(name in words for speaker in named for name in speaker.split(" + "))


def test_what_one_actor_says(ask: Ask) -> None:
    rows = ask("what_one_actor_says", name="Pimentel")
    assert any("Blumen" in row["words"] for row in rows if row["words"])
    assert {row["article"] for row in rows} > {"04_pimentel.txt"}
    assert len(rows) < len(ask("what_one_actor_says", name=""))
    assert ask("what_one_actor_says", name="Niemand Nirgends") == []


def test_what_happened_on_a_day_and_between_two(ask: Ask) -> None:
    on_the_day = ask("what_happened", first_day="2024-06-05", last_day="")
    assert any("Sofia" in str(row["place"]) or "Sofia" in row["event"] for row in on_the_day)
    assert all((row["day_from"] or "") <= "2024-06-05" <= (row["day_to"] or "9999") for row in on_the_day)
    between = ask("what_happened", first_day="2024-04-01", last_day="2024-06-30")
    assert {row["id"] for row in on_the_day} <= {row["id"] for row in between}
    assert ask("what_happened", first_day="1999-01-01", last_day="1999-12-31") == []


def test_which_articles_are_undated(ask: Ask, rows_of: Any) -> None:
    rows = ask("articles_without_a_day")
    half = ("earliest", "latest")
    undated = {a["source"] for a in rows_of("article") if None in [a["published"][end] for end in half]}
    assert {row["article"] for row in rows} == undated >= {"09_gras.txt"}
    assert all(row["because"] for row in rows)


def test_which_lines_were_cut(ask: Ask, rows_of: Any) -> None:
    rows = ask("lines_cut")
    assert [row["id"] for row in rows] == [b["id"] for b in rows_of("block") if not b["analysed"]]
    assert {"Anzeige", "Teilen | Merken | Drucken"} <= {row["text"] for row in rows}
    assert {row["type"] for row in rows} >= {"advert", "teaser"}


def test_views_open_in_their_order_with_facets(get: Callable[..., Any]) -> None:
    said = get("/story/who_says_what.json", _shape="objects")
    assert said["suggested_facets"] is not None
    assert {"act", "type", "article"} <= set(said["facet_results"])
    files = [row["article"] for row in said["rows"]]
    assert files == sorted(files)
    assert get("/story/timeline.json", _shape="array", _size="max")


def test_pages_say_what_the_columns_mean_and_whose_the_texts_are(get: Callable[..., Any]) -> None:
    page = get("/story")
    for word in ("belong to their publishers", "Who denies what?", "who_says_what"):
        assert word in page
    assert "/story/analysis" not in page
    assert "code points" in get("/story/mention")
    assert "What was said" in get("/story/who_says_what")


def test_the_metadata_is_json_and_yaml(story: Path, run: Run) -> None:
    text = (story / "metadata.yaml").read_text(encoding="utf-8")
    yaml = pytest.importorskip("yaml", reason="comes with Datasette")
    assert yaml.safe_load(text) == json.loads(text)
    assert run("export", "story.db", "-f", "datasette", cwd=story).out == text
