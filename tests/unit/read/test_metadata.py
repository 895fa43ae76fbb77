"""What markup says about its article: where it stands, and what is not believed."""

from __future__ import annotations

from datetime import date

import pytest

from quellenlage.read.html import read_html
from quellenlage.read.metadata import find_statements
from quellenlage.records.document import Statement, StatementKind, published

PUBLISHED = StatementKind.PUBLISHED
ARTICLE = (
    '{"@type": "NewsArticle", "datePublished": "%s", "author": [{"name": "Eva Roth"}], "publisher": {"name": "Bote"}}'
)


def json_ld(rows: str) -> str:
    return f'<html><head><script type="application/ld+json">{rows}</script></head><body><p>Text.</p></body></html>'


def day(markup: str) -> date | None:
    found = published(find_statements(markup))
    return found.day if found else None


def values(markup: str, kind: StatementKind) -> list[str]:
    return [s.value for s in find_statements(markup) if s.kind is kind]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2024-05-14T12:30:00+02:00", date(2024, 5, 14)),
        ("2024-05-14", date(2024, 5, 14)),
        ("2024-05-14 12:30:00.0", date(2024, 5, 14)),
        ("14.05.2024 12:30", date(2024, 5, 14)),
        ("Tue May 14 12:30:00 CEST 2024", date(2024, 5, 14)),
    ],
)
def test_the_day_of_an_article_in_json_ld(stated: str, expected: date) -> None:
    assert day(json_ld(ARTICLE % stated)) == expected


def test_authors_and_publisher_of_json_ld() -> None:
    markup = json_ld(ARTICLE % "2024-05-14")
    assert values(markup, StatementKind.AUTHOR) == ["Eva Roth"]
    assert values(markup, StatementKind.PUBLISHER) == ["Bote"]


def test_a_statement_leads_to_its_place() -> None:
    markup = json_ld(ARTICLE % "2024-05-14") + '<meta name="author" content="Eva Roth">'
    places = [s.place.of(markup) for s in find_statements(markup) if s.place]
    assert all("2024-05-14" in p or "Eva Roth" in p for p in places)
    assert any(p.startswith("<meta") for p in places)


def test_a_list_and_a_graph_are_looked_into() -> None:
    assert day(json_ld(f'[{{"@type": "WebSite"}}, {{"@graph": [{ARTICLE % "2024-05-14"}]}}]')) == date(2024, 5, 14)


def test_a_fact_check_has_the_day_of_its_article_and_not_of_the_claim() -> None:
    claim = '{"@type": "ClaimReview", "datePublished": "2024-05-01"}'
    assert day(json_ld(f"[{claim}, {ARTICLE % '2024-05-14'}]")) == date(2024, 5, 14)


def test_an_article_counts_before_its_page() -> None:
    page = '{"@type": "WebPage", "datePublished": "2020-01-01"}'
    assert day(json_ld(f"[{page}, {ARTICLE % '2024-05-14'}]")) == date(2024, 5, 14)


@pytest.mark.parametrize(
    "tag",
    [
        '<meta property="article:published_time" content="2024-05-14T12:30:00Z">',
        "<meta name='date' content='2024-05-14'>",
        '<meta itemprop="datePublished" content="2024-05-14">',
        '<meta content="2024-05-14" name="DC.date.issued" />',
        '<time itemprop="datePublished" datetime="2024-05-14">gestern</time>',
        '<time class="entry-date published" datetime="2024-05-14T08:00">gestern</time>',
    ],
)
def test_tags_that_state_the_day(tag: str) -> None:
    assert day(f"<html><head>{tag}</head><body><p>Text.</p></body></html>") == date(2024, 5, 14)


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ("{{ article.date }}", "template"),
        ("1970-01-01T00:00:00Z", "default"),
        ("0001-01-01", "default"),
        ("demnächst", "no date"),
        ("2024-13-41", "no date"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(stated: str, reason: str) -> None:
    first = next(s for s in find_statements(json_ld(ARTICLE % stated)) if s.kind is PUBLISHED)
    assert reason in first.refused
    assert day(json_ld(ARTICLE % stated)) is None


def test_a_day_long_after_the_last_change_is_refused() -> None:
    tags = '<meta name="date" content="2099-12-31"><meta property="article:modified_time" content="2024-05-14">'
    first = next(s for s in find_statements(tags) if s.kind is PUBLISHED)
    assert "after the last change" in first.refused


def test_addresses_are_no_names() -> None:
    markup = '<meta name="author" content="https://bote.example/eva"><meta name="author" content="Eva Roth">'
    assert values(markup, StatementKind.AUTHOR) == ["Eva Roth"]


def test_address_and_language_of_the_page() -> None:
    markup = '<html lang="de-AT"><link rel="canonical" href="https://bote.example/a"></html>'
    assert values(markup, StatementKind.ADDRESS) == ["https://bote.example/a"]
    assert values(markup, StatementKind.LANGUAGE) == ["de-AT"]


@pytest.mark.parametrize(
    "markup",
    [
        "",
        json_ld("{"),
        json_ld("[" * 50_000),
        json_ld('{"@type": ["NewsArticle", 3], "datePublished": 7, "author": [[["a"]]]}'),
        '<script type="application/ld+json">' + ARTICLE % "2024-05-14",
        "<meta " * 20_000,
        "<meta content=" + "'" * 50_000,
        "<time datetime=" * 10_000,
    ],
)
def test_broken_markup_raises_nothing(markup: str) -> None:
    assert all(isinstance(s, Statement) for s in find_statements(markup))


def test_a_page_keeps_what_it_states() -> None:
    source = read_html(json_ld(ARTICLE % "2024-05-14").encode(), "a.html")
    found = published(source.statements)
    assert found is not None
    assert found.basis == "JSON-LD datePublished"
