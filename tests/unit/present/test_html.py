"""The static dossier: complete in both languages, footnoted, and inert whatever the articles say."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from tests.unit.present.dossier_rows import make_small_book

from quellenlage.pipeline.build import build
from quellenlage.present.catalogue import LANGUAGES, load_catalogue
from quellenlage.present.html.book import make_book
from quellenlage.present.html.document import STYLE, write_html
from quellenlage.present.html.environment import SECTIONS, short
from quellenlage.records import contract, layers, limits, transfer
from quellenlage.store import Dossier
from quellenlage.world import DEFAULT_MODEL, load_worlds

TEMPLATES = STYLE.parent
HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "{0.__class__}{n}",
    "javascript:alert(1)",
    "\u202eabgelegt\u2066 rückwärts",
    "Null\x00 und\x1b[31m und \ud800 und \ufffe",
    "&lt;b&gt;&#60;script&#62;",
    "<!-- ]]> -->",
    "א" * 40 + " 漢字 🏳️‍🌈 e\u0301",
    "w" * 20_000,
    "a\n" * 3000,
    "=HYPERLINK(\"http://x.example\")",
    "..\\..\\con|aux; rm -rf /",
)  # fmt: skip


class Parsed(HTMLParser):
    """What a browser would make of a page, as far as the tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.requests: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")
            if name in ("src", "srcset", "data", "action", "poster", "style"):
                self.requests.append(f"{tag} {name}")


def parsed(text: str) -> Parsed:
    """Tags, ids, links and attributes of a page."""
    return Parsed(text)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def page(language: str = "de", *, with_text: bool = False, words: str = "Der Hafen sei leer") -> str:
    return write_html(make_small_book(words), load_catalogue(language), with_text=with_text)


def _calls() -> Iterator[tuple[str, str]]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ("t", "n"):
                first = call.args[0]
                if isinstance(first, nodes.Const):
                    yield call.node.name, first.value


def test_every_text_that_a_template_asks_for_is_there(language: str) -> None:
    texts = load_catalogue(language).texts
    asked = [key for name, key in _calls() for key in ((key,) if name == "t" else (f"{key}.one", f"{key}.other"))]
    assert len(asked) > 60
    assert sorted({key for key in asked if key not in texts}) == []
    sections = {f"{table}.{key}" for key in SECTIONS for table in ("section", "lead")}
    assert sections <= texts.keys()


def test_both_languages_say_the_same_with_the_same_slots() -> None:
    german, english = (load_catalogue(code).texts for code in LANGUAGES)
    assert german.keys() == english.keys()
    slots = re.compile(r"\{\w+\}")
    for key, text in german.items():
        assert sorted(slots.findall(text)) == sorted(slots.findall(english[key])), key
    empty = {key for texts in (german, english) for key, text in texts.items() if not text.strip()}
    assert empty == {"certainty.CT"}


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("act", layers.Act), ("quote_type", layers.QuotationType), ("phase", layers.Phase),
        ("factuality", layers.Factuality), ("entity", layers.EntityType), ("credit", layers.CreditRole),
        ("stage", transfer.Stage), ("category", transfer.Category), ("caveat", limits.CaveatType),
        ("lead_kind", limits.LeadKind),
    ],
)  # fmt: skip
def test_every_value_of_the_record_has_a_word(group: str, values: type, language: str) -> None:
    texts = load_catalogue(language).texts
    assert [str(value) for value in values if f"{group}.{value}" not in texts] == []


def test_the_data_files_name_no_key_twice() -> None:
    for code in LANGUAGES:
        tomllib.loads((TEMPLATES.parent / "words" / f"{code}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("with_text", [False, True])
def test_every_link_inside_leads_to_an_anchor_and_no_anchor_stands_twice(language: str, with_text: bool) -> None:
    read = parsed(page(language, with_text=with_text))
    assert len(read.ids) == len(set(read.ids))
    assert [link for link in read.links if link.startswith("#") and link[1:] not in read.ids] == []
    assert all(link.startswith("#") for link in read.links)


def test_every_statement_is_footnoted_with_its_sentence_and_article() -> None:
    text = page()
    notes = text.partition('id="notes"')[2]
    assert "Der Hafen sei leer, sagte Lena Sandt am Freitag." in notes
    assert "Artikel 1" in notes
    cited = set(re.findall(r'href="#b(\d+)"', text))
    assert cited == set(re.findall(r'<li id="b(\d+)"', notes))
    for part in re.findall(r"<(?:article|tr)[^>]* id=.*?</(?:article|tr)>", text, re.DOTALL):
        assert 'href="#b' in part or 'id="copy-' in part, part[:200]


def test_full_texts_stand_in_it_only_where_asked_for() -> None:
    assert 'class="text"' not in page()
    whole = page(with_text=True)
    assert whole.count('<article class="text">') == 2
    assert 'id="s1-0"' in whole


def test_the_page_allows_itself_nothing_but_its_own_style() -> None:
    text = page()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in policy[1].replace("&#39;", "'")
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_an_article_becomes_markup(words: str) -> None:
    calm, hostile = (parsed(page(with_text=True, words=w)) for w in ("Der Hafen sei leer", words))
    assert set(hostile.tags) == set(calm.tags)
    assert hostile.attributes == calm.attributes
    assert hostile.requests == []
    assert not any(link.lower().startswith(("javascript:", "data:")) for link in hostile.links)
    text = page(with_text=True, words=words)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", text)
    text.encode("utf-8")


def test_the_same_record_gives_the_same_page() -> None:
    assert page() == page()


def test_an_empty_record_is_a_page() -> None:
    text = write_html(make_book(contract.Record(), ()), load_catalogue("de"), with_text=True)
    assert "Dazu enthält der Stapel nichts." in text


def test_long_words_are_cut_in_views() -> None:
    assert len(short("x" * 10_000)) < 700


@pytest.mark.shared
def test_five_articles_stay_below_half_a_megabyte(shared_stories: Path, tmp_path: Path) -> None:
    with Dossier(tmp_path / "dossier.db", create=True) as dossier:
        build((str(shared_stories / "nordkorea"),), dossier, load_worlds(DEFAULT_MODEL), jobs=1)
        book = make_book(dossier.record(), dossier.sentences())
    text = write_html(book, load_catalogue("de"), with_text=False)
    assert len(text.encode()) < 500_000
    read = parsed(text)
    assert [link for link in read.links if link.startswith("#") and link[1:] not in read.ids] == []
