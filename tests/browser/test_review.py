"""A correction of every kind made in the browser, kept after a rebuild with two more articles, and taken back."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import EXAMPLE, PROGRAM
from tests.browser.test_pages import violations

from quellenlage.records.contract import Record
from quellenlage.store import Dossier

# Articles that come later.
_LATER = 2
# The articles that were corrected are read again, with the model.
_APPLY_MS = 180_000


@pytest.fixture(scope="session")
def example_dossier(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example story without its last articles."""
    path = tmp_path_factory.mktemp("review") / "dossier.db"
    subprocess.run([PROGRAM, "build", *_articles()[:-_LATER], "-o", path, "--jobs", "1"], check=True)
    return path


def _articles() -> list[Path]:
    return sorted(EXAMPLE.glob("*.txt"))


def record_of(path: Path) -> Record:
    with Dossier(path) as dossier:
        return dossier.record()


def wishes(record: Record) -> list[tuple[str, str, dict[str, str]]]:
    """The record, the form by its heading, and what is chosen or written in it by the words beside the field."""
    quotation = next(q for q in record.quotation if q.type == "direct")
    article = record.article[0].id
    person = next(e for e in record.entity if e.type == "PER" and not e.anonymous)
    events = [e for e in record.event if e.type != "statement"]
    told = next(e for e in events if len(e.mentions) > 1)
    pair = next(e for e in events if sum(o.type == e.type for o in events) > 1 and e is not told)
    words = next(b.text for b in record.block if b.article == article and b.type == "title").split()
    return [
        (quotation.id, "Stimmt", {}),
        (record.timex[-1].id, "Stimmt nicht", {}),
        (quotation.id, "Wer es sagt", {"Stelle im Artikel": "niemand Bekanntes"}),
        (quotation.id, "Redeakt", {"Redeakt": "bestreitet"}),
        (quotation.id, "Art des Zitats", {"Art": "erlebte Rede"}),
        (record.claim[0].id, "Standpunkt einer Seite", {"Standpunkt": "bezweifelt"}),
        (record.claim[0].id, "Worauf eine Seite antwortet", {"Gemeint ist": "nichts, was hier bekannt ist"}),
        (article, "Erschienen am", {"Tag, oder": "2024-05-21"}),
        (person.id, "Dieselben", {}),
        (person.id, "Zwei Verschiedene", {}),
        (pair.id, "Dasselbe Ereignis", {}),
        (told.id, "Ein anderes Ereignis", {}),
        (told.id, "Wie weit es ist", {"Stand": "gescheitert"}),
        (told.id, "Wann es war", {"Tag, oder": "2024-05-20..2024-05-22"}),
        (told.id, "Wer teilnimmt", {"Rolle": "nimmt nicht teil"}),
        (article, "Fehlt: Zitat", {"Wörter aus": " ".join(words[:3])}),
        (article, "Fehlt: Ereignis", {"Wörter aus": words[0]}),
        (article, "Fehlt: Nennung", {"Wörter aus": words[-1]}),
    ]


def fill(form: Any, fields: dict[str, str]) -> None:
    for label, value in fields.items():
        field = form.get_by_label(label).first
        if field.evaluate("el => el.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)


def apply(page: Any) -> None:
    """Bring the record up to date: the answer comes when it is."""
    button = page.get_by_role("button", name="Jetzt anwenden")
    button.click(timeout=_APPLY_MS)
    button.wait_for(state="detached", timeout=_APPLY_MS)


def test_a_correction_of_every_kind(watched: Any, own_home: tuple[str, Path], tmp_path: Path) -> None:
    (home, path), page = own_home, watched.page
    wanted = wishes(record_of(path))
    for id_, heading, fields in wanted:
        page.goto(f"{home}/de/review/record?id={id_}")
        form = page.locator("form.say", has=page.locator("legend", has_text=heading)).first
        fill(form, {**fields, "Wer": "Ida"} if heading != "Wer es sagt" else fields)
        form.get_by_role("button").click()
        page.wait_for_url("**/de/review#said")
        assert page.locator("[role=alert]").count() == 0, heading
    assert page.locator(".said > li").count() == len(wanted)
    assert violations(page) == []
    apply(page)
    kept = {row.id: row.action for row in record_of(path).correction}
    assert len(kept) == len(wanted)
    subprocess.run([PROGRAM, "build", *_articles()[-_LATER:], "-o", path, "--jobs", "1"], check=True)
    after = record_of(path)
    assert {row.id: row.action for row in after.correction} == kept
    other, lines = tmp_path / "other.db", tmp_path / "said.jsonl"
    subprocess.run([PROGRAM, "review", "export", path, "-o", lines], check=True)
    subprocess.run([PROGRAM, "build", *_articles(), "-o", other, "--jobs", "1"], check=True)
    subprocess.run([PROGRAM, "review", "import", other, lines], check=True)
    assert hash_of(other) == hash_of(path)
    while page.goto(f"{home}/de/review") and (left := page.get_by_role("button", name="Zurücknehmen")).count():
        left.first.click()
        page.wait_for_url("**/de/review#said")
    apply(page)
    assert record_of(path).correction == ()


def hash_of(path: Path) -> str:
    done = subprocess.run([PROGRAM, "check", path, "--json"], check=True, capture_output=True, text=True)
    return str(json.loads(done.stdout)["hash"])


def test_selected_words_fill_the_form(watched: Any, own_home: tuple[str, Path]) -> None:
    page = watched.page
    page.goto(f"{own_home[0]}/de/articles/1")
    words = page.evaluate("""() => {
        const text = document.querySelector(".s").firstChild.firstChild || document.querySelector(".s").firstChild;
        const range = document.createRange();
        range.setStart(text, 0);
        range.setEnd(text, 5);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return String(getSelection()).trim();
    }""")
    page.locator("a[data-add]").click()
    page.wait_for_url("**/review/record**")
    assert page.get_by_label("Wörter aus").first.input_value() == words


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts(watched: Any, own_home: tuple[str, Path]) -> None:
    page = watched.page
    page.goto(f"{own_home[0]}/de/quotes")
    page.locator(".quotes a.check").first.click()
    page.locator("form.say").first.get_by_role("button").click()
    page.wait_for_url("**/de/review#said")
    assert page.locator(".said > li").count() == 1
