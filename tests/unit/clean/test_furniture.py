"""Pages of our own: what is story stays, what is furniture is told from it."""

import time
from itertools import pairwise

import pytest

from quellenlage.clean.furniture import find_blocks
from quellenlage.records.document import BlockType
from quellenlage.world import load_world

LANGUAGE = load_world().language

TITLE = "Mühlbach bekommt eine neue Brücke aus Holz"
FIRST = (
    "Die Gemeinde Mühlbach baut im Herbst eine neue Brücke über den Rauhbach. Das hat der Rat am Dienstag "
    "mit großer Mehrheit beschlossen, wie Bürgermeisterin Hedwig Sandner nach der Sitzung mitteilte."
)
SECOND = (
    "Die alte Brücke war beim Hochwasser im Frühjahr beschädigt worden. Seither müssen Fußgänger einen "
    "Umweg von zwei Kilometern über die Landstraße nehmen, was vor allem Schulkinder trifft."
)
THIRD = (
    "Gegen den Plan stimmte nur der Landwirt Alois Brandl. Er fürchtet, dass die Zufahrt zu seinen Feldern "
    "während der Bauzeit gesperrt wird. Sandner versprach, eine Lösung zu finden."
)


def lines(*page: str) -> list[tuple[str, str]]:
    """Type and words of every line of a page."""
    text = "\n\n".join(page)
    return [(line.type.value, line.span.of(text)) for line in find_blocks(text, LANGUAGE)]


def types(*page: str) -> list[str]:
    return [kind for kind, _ in lines(*page)]


def type_of(words: str) -> str:
    """The type of a line between paragraphs of a story."""
    found = [kind for kind, line in lines(TITLE, FIRST, words, SECOND, THIRD) if line in words]
    assert len(found) == 1, found
    return found[0]


def test_a_page_without_furniture_is_story_throughout():
    assert types(TITLE, FIRST, SECOND, THIRD) == ["title", "body", "body", "body"]


def test_lines_cover_all_words_in_order_without_overlap():
    page = (TITLE, "Anzeige", FIRST, "Teilen | Merken | Drucken", SECOND)
    text = "\r\n \t".join(page)
    found = find_blocks(text, LANGUAGE)
    assert " ".join(line.span.of(text) for line in found).split() == text.split()
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "words", ["Anzeige", "- Werbung -", "ANZEIGE", "Weiter nach der Werbung", "PUBLICITÉ", "Реклама"]
)
def test_an_advert_between_paragraphs_is_cut_and_the_story_goes_on(words: str):
    assert types(TITLE, FIRST, words, SECOND, THIRD) == ["title", "body", "advert", "body", "body"]


@pytest.mark.parametrize(
    "words",
    [
        "Teilen | Merken | Drucken",
        "Auf Facebook teilen",
        "Per Mail",
        "Artikel drucken",
        "12 Kommentare",
        "3 Min. Lesezeit",
        "Startseite > Landkreis > Mühlbach",
        "Textgröße ändern",
        "Facebook 12 Twitter 3 WhatsApp",
        "Teilen (34)",
        "1.204 Teilen | 12 Merken | Drucken",
        "42 Shares",
    ],
)
def test_controls_of_the_page_are_navigation(words: str):
    assert type_of(words) == "navigation"


@pytest.mark.parametrize(
    "words",
    [
        "Veröffentlicht: 14.05.2024, 12:30",
        "Veröffentlicht am 14.05.2024, 12:30",
        "Zuletzt aktualisiert am Dienstag, 14. Mai 2024 um 12:30 Uhr",
        "Stand: 14.05.2024",
    ],
)
def test_a_day_alone_is_a_dateline(words: str):
    assert type_of(words) == "dateline"


@pytest.mark.parametrize(
    "words", ["Hier Newsletter bestellen", "Jetzt den Newsletter abonnieren", "Abonnieren Sie jetzt den Newsletter!"]
)
def test_what_is_offered_to_the_reader_is_an_advert(words: str):
    assert type_of(words) == "advert"


def test_a_share_bar_line_by_line_is_navigation():
    bar = ("Facebook", "Twitter", "WhatsApp", "E-Mail", "Drucken")
    assert types(TITLE, *bar, FIRST, SECOND) == ["title", *["navigation"] * 5, "body", "body"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Lesen Sie auch: Hochwasser im Rauhtal", "teaser"),
        ("Mehr zum Thema: Hochwasser im Rauhtal", "teaser"),
        ("Mehr zum Thema Hochwasser", "teaser"),
        ("Mehr dazu: Hochwasser im Rauhtal", "teaser"),
        ("Auch interessant: Hochwasser im Rauhtal", "teaser"),
        ("Mehr dazu lesen Sie hier.", "teaser"),
        ("» Lesen Sie mehr über das Hochwasser", "teaser"),
        ("Lesen Sie dazu: „Wir haben alles verloren“ – das Hochwasser im Rauhtal", "teaser"),
        ("Vorherige Meldung: Feuerwehr sucht Nachwuchs", "teaser"),
        ("dpa/lby/mw", "credit"),
        ("(AFP, dpa und Reuters)", "credit"),
        ("Nächster Artikel Feuerwehr sucht Nachwuchs", "teaser"),
        ("Foto: Gemeinde Mühlbach", "caption"),
        ("Die beschädigte Brücke über den Rauhbach. Foto: Lokalbild", "caption"),
        ("Quelle: Rauhtaler Bote", "credit"),
        ("(dpa)", "credit"),
        ("© Rauhtaler Bote 2024", "credit"),
        ("Übersetzung: Mira Wolny", "credit"),
        ("#mühlbach #brücke", "tag"),
        ("Schlagwörter: Brücke, Hochwasser", "tag"),
        ("Korrektur: In der ersten Fassung stand, die Brücke sei aus Stahl.", "correction"),
    ],
)
def test_a_line_is_known_by_its_wording(words: str, kind: str):
    assert type_of(words) == kind


@pytest.mark.parametrize("words", ["Von Hedwig Sandner", "Von Alois Brandl und Hedwig Sandner", "Text: Alois Brandl"])
def test_a_byline_names_the_author(words: str):
    assert type_of(words) == "byline"


@pytest.mark.parametrize("heading", ["Weitere Artikel", "Das könnte Sie auch interessieren", "Meistgelesen"])
def test_a_section_of_teasers_runs_to_the_end(heading: str):
    teasers = ("Feuerwehr sucht Nachwuchs", "Musikverein feiert Jubiläum", "Freibad öffnet im Juni")
    assert types(TITLE, FIRST, SECOND, heading, *teasers) == ["title", "body", "body", *["teaser"] * 4]


def test_a_section_of_headlines_with_paragraphs_runs_to_the_end():
    page = (
        "Weitere Meldungen",
        "Feuerwehr sucht Nachwuchs",
        "Die Feuerwehr in Mühlbach hat zu wenige junge Leute und lädt zum Tag der offenen Tür.",
        "Freibad öffnet im Juni",
        "Das Freibad in Mühlbach öffnet nach dem Umbau erst im Juni.",
    )
    assert types(TITLE, FIRST, SECOND, *page) == ["title", "body", "body", *["teaser"] * 5]


def test_after_a_section_in_the_middle_the_story_goes_on():
    found = lines(TITLE, FIRST, "Weitere Artikel", "Feuerwehr sucht Nachwuchs", "Freibad öffnet im Juni", SECOND, THIRD)
    assert [kind for kind, _ in found] == ["title", "body", "teaser", "teaser", "teaser", "body", "body"]


def test_the_title_is_kept_once():
    assert types(TITLE, TITLE, FIRST, SECOND, THIRD) == ["title", "duplicate", "body", "body", "body"]
    found = types(TITLE, FIRST, TITLE.upper(), SECOND)
    assert found == ["title", "body", "duplicate", "body"]


def test_a_short_line_without_a_full_stop_is_a_heading():
    assert type_of("Umweg für Schulkinder") == "heading"


def test_a_line_under_the_title_is_the_standfirst():
    under = "Der Rat stimmt für Holz statt Stahl"
    assert types(TITLE, under, FIRST, SECOND, THIRD) == ["title", "standfirst", "body", "body", "body"]


@pytest.mark.parametrize(
    ("place", "rest"),
    [
        ("MÜHLBACH (dpa) –", FIRST),
        ("MÜHLBACH –", FIRST),
        ("Mühlbach (dpa) -", FIRST),
        ("MÜHLBACH.-", FIRST),
        ("MÜHLBACH.", FIRST),
    ],
)
def test_the_place_in_front_of_a_paragraph_is_a_line_of_its_own(place: str, rest: str):
    found = lines(TITLE, f"{place} {rest}", SECOND)
    assert found == [("title", TITLE), ("dateline", place), ("body", rest), ("body", SECOND)]


@pytest.mark.parametrize(
    "words",
    [
        "Quelle: Bachbote. Dieser Text wurde maschinell aus dem Dänischen übersetzt.",
        "Bachbote · automatisch aus dem Dänischen übersetzt",
    ],
)
def test_a_note_on_the_translation_is_a_credit(words: str):
    assert lines(TITLE, words, FIRST, SECOND)[1] == ("credit", words)


def test_a_few_words_at_the_end_are_controls():
    assert types(TITLE, FIRST, SECOND, "Zum Archiv", "Impressum") == [
        "title",
        "body",
        "body",
        "navigation",
        "navigation",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Anzeige erstattete der Landwirt noch am selben Abend bei der Polizei in Mühlbach.",
        "Werbung für die Brücke machte vor allem die Bürgermeisterin selbst, sagte er.",
        "Facebook teilte mit, dass die Seite der Gemeinde wieder zu erreichen ist.",
        "Von den dreißig Bäumen am Ufer müssen nur vier gefällt werden.",
        "Teilen wollte sich die Kosten mit der Gemeinde bisher niemand.",
        "Quellen im Rathaus zufolge kostet die Brücke rund 400 000 Euro.",
        "Mehr dazu wollte die Bürgermeisterin am Dienstag nicht sagen.",
        "Auch interessant ist die Brücke für Radfahrer, die von Norden kommen.",
        "Auf diesem Weg kommen täglich sechzig Schulkinder nach Mühlbach.",
        "Brandl sagte: „Ich lese Zeitung, und was lese ich? Nichts als Lügen!“",
        "Nächster Schritt ist die Ausschreibung, die im August beginnen soll.",
        "Die Gegner der Brücke – darunter Brandl – kündigten Widerspruch an.",
        "20 Kommentare gingen bei der Gemeinde ein, die meisten davon zustimmend.",
        "Foto und Plan der Brücke hängen seit Montag im Rathaus aus.",
        "„Hören Sie mehr auf uns“, rief ein Zuhörer in den Saal.",
        "Nächste Meldung der Feuerwehr ist im Juni, hieß es in der Sitzung.",
        "Mehr aus Trotz als aus Not stimmte er dagegen.",
        "„Lesen Sie auch den Plan“, sagte Brandl der Bürgermeisterin.",
        "Hören Sie auch auf die Kinder“, sagte eine Lehrerin, „nicht nur auf Landwirte.“",
        pytest.param(
            "Sehen Sie auch einen Vorteil in dem Bau?",
            marks=pytest.mark.xfail(strict=True, reason="stays, as heading: a question between paragraphs"),
        ),
        "Veröffentlicht am 14.05.2024 wurde nur ein Teil des Berichts.",
        "Stand 2020 lebten in Mühlbach noch 300 Menschen.",
        "Reuters sagte er am Dienstag, die Brücke werde halten.",
        "Facebook, Twitter und die Zeitung im Dorf berichteten davon.",
        "Video und Ton der Sitzung hat die Gemeinde nicht aufgezeichnet.",
        "Der Weg führt von Mühlbach über Au nach Öd.",
        "Korrigieren will der Rat den Beschluss nicht mehr.",
        pytest.param("„Nein.“", marks=pytest.mark.xfail(strict=True, reason="stays, as heading: one word")),
    ],
)
def test_a_sentence_of_the_story_that_looks_like_furniture_stays(words: str):
    assert type_of(words) == "body"


def test_a_paragraph_that_begins_with_a_place_in_small_letters_has_no_dateline():
    assert "dateline" not in types(TITLE, "Mühlbach - das ist für viele nur ein Dorf am Bach.", SECOND)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("A\u0308hnliche Beitra\u0308ge", "teaser"),
        ("Vero\u0308ffentlicht:\u00a014.05.2024", "dateline"),
        ("An\u00adzei\u00adge", "advert"),
        ("Start\u00a0› Landkreis ›\u00a0Mu\u0308hlbach", "navigation"),
    ],
)
def test_wording_is_compared_as_a_reader_sees_it(words: str, kind: str):
    assert kind in types(TITLE, FIRST, words, SECOND, THIRD)


def test_a_place_with_loose_dots_in_front_of_a_paragraph_keeps_its_offsets():
    place = "MU\u0308HLBACH\u00a0(dpa) –"
    assert lines(TITLE, f"{place}\u00a0{FIRST}", SECOND)[1:3] == [("dateline", place), ("body", FIRST)]


def test_invisible_lines_are_no_lines():
    page = ("\u200b", "\ufeff", TITLE, "\u00ad", FIRST, "\u00a0", SECOND)
    assert types(*page) == ["title", "body", "body"]


@pytest.mark.parametrize(
    "words",
    [
        "Telegram:",
        pytest.param(
            "Facebook und Twitter",
            marks=pytest.mark.xfail(strict=True, reason="two words of a share bar between paragraphs: navigation"),
        ),
    ],
)
def test_a_heading_that_names_a_network_stays(words: str):
    assert type_of(words) in ("heading", "body")


def test_a_path_through_the_site_has_short_parts():
    assert type_of("Start › Landkreis › Mühlbach") == "navigation"
    assert type_of("Start › Mühlbach") != "navigation"
    assert type_of(f"Start › {'lang ' * 9}› Mühlbach ist auch ein Weg") != "navigation"


@pytest.mark.parametrize(
    "line", ["x" + " > a" * 5000 + "b" * 60, " | a" * 5000, "a" * 20_000, "> " * 9000, "Ab" + " " * 50_000 + "x"]
)
def test_a_long_line_takes_time_in_proportion(line: str):
    start = time.perf_counter()
    find_blocks(f"{TITLE}\n\n{line}\n\n{FIRST}", LANGUAGE)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("text", ["", " \n ", "\n\r\n"])
def test_no_words_no_lines(text: str):
    assert find_blocks(text, LANGUAGE) == ()


def test_every_line_says_which_rule_made_it():
    text = "\n\n".join((TITLE, "Anzeige", FIRST, TITLE, SECOND, "Weitere Artikel", "Noch etwas"))
    assert all(line.rule for line in find_blocks(text, LANGUAGE))
    assert {line.type for line in find_blocks(text, LANGUAGE)} <= set(BlockType)
