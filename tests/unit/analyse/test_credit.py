"""Who made an article: invented pages, each with the makers that it names."""

import pytest
from tests.unit.analyse.page_of import BODY, MORE, TITLE, credits_of, makers, page_of

from quellenlage.records.document import Statement, StatementKind
from quellenlage.records.layers import Basis
from quellenlage.text.span import Span
from quellenlage.world import load_world

LOREM = "Der Rat hat am Montag beschlossen, das alte Rad der Mühle zu ersetzen."


def said(kind: str, value: str, basis: str = "JSON-LD author") -> Statement:
    return Statement(kind=StatementKind(kind), value=value, basis=basis, place=Span(0, 3))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (("byline", "Von Zora Quill"), ["Zora Quill"]),
        (("byline", "von Zora Quill und Bert van der Höven"), ["Zora Quill", "Bert van der Höven"]),
        (("byline", "VON ZORA QUILL"), ["ZORA QUILL"]),
        (
            ("byline", "Von Zora Quill, Bert Oss, Ida Lund und Tom Krey"),
            ["Zora Quill", "Bert Oss", "Ida Lund", "Tom Krey"],
        ),
        (("byline", "Von Prof. Dr. Zora Quill, Leiterin des Instituts für Mühlen"), ["Zora Quill"]),
        (("byline", "Von Zora Quill zora.quill@example.org"), ["Zora Quill"]),
        (("byline", "Von unserer Redakteurin Zora Quill"), ["Zora Quill"]),
        (("navigation", "Ein Kommentar von Zora Quill"), ["Zora Quill"]),
        (("navigation", "Autor: Dr. Zora Quill"), ["Zora Quill"]),
        (("navigation", "Zora Quill • 4. Mai 2020"), []),
        (("byline", "Anna Quill • 4. Mai 2020, 12:30 Uhr"), ["Anna Quill"]),
        (("navigation", "4. Mai 2020 von Anna Quill"), ["Anna Quill"]),
        (("standfirst", "Das Rad dreht sich bald. Ein Kommentar von Zora Quill."), ["Zora Quill"]),
        (("standfirst", "Das Rad dreht sich bald. Von Zora Quill"), ["Zora Quill"]),
    ],
)
def test_authors_above_the_article(line: tuple[str, str], names: list[str]):
    assert makers(TITLE, line, BODY, MORE).get("author", []) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (("credit", "Text: Zora Quill, Fotos: Bert Oss"), ["Zora Quill"]),
        (("navigation", "Das Interview führte Zora Quill."), ["Zora Quill"]),
        (("body", "Zora Quill, Jahrgang 1971, schreibt über Mühlen."), ["Zora Quill"]),
        (("body", "Unsere Autorin Zora Quill lebt in Kiel."), ["Zora Quill"]),
        (("navigation", "Aus Brüssel berichtet Zora Quill."), ["Zora Quill"]),
        (("tag", "Mitarbeit: Zora Quill, Bert Oss"), ["Zora Quill", "Bert Oss"]),
        (("teaser", "Ein Gastbeitrag der Initiative Mühlenschutz"), ["Initiative Mühlenschutz"]),
    ],
)
def test_authors_below_the_article(line: tuple[str, str], names: list[str]):
    assert makers(TITLE, BODY, MORE, line).get("author", []) == names


def test_the_author_of_two_lines():
    assert makers(TITLE, ("navigation", "Von"), ("navigation", "Zora Quill"), BODY) == {"author": ["Zora Quill"]}
    assert makers(TITLE, ("title", "Anna Quill"), ("navigation", "04.05.2020"), BODY) == {"author": ["Anna Quill"]}


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ([TITLE, ("dateline", "BERLIN (dpa) -"), BODY], ["dpa"]),
        ([TITLE, ("dateline", "Rom/Valletta (AFP/KNA) –"), BODY], ["AFP", "KNA"]),
        ([TITLE, ("body", f"Frankfurt a.M. (epd). {LOREM}")], ["epd"]),
        ([TITLE, ("body", f"Berlin: (hib/ZQ) {LOREM}")], ["hib"]),
        ([TITLE, ("body", f"MOSKAU, 5. März. /TASS/. {LOREM}")], ["TASS"]),
        ([TITLE, BODY, ("body", f"{LOREM} (dpa/lby)")], ["dpa"]),
        ([TITLE, BODY, ("body", f"{LOREM} (dpa, AFP, red)")], ["dpa", "AFP"]),
        ([TITLE, BODY, ("body", f"{LOREM} dpa")], ["dpa"]),
        ([TITLE, BODY, ("credit", "(sda/awp)")], ["sda", "awp"]),
        ([TITLE, BODY, ("credit", "dpa/rtr/zq")], ["dpa", "rtr"]),
        ([TITLE, BODY, ("credit", "Quelle: dpa-AFX")], ["dpa-AFX"]),
        (
            [TITLE, BODY, ("body", "Mit Material der Nachrichtenagenturen dpa, AFP und Reuters.")],
            ["dpa", "AFP", "Reuters"],
        ),
        ([TITLE, BODY, ("credit", "© dpa-infocom, dpa:210312-99-792310/2")], ["dpa-infocom", "dpa"]),
        ([TITLE, BODY, ("body", "Direkt aus dem dpa-Newskanal")], ["dpa"]),
    ],
)
def test_agencies(lines: list[tuple[str, str]], names: list[str]):
    assert makers(*lines).get("agency", []) == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2021 Beispielverlag GmbH & Co. KG", "Beispielverlag GmbH & Co. KG"),
        ("Copyright © Mühlen-Bote. Alle Rechte vorbehalten.", "Mühlen-Bote"),
        ("© Quill Medien AG 1999–2021", "Quill Medien AG"),
        ("SZ vom 15.05.2019", "SZ"),
    ],
)
def test_the_publisher_in_the_last_line(line: str, name: str):
    assert makers(TITLE, BODY, MORE, ("credit", line)) == {"publisher": [name]}


def test_the_publisher_at_the_head_of_the_page():
    assert makers(("navigation", "Südkurier | Lokales"), TITLE, BODY) == {"publisher": ["Südkurier"]}
    assert makers(("navigation", "beispielblatt.de"), TITLE, BODY) == {"publisher": ["beispielblatt.de"]}
    assert makers(("title", "Mühlenpost"), TITLE, BODY, ("navigation", "redaktion@muehlenpost.de")) == {}
    assert makers(("title", "Muehlenpost"), TITLE, BODY, ("navigation", "redaktion@muehlenpost.de")) == {
        "publisher": ["Muehlenpost"]
    }


@pytest.mark.parametrize("section", ["Welt", "Politik", "Sport", "Österreich", "Blick", "Kommentar"])
def test_a_section_of_the_page_is_no_publisher(section: str):
    assert makers(("navigation", section), TITLE, BODY) == {}


def test_a_paper_beside_an_agency_is_the_publisher():
    assert makers(TITLE, BODY, ("body", f"{LOREM} (Tsp/dpa)")) == {"publisher": ["Tsp"], "agency": ["dpa"]}
    assert makers(TITLE, BODY, ("credit", "Quelle: ntv.de, zqu/AFP")) == {"publisher": ["ntv.de"], "agency": ["AFP"]}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (("body", "Dieser Artikel erschien zuerst auf Telepolis."), "Telepolis"),
        (("body", "Dieser Beitrag ist zuerst in der Wochenzeitung Falter erschienen."), "Falter"),
        (
            (
                "body",
                "Anmerkung: Dieser Text wurde ursprünglich auf Englisch von openDemocracy veröffentlicht.",
            ),
            "openDemocracy",
        ),
        (("credit", "Quelle: Spiegel Online"), "Spiegel Online"),
        (("credit", "Erstveröffentlichung: junge Welt, 3. Mai 2021"), "junge Welt"),
        (("navigation", "[via Mühlenblog]"), "Mühlenblog"),
        (("body", "Mit freundlicher Genehmigung der Neuen Zürcher Zeitung."), "Neuen Zürcher Zeitung"),
        (
            ("body", "Der Originalartikel erschien am 3. Mai 2021 unter dem Titel „Mill“ in der New York Times."),
            "New York Times",
        ),
    ],
)
def test_the_medium_that_had_it_first(line: tuple[str, str], name: str):
    assert makers(TITLE, BODY, MORE, line) == {"original": [name]}


def test_the_original_beside_the_author():
    assert makers(TITLE, ("byline", "Von Zora Quill, The Diplomat"), BODY) == {
        "author": ["Zora Quill"],
        "original": ["The Diplomat"],
    }
    assert makers(TITLE, ("byline", "Von Zora Quill / Mühlenrundbrief"), BODY) == {
        "author": ["Zora Quill"],
        "original": ["Mühlenrundbrief"],
    }


def test_a_source_that_is_the_publisher_is_no_original():
    footer = ("credit", "© Frankfurter Allgemeine Zeitung GmbH 2001–2021")
    found = makers(TITLE, BODY, ("credit", "Quelle: F.A.Z."), footer)
    assert found == {"publisher": ["F.A.Z.", "Frankfurter Allgemeine Zeitung GmbH"]}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Aus dem Englischen von Zora Quill", "Zora Quill"),
        ("Übersetzung aus dem Russischen: Zora Quill", "Zora Quill"),
        ("Übersetzt von Zora Quill.", "Zora Quill"),
        ("Die Übersetzung besorgte Zora Quill.", "Zora Quill"),
    ],
)
def test_translators(line: str, name: str):
    assert makers(TITLE, BODY, MORE, ("credit", line)) == {"translator": [name]}


@pytest.mark.parametrize(
    "line",
    [
        ("body", f"{LOREM} Das meldet die Nachrichtenagentur Reuters."),
        ("body", f"{LOREM} Das sagte der Abgeordnete (CDU)."),
        ("body", "Wie die Deutsche Presse-Agentur berichtet, soll sich das Rad im Herbst wieder drehen."),
        ("body", "Nach Informationen der Süddeutschen Zeitung will das Dorf klagen, und das schon bald."),
        ("caption", "Die Mühle am Bach. Foto: Zora Quill/dpa"),
        ("caption", "Die Mühle am Bach. © AFP"),
        ("credit", "Foto: Zora Quill"),
        ("body", f"{LOREM} (Archiv)"),
        ("credit", "(zq)"),
        ("byline", "Von der Redaktion"),
        ("byline", "Von New York"),
        ("body", "Ina Kron: Die Mühle. Roman. Aus dem Norwegischen von Zora Quill. Verlag Oss, 300 Seiten, 22 Euro."),
        ("body", "Zora Quill/dpa"),
    ],
)
def test_what_is_no_credit(line: tuple[str, str]):
    assert makers(TITLE, BODY, line, MORE) == {}


def test_authors_of_other_articles_below_are_none():
    others = (("navigation", "Mehr zum Thema"), ("teaser", "Stau im Tal"), ("byline", "Von Karla Kolm"))
    assert makers(TITLE, BODY, MORE, *others) == {}
    assert makers(TITLE, ("byline", "Von Zora Quill"), BODY, MORE, ("byline", "Von Karla Kolm")) == {
        "author": ["Zora Quill"]
    }


def test_who_is_written_about_does_not_write():
    kicker = ("navigation", "Anna Quill")
    assert makers(TITLE, kicker, ("body", f"{LOREM} Das sagte Anna Quill.")) == {}
    assert makers(TITLE, kicker, BODY) == {"author": ["Anna Quill"]}


def test_agencies_have_the_id_of_the_knowledge_base():
    found = credits_of(page_of([TITLE, ("dateline", "BERLIN (dpa) -"), BODY, ("credit", "Quelle: rtr")]))
    assert [(c.name, c.entity) for c in found] == [("dpa", "org:dpa"), ("rtr", "org:reuters")]


def test_each_role_and_name_stands_once():
    lines = [TITLE, ("byline", "Von Zora Quill"), ("dateline", "BERLIN (dpa) -"), BODY, ("credit", "(dpa)")]
    assert makers(*lines, said=[said("author", "Zora Quill")]) == {"author": ["Zora Quill"], "agency": ["dpa"]}


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b"])
def test_a_name_is_read_without_what_nobody_sees(sign: str):
    document = page_of([TITLE, ("byline", f"Von\u00a0Zora\u00a0Qu{sign}ill"), BODY])
    (credit,) = credits_of(document)
    assert credit.name == "Zora Quill"
    assert credit.span is not None
    assert credit.span.of(document.source.text) == f"Zora\u00a0Qu{sign}ill"


def test_every_credit_of_the_text_is_its_slice():
    lines = [TITLE, ("byline", "Von Zora Quill und Bert Oss (AFP)"), BODY, ("credit", "© SZ.de/dpa/zqu")]
    document = page_of(lines)
    found = credits_of(document)
    assert {c.name for c in found} == {"Zora Quill", "Bert Oss", "AFP", "SZ.de", "dpa"}
    assert all(c.span and c.span.of(document.source.text) == c.name for c in found)


# --- outside the text ------------------------------------------------------------------------------
def test_the_markup_states_authors_and_publisher_without_evidence_in_the_text():
    statements = [said("author", "Dr. Zora Quill und Bert Oss"), said("publisher", "Mühlenpost", "meta og:site_name")]
    found = credits_of(page_of([TITLE, BODY], said=statements))
    assert [(str(c.role), c.name, c.span, c.basis) for c in found] == [
        ("author", "Zora Quill", None, Basis.STATED),
        ("author", "Bert Oss", None, Basis.STATED),
        ("publisher", "Mühlenpost", None, Basis.STATED),
    ]
    assert found[0].by.rule == "JSON-LD author"


@pytest.mark.parametrize("value", ["admin", "Redaktion", "https", "mühlenpost online", ""])
def test_what_is_no_person_is_no_author(value: str):
    assert makers(TITLE, BODY, said=[said("author", value)]) == {}


def test_an_agency_or_a_paper_in_place_of_the_author():
    assert makers(TITLE, BODY, said=[said("author", "dpa")]) == {"agency": ["dpa"]}
    assert makers(TITLE, BODY, said=[said("author", "Südkurier")]) == {"publisher": ["Südkurier"]}


@pytest.mark.parametrize(
    ("path", "name", "entity"),
    [
        ("https://www.spiegel.de/politik/a-1.html", "Spiegel", "org:spiegel"),
        ("https://de.rt.com/inland/1", "Russia Today", "org:rt"),
        ("https://web.archive.org/web/2020/https://taz.de/!5/", "taz", "org:taz"),
        ("https://muehlenpost.example.org/a", "muehlenpost.example.org", None),
        ("seiten/www.tagesschau.de_ausland_1.html", "Tagesschau", "org:tagesschau"),
        ("spiegel.de-politik.html", "Spiegel", "org:spiegel"),
    ],
)
def test_the_publisher_from_the_address(path: str, name: str, entity: str | None):
    (credit,) = credits_of(page_of([TITLE, BODY], path=path))
    assert (str(credit.role), credit.name, credit.entity) == ("publisher", name, entity)
    assert credit.basis is Basis.INFERRED
    assert credit.span is None


@pytest.mark.parametrize("path", ["a.txt", "spiegel/artikel.txt", "bericht.v2.txt", "001_2bdeb.txt", "muehle.de.txt"])
def test_a_file_name_is_no_address(path: str):
    assert makers(TITLE, BODY, path=path) == {}


def test_the_name_in_the_markup_is_that_of_the_site():
    statements = [said("publisher", "ntv NACHRICHTEN"), said("address", "https://www.n-tv.de/a.html", "link canonical")]
    (credit,) = credits_of(page_of([TITLE, BODY], said=statements))
    assert (credit.name, credit.entity, credit.basis) == ("ntv NACHRICHTEN", "org:ntv", Basis.STATED)


# --- to whom the answers were given ----------------------------------------------------------------
TOLD = "„Wir bauen das Rad“, sagte die Bürgermeisterin der „Bild-Zeitung“. Das Geld sei da, sagte sie der Bild-Zeitung."


def test_answers_to_one_medium_point_at_it():
    document = page_of([TITLE, ("body", TOLD), MORE])
    (credit,) = credits_of(document)
    assert (str(credit.role), credit.entity, credit.basis) == ("original", "org:bild", Basis.INFERRED)
    assert credit.span is not None
    assert credit.span.of(document.source.text) == "Bild-Zeitung"
    assert credit.span.start < TOLD.index("sei da") + 100


def test_an_interview_that_is_announced_points_at_its_medium():
    lead = ("standfirst", "Im Interview mit NK News spricht der Müller über das Rad und über den Bach.")
    assert makers(TITLE, lead, BODY, MORE) == {"original": ["NK News"]}


@pytest.mark.parametrize(
    "words",
    [
        "„Wir bauen das Rad“, sagte die Bürgermeisterin der „Bild-Zeitung“. Mehr sagte sie nicht.",
        "Das sagte er der Bild-Zeitung. Das sagte sie der Süddeutschen Zeitung. Mehr sagten sie am Montag nicht.",
        "Das sagte ein Sprecher der Bild-Zeitung. Auch ein anderer Sprecher der Bild-Zeitung sagte das.",
        "Das berichtet die Bild-Zeitung. Auch am Tag davor hatte die Bild-Zeitung das berichtet.",
        "Das sagte der Bild-Reporter am Montag. Mehr sagte der Bild-Reporter nicht.",
        "Das sagte er der Presse. Mehr sagte er der Presse nicht.",
    ],
)
def test_one_answer_or_another_medium_points_at_nothing(words: str):
    assert makers(TITLE, ("body", words), MORE) == {}


def test_a_paper_that_prints_its_own_interview_is_no_original():
    assert makers(TITLE, ("body", TOLD), MORE, path="https://www.bild.de/a.html") == {"publisher": ["Bild"]}


def test_what_is_stated_counts_more_than_what_is_inferred():
    assert makers(TITLE, ("body", TOLD), MORE, ("credit", "Quelle: Spiegel Online")) == {"original": ["Spiegel Online"]}


def test_answers_to_an_agency_point_at_the_agency():
    words = (
        "Das sagte er der Deutschen Presse-Agentur. Das Rad sei alt, sagte er der Deutschen Presse-Agentur am Montag."
    )
    (credit,) = credits_of(page_of([TITLE, ("body", words), MORE]))
    assert (str(credit.role), credit.entity, credit.basis) == ("agency", "org:dpa", Basis.INFERRED)


# --- another language ------------------------------------------------------------------------------
EN_BODY = ("body", "The council decided on Monday to replace the old wheel of the mill. It has no money for it.")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [("byline", "By Clara Whitfield and Paul Renard"), EN_BODY],
            {("author", "Clara Whitfield"), ("author", "Paul Renard")},
        ),
        (
            [("byline", "By Clara Whitfield, The Guardian"), EN_BODY],
            {("author", "Clara Whitfield"), ("original", "The Guardian")},
        ),
        ([("dateline", "LONDON (Reuters) -"), EN_BODY], {("agency", "Reuters")}),
        ([("dateline", "SEOUL, Sept. 13 (Yonhap) --"), EN_BODY], {("agency", "Yonhap")}),
        (
            [EN_BODY, ("credit", "(Reporting by Paul Renard in Paris; editing by Anna Brook)")],
            {("author", "Paul Renard")},
        ),
        ([EN_BODY, ("body", "This article first appeared in The Diplomat.")], {("original", "The Diplomat")}),
        ([EN_BODY, ("body", "This story was originally published by openDemocracy.")], {("original", "openDemocracy")}),
        ([EN_BODY, ("credit", "Translated by Anna Brook")], {("translator", "Anna Brook")}),
        ([EN_BODY, ("credit", "© 2021 Mill Media Ltd. All rights reserved.")], {("publisher", "Mill Media Ltd")}),
        (
            [EN_BODY, ("body", "The mayor told Reuters that the wheel was old. The miller told Reuters it was not.")],
            {("agency", "Reuters")},
        ),
        ([EN_BODY, ("caption", "The mill on Monday. Photo: Clara Whitfield/AFP")], set()),
        ([EN_BODY, ("body", "The wheel will turn again, the news agency Reuters reported on Monday.")], set()),
    ],
)
def test_english(lines: list[tuple[str, str]], expected: set[tuple[str, str]]):
    document = page_of([("title", "The mill gets a new wheel"), *lines])
    assert {(str(c.role), c.name) for c in credits_of(document, load_world("en", "none"))} == expected
