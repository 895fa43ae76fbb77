"""Traces of translation and careless copying. All examples are invented."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quellenlage.clean.document import clean_source
from quellenlage.clean.finding import Finding
from quellenlage.clean.translation import find_traces
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.present.tables import caveats
from quellenlage.read.plain import read_plain
from quellenlage.records.document import Document, TraceKind
from quellenlage.text.edit import apply_edits
from quellenlage.text.span import Span, split_lines
from quellenlage.world import load_world

WORLD = load_world("de", "none")
BRACKET, MISSING, GLUED = TraceKind.BRACKET, TraceKind.MISSING_SPACE, TraceKind.GLUED_SENTENCE
UNTRANSLATED, SPELLINGS = TraceKind.UNTRANSLATED, TraceKind.TWO_SPELLINGS


def found(text: str) -> tuple[Finding, ...]:
    return find_traces(text, split_lines(text), WORLD)


def words(text: str, kind: TraceKind) -> list[str]:
    return [finding.span.of(text) for finding in found(text) if finding.kind is kind]


def mended(text: str) -> str:
    return apply_edits(text, {edit for finding in found(text) for edit in finding.edits})[0]


def cleaned(text: str) -> Document:
    return clean_source(read_plain(text.encode(), "a.txt"), WORLD.language, WORLD)


# --- lost blanks -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Sie fuhr mit derFähre zur Insel.", "Sie fuhr mit der Fähre zur Insel."),
        ("Der Rat tagte imSitzungssaal des Hauses.", "Der Rat tagte im Sitzungssaal des Hauses."),
        ("Zwei kleineSchiffe lagen im Hafen.", "Zwei kleine Schiffe lagen im Hafen."),
        ("Das stand in der SächsischenZeitung vom Montag.", "Das stand in der Sächsischen Zeitung vom Montag."),
        ("Die Ministerin sagte,dass die Brücke hält.", "Die Ministerin sagte, dass die Brücke hält."),
        ("Er fragte:Warum steht das Tor offen?", "Er fragte: Warum steht das Tor offen?"),
        ("Das Lager brannte am14. Mai ab.", "Das Lager brannte am 14. Mai ab."),
        ("Der Preis stieg um 20Prozent an.", "Der Preis stieg um 20 Prozent an."),
        ("Seit Juni2019 ruht der Bau.", "Seit Juni 2019 ruht der Bau."),
        ("Sie kommt am 3.August zurück.", "Sie kommt am 3. August zurück."),
        ("Die Halle ist geschlossenund leer.", "Die Halle ist geschlossen und leer."),
        ("Das Gericht hat diewichtigsten Zeugen gehört.", "Das Gericht hat die wichtigsten Zeugen gehört."),
        ("Der Zoll fand Waffenteileund Geld.", "Der Zoll fand Waffenteile und Geld."),
        ("Es blieb ruhig (so die Polizei)bis zum Abend.", "Es blieb ruhig (so die Polizei) bis zum Abend."),
        ("Er wurde „der Schmied“genannt, weil er schwieg.", "Er wurde „der Schmied“ genannt, weil er schwieg."),
        ("Der Minister(parteilos) schwieg.", "Der Minister(parteilos) schwieg."),
        ("Um zehn Uhr(Ortszeit) begann der Regen.", "Um zehn Uhr (Ortszeit) begann der Regen."),
    ],
)
def test_a_lost_blank_is_put_back_between_words_that_are_known(before: str, after: str):
    assert mended(before) == after
    assert words(before, MISSING) or before == after


@pytest.mark.parametrize(
    "text",
    [
        "Die LeserInnen, Leser:innen und Leser*innen stimmten ab.",
        "Der YouTuber zeigt auf TikTok sein iPhone14 und bestellt bei eBay.",
        "Die BahnCard kostet mehr, sagt die ThyssenKrupp AG, und die SchülerInnenzahl sinkt.",
        "Mit 5Mbit ist das Netz langsam, mit 5G und 16GB nicht.",
        "Die Müller GmbH&Co KG und die mRNA-Firma BioNTech forschen.",
        "Siehe www.Beispiel-Seite.de/Haus, post@beispiel.de und bericht_final.pdf im Netz.",
        "Nach §5 und §12a gilt das z.B. auch, d.h. u.U. für i.d.R. drei Jahre.",
        "Der Verein siegte mit 3:2 (1:1), der Zug fährt um 12:30 Uhr auf Gleis 5a.",
        "Unter #WirHelfenAlle und @FeuerwehrTal sammeln sich viele.",
        "Die (un)sichtbaren Kolleg(inn)en müss(t)en kommen.",
        "Die Reichs(kriegs)flagge hing da, dann wurde er [auf]gefordert zu gehen.",
        "Der Wahl„kampf“ war ein „Wahl“kampf ohne Gegner.",
        "Die Bundesverfassungsgerichtsentscheidung war ein Forschungsverbund wert.",
        "Die schwächelnden, wegbrechenden und nachzuholenden Aufträge fehlen.",
        "Der Klimaaktivist und die Kandidatin trotzten alledem.",
        "Das kostet 1.000 Euro, 2,5 Prozent mehr als 2019/20, in den 1990ern 80er-Preise.",
        "Es galt ab 20.15 Uhr in Bad Kreuznach und Andernach.",
        "Die Aktie der ProSiebenSat.1 SE stieg, CO2-Preis und H2O auch.",
    ],
)
def test_compounds_brands_units_and_gendered_forms_stay(text: str):
    assert words(text, MISSING) == []
    assert words(text, GLUED) == []
    assert mended(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Der Zug hielt.Niemand stieg aus.", "Der Zug hielt. Niemand stieg aus."),
        ("„Wir gehen.“Sie blieb.", "„Wir gehen.“ Sie blieb."),
        ("Wer war das?Die Wache schwieg.", "Wer war das? Die Wache schwieg."),
        ("Halt!Das Tor fiel zu.", "Halt! Das Tor fiel zu."),
        ("Er ging fort…Keiner sah ihn wieder.", "Er ging fort… Keiner sah ihn wieder."),
        ('Sie rief: "Es brennt."Dann lief sie.', 'Sie rief: "Es brennt." Dann lief sie.'),
        ('Sie schwieg."Es brennt", rief er.', 'Sie schwieg. "Es brennt", rief er.'),
        ("Das sagte die CDU.Die SPD widersprach.", "Das sagte die CDU. Die SPD widersprach."),
    ],
)
def test_glued_sentences_are_parted(before: str, after: str):
    assert mended(before) == after
    assert len(words(before, GLUED)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Prof.Dr. Weber kam mit A.B.Koch vom 1.FC an.",
        "Die Seite Laden.De und der Sender Oper.TV schließen.",
        "Mio.Euro und Nr.Zwei stehen in der Liste.",
        "Auf https://Beispiel.Org/Seite.Html steht mehr.",
    ],
)
def test_abbreviations_and_addresses_end_no_sentence(text: str):
    assert words(text, GLUED) == []


# --- brackets --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Die Wahl () war frei.", "Die Wahl war frei."),
        ("Die Lage ist ernst [Bild 2].", "Die Lage ist ernst."),
        ("Der Kurs fiel {{chart_daten}} um drei Punkte.", "Der Kurs fiel um drei Punkte."),
        ('Das Schiff <a href="x">sank</a> im Sturm.', "Das Schiff sank im Sturm."),
        ("Der Chef trat ab [weiterlesen] und schwieg.", "Der Chef trat ab und schwieg."),
        ("Er stieg aus (Link: ) und ging.", "Er stieg aus und ging."),
        ('Das Paar [gallery ids="3,4"] floh.', "Das Paar floh."),
    ],
)
def test_brackets_that_hold_nothing_are_cut(before: str, after: str):
    assert mended(before) == after
    assert words(before, BRACKET)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Die Behörde [authority] schwieg dazu.", True),
        ("Das Verteidigungsministerium (Минобороны) bestätigte das.", True),
        ("Er starb am Montag (Übersetzung: Google) in der Klinik.", True),
        ("Der Fluss trat über (Image source: Police) und stieg.", True),
        ("Die Brücke stürzte ein (Foto: Archiv), als der Zug kam.", False),
    ],
)
def test_brackets_with_words_are_kept_and_noted(text: str, evidence: bool):
    assert mended(text) == text
    assert [f.evidence for f in found(text) if f.kind is BRACKET] == [evidence]


@pytest.mark.parametrize(
    "text",
    [
        "Sie sagte: „Wir haben […] alles [die Akten] gesehen.“ (dpa)",
        "Das Ministerium (BMI) plant das (siehe Grafik) für 2030 (Quelle: dts).",
        "Die Partei (Anm. d. Red.: gegründet 1990) tritt an.[1]",
        "Das „Fair Rivers Act“ (deutsch: Gesetz für Flüsse) gilt (2).",
        "Der Preis (in Euro) sank :-) um 5 (fünf) Punkte (!).",
    ],
)
def test_brackets_that_were_meant_stay(text: str):
    assert words(text, BRACKET) == []


def test_a_line_that_is_nothing_but_a_bracket_is_not_cut():
    assert mended("[Bild] [Video]") == "[Bild] [Video]"


# --- untranslated words ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Die Fabrik had been closed, wie der Konzern mitteilte.", ["had been closed"]),
        ("Das Abkommen, which seit Jahren ruht, wird erneuert.", ["which"]),
        ("Die Armee zog ab, сообщает die Agentur.", ["сообщает"]),
        ("Nach den Wahlen the government resigned, und alle gingen.", ["the government resigned"]),
        ("Die Richter haben das Urteil overturned und den Fall vertagt.", ["overturned"]),
        ("Der Zeuge, une association fondée à Lyon, schwieg.", ["une association fondée à"]),
    ],
)
def test_foreign_words_inside_a_sentence_are_found(text: str, wanted: list[str]):
    assert [w for w in words(text, UNTRANSLATED) if any(w in want or want in w for want in wanted)]
    assert len(words(text, UNTRANSLATED)) == len(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "Der Film „The Long Way Home“ und die Serie House of Rivers laufen heute.",
        "Das Center for Health Security und die Bank of America warnen.",
        "„Never change a running system“, sagt die Chefin und lacht.",
        "Das Home Office und das Streaming boomen, Social Media auch.",
        "Es war business as usual, law and order und too big to fail.",
        "Man müsse die Kurve abflachen, also flatten the curve, hieß es.",
        "Die Band Rage Against The Machine spielte in Rock am Ring.",
        "Eine multiple, vulnerable und investigative Gruppe ist das.",
    ],
)
def test_titles_names_and_loans_are_no_evidence(text: str):
    assert not [f for f in found(text) if f.kind is UNTRANSLATED and f.evidence]


def test_a_single_word_and_a_whole_sentence_are_traces_and_no_evidence():
    single = "Die Behörde hat den Antrag rejected, wie sie mitteilte."
    whole = "Das war alles. The council has approved the plan. Danach gingen alle heim."
    for text in (single, whole):
        assert [f.evidence for f in found(text) if f.kind is UNTRANSLATED] == [False]


def test_several_single_words_are_evidence():
    text = (
        "Die Behörde hat den Antrag rejected, wie sie mitteilte. Der Anwalt ist disappointed und geht. "
        "Das Gericht hat den Fall postponed, weil Zeugen fehlten."
    )
    assert [f.evidence for f in found(text) if f.kind is UNTRANSLATED] == [True] * 3


# --- two spellings ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sprecher Koschkin schwieg. Später sagte Koshkin, er wisse nichts.", ["Koschkin", "Koshkin"]),
        ("Der Ort Wolnowka brannte. Aus Volnovka flohen alle.", ["Wolnowka", "Volnovka"]),
        ("Juri Barkow kam. Yuri Barkow ging wieder.", ["Juri", "Yuri"]),
        ("In Tschernino lag Schnee. Chernino ist klein.", ["Tschernino", "Chernino"]),
    ],
)
def test_two_transliterations_of_a_name_are_evidence(text: str, wanted: list[str]):
    assert words(text, SPELLINGS) == wanted
    assert all(f.evidence for f in found(text) if f.kind is SPELLINGS)
    assert mended(text) == text


def test_a_misspelt_name_is_a_trace_and_no_evidence():
    text = "Wolfgang Stracker kam zu spät. Wolfgang Straker bestritt das."
    assert words(text, SPELLINGS) == ["Stracker", "Straker"]
    assert not any(f.evidence for f in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "Koschkin schwieg. Koschkins Anwalt sprach, und Koschkin’ Frau auch.",
        "Frederik Obermaier und Bastian Obermayer schrieben das.",
        "Swetlana Orlowa spielt Geige, Svetlana Busch Klavier.",
        "Die Europäische Union und der Rat der Europäischen Union tagten.",
        "Die Schweiz liegt hoch. Der Schweiß rann.",
        "Anna Meier sprach. Peter Meyer schwieg.",
        "Der Vater sprach mit den Vätern, die Mutter mit den Müttern.",
        "In Tansania erscheint die Tanzania Perspective.",
    ],
)
def test_genitives_and_two_persons_are_not_two_spellings(text: str):
    assert words(text, SPELLINGS) == []


# --- offsets ---------------------------------------------------------------------------------------
BODY = (
    "Fähre läuft auf Grund\r\n\r\n"
    "Die Fa\u0308hre lief am Dienstag auf Grund, wie die Ku\u0308stenwache mitteilte.Niemand wurde bei dem "
    "Unfall im\u00a0Hafen verletzt [Bild\u00a02], aber die Bergung dauertezu lange, und der Kapitän sagte,dass "
    "er im\u00adNebel nichts sah.\r\n"
)


def test_a_mended_text_reads_well_and_keeps_every_place():
    document = cleaned(BODY)
    assert "mitteilte. Niemand wurde" in document.text
    assert "verletzt, aber die Bergung dauerte zu lange, und der Kapitän sagte, dass" in document.text
    for words_ in ("mitteilte", "Niemand", "verletzt", "zu lange", "dass"):
        at = document.text.index(words_)
        assert document.passage(Span(at, at + len(words_))).text == words_
    reasons = [reason for _, reason in document.edits]
    assert {"glued sentences", "missing blank", "bracket without content"} <= set(reasons)
    assert [t.span.of(document.source.text) for t in document.traces if t.kind is BRACKET] == ["[Bild\u00a02]"]
    assert all(t.repaired for t in document.traces)


def test_without_a_world_no_traces_are_looked_for():
    document = clean_source(read_plain(BODY.encode(), "a.txt"), WORLD.language)
    assert document.traces == ()
    assert "mitteilte.Niemand" in document.text


PIECES = st.sampled_from(
    ["der", "Hafen", "Er", "ging", ".", ",", " ", " ", "(", ")", "[Bild]", "„", "“", '"', "20", "u\u0308", "\u00ad",
     "\u00a0", "the", "said", "сказал", "Schoigu", "Shoigu", "!", "…", "\r\n", "{{x}}", "und", "<b>", "👩‍🌾", ":", "-"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=60))
def test_every_kept_character_leads_to_its_place(pieces: list[str]):
    text = "Die Gemeinde teilte am Dienstag mit, dass der Hafen wieder offen ist.\n" + "".join(pieces) + " Ende"
    edits = {edit for finding in found(text) for edit in finding.edits}
    after, alignment = apply_edits(text, edits)
    for at, character in enumerate(after):
        place = alignment.to_source(Span(at, at + 1))
        assert len(place) == 0 or place.of(text) == character
    assert [c for c in after if c != " "] == [c for c in _without_cuts(text, edits) if c != " "]
    document = cleaned(text)
    for trace in document.traces:
        assert trace.span.end <= len(document.source.text)
    for block in document.blocks:
        assert block.clean is not None or not block.is_story


def _without_cuts(text: str, edits: set) -> str:
    cut = {at for edit in edits for at in range(edit.span.start, edit.span.end)}
    return "".join(c for at, c in enumerate(text) if at not in cut)


@pytest.mark.parametrize(
    "piece", ["derHafen", "(", "()", "a.B", "„", '"', "the ", "Aa Ab ", "x,", "[", "Schoigu Shoigu ", "я", "<a", "-a"]
)
def test_time_is_in_proportion_on_hostile_input(piece: str):
    found("Aufwärmen der Wörterbücher with the government.")
    text = piece * (60_000 // len(piece))
    start = time.perf_counter()
    found(text)
    assert time.perf_counter() - start < 5


# --- the record ------------------------------------------------------------------------------------
ARTICLE = (
    "Lager in Wolnowka brennt\n\n"
    "In Wolnowka ist am Dienstag ein Lager abgebrannt, wie die Feuerwehr mitteilte.Verletzt wurde niemand, "
    "aber die Halle had been closed, sagte ein Sprecher der Stadt.\n\n"
    "Die Polizei in Volnovka sucht nun nach Zeugen, die am Abend am Lager vorbeigegangen sind oder etwas sahen.\n"
)


def test_evidence_becomes_caveats_that_point_at_the_words():
    analysis = compile_article(ARTICLE.encode(), "a.txt", WORLD)
    record = link_pile([analysis], WORLD)
    assert [c.text for c in record.caveat] == ["Wolnowka", "had been closed", "Volnovka"]
    assert caveats(record).rows[1][:4] == (
        "1",
        "translation",
        "untranslated: words of another language",
        "had been closed",
    )
    for caveat in record.caveat:
        assert ARTICLE[caveat.start : caveat.end] == caveat.text
        assert (caveat.type, caveat.about, caveat.by.stage) == ("translation", (analysis.document.id,), "clean")


def test_what_is_only_mended_is_no_caveat():
    text = ARTICLE.replace("Volnovka", "Wolnowka").replace("had been closed", "war geschlossen")
    analysis = compile_article(text.encode(), "a.txt", WORLD)
    assert [t.kind for t in analysis.document.traces] == [GLUED]
    assert link_pile([analysis], WORLD).caveat == ()


def test_the_end_of_a_name_that_stands_alone_elsewhere_is_parted_from_a_small_word():
    text = "Frau Bae-seop war da. Er traf Frau Bae-seopals Gast, sie dankte. Bae-seop blieb."
    assert "Bae-seop als Gast" in mended(text)
    assert words(text, MISSING) == ["Bae-seopals"]
    assert mended("Frau Bae-seop kam, und die Do-seopals ruhten.") == "Frau Bae-seop kam, und die Do-seopals ruhten."
