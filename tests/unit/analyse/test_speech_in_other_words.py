"""Speech that no clause reports: nouns of saying, headlines, pronouns that point back, bodies without a subject."""

import pytest

from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.layers import Act, Analysis, Quotation, QuotationType
from quellenlage.world import load_world

WORLD = load_world()
SENTENCES = (
    "Die Fischer hatten schwere Vorwürfe gegen die Werft erhoben.",
    "Der Bürgermeister Konrad Ahlers drohte mit einer Klage gegen das Land.",
    "Auf die Frage nach den Kosten gab der Sprecher der Werft keine Antwort.",
    "Die Werft lehnte die Behauptungen der Fischer entschieden ab.",
    "Der Pegel des Sees ist um einen Meter gesunken. Das geht aus einem Bericht des Umweltamtes hervor.",
    "In der Mitteilung der Werft hieß es am Montag, das Dock werde im Herbst geschlossen.",
    "Die Zeitung „Hafenkurier“ berichtete, ein Taucher habe den Riss schon im März bemerkt.",
    "Der Reederei zufolge soll Karl Brandt den Anker im Hafen verloren haben.",
    "Das Magazin Seeblick berichtete unter Berufung auf den Minister Jan Voss, die Fähre werde verkauft.",
    "Dem Reeder wird seit Jahren vorgeworfen, dass er die Löhne nicht gezahlt habe.",
    "Der Zimmermann bestreite den Diebstahl, sagte am Abend die Anwältin Rita Kolb.",
    "„Wir haben von dem Riss nichts gewusst, sagte der Werftleiter Ole Timm. Die Prüfung dauere noch eine Woche.",
)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    page = "\n\n".join(("Streit um den Hafen der kleinen Stadt am See", *SENTENCES))
    return compile_article(page.encode(), "a.txt", WORLD)


def found(analysis: Analysis, words: str) -> Quotation:
    """The quotation of which these are words, or its report."""
    text = analysis.document.text
    at = text.index(words)
    return next(
        q
        for q in analysis.found.quotations
        if any(s.start <= at < s.end for s in (*q.quotes, *([q.report] if q.report else [])))
    )


def test_a_noun_of_saying_with_a_verb_that_says_nothing_is_a_report(analysis: Analysis):
    said = found(analysis, "schwere Vorwürfe")
    assert said.type is QuotationType.REPORTED
    assert said.voice is not None
    assert said.voice.of(analysis.document.text) == "Die Fischer"


def test_the_report_is_the_clause_with_its_word_of_saying(analysis: Analysis):
    said = found(analysis, "Klage gegen das Land")
    assert said.act is Act.THREATENS
    assert said.report is not None
    assert said.report.of(analysis.document.text) == SENTENCES[1].rstrip(".")


def test_who_gives_no_answer_refuses_to_comment(analysis: Analysis):
    assert found(analysis, "keine Antwort").act is Act.NO_COMMENT


def test_who_turns_down_an_accusation_denies_it(analysis: Analysis):
    assert found(analysis, "Behauptungen der Fischer").act is Act.DENIES


def test_a_pronoun_that_comes_from_a_source_means_the_sentence_before(analysis: Analysis):
    said, text = found(analysis, "Der Pegel des Sees"), analysis.document.text
    assert said.span.of(text) == "Der Pegel des Sees ist um einen Meter gesunken"
    assert said.voice is not None
    assert said.voice.of(text) == "einem Bericht des Umweltamtes"


def test_where_the_subject_names_nobody_the_body_beside_it_speaks(analysis: Analysis):
    said = found(analysis, "das Dock werde")
    assert said.voice is not None
    assert said.voice.of(analysis.document.text) == "der Mitteilung der Werft"


def test_the_name_in_marks_beside_its_noun_speaks(analysis: Analysis):
    said, text = found(analysis, "ein Taucher habe"), analysis.document.text
    assert [s.of(text) for s in said.speakers] == ["Hafenkurier"]


def test_the_source_of_a_postposition_stands_right_before_it(analysis: Analysis):
    said, text = found(analysis, "Anker im Hafen"), analysis.document.text
    assert said.voice is not None
    assert said.voice.of(text) == "Der Reederei"


def test_words_whose_closing_mark_is_missing_end_before_the_word_of_saying(analysis: Analysis):
    said, text = found(analysis, "Wir haben von dem Riss"), analysis.document.text
    assert said.span.of(text) == "Wir haben von dem Riss nichts gewusst"
    assert said.type is QuotationType.DIRECT


def test_the_name_before_the_colon_of_a_headline_speaks():
    headline = "Minister Konrad Ahlers: „Kein Schiff bleibt im Hafen liegen“"
    page = f"{headline}\n\nDas war der Stand am Abend in der kleinen Stadt am See."
    analysis = compile_article(page.encode(), "a.txt", WORLD)
    said = found(analysis, "Kein Schiff")
    assert [s.of(analysis.document.text) for s in said.speakers] == ["Konrad Ahlers"]


def test_whom_a_medium_cites_is_the_speaker(analysis: Analysis):
    said, text = found(analysis, "die Fähre werde"), analysis.document.text
    assert said.voice is not None
    assert "Jan Voss" in said.voice.of(text)
    assert any("Seeblick" in link.span.of(text) for link in said.via)


def test_who_is_reproached_in_the_passive_is_not_the_speaker(analysis: Analysis):
    assert found(analysis, "die Löhne nicht").voice is None


def test_a_denial_in_a_report_has_the_report_for_a_parent(analysis: Analysis):
    rows = link_pile((analysis,), WORLD).quotation
    outer = next(row for row in rows if row.cue and row.cue[0].text == "sagte" and "Diebstahl" in row.quote[0].text)
    inner = next(row for row in rows if row.cue and row.cue[0].text == "bestreite")
    assert inner.parent == outer.id


def test_a_demand_of_nobody_is_a_demand():
    page = "Streit um die Brücke\n\nGefordert wird, die Brücke sofort zu sperren.\n\nDer Rat tagt am Montag im Rathaus."
    (quotation,) = compile_article(page.encode(), "a.txt", WORLD).found.quotations
    assert (quotation.act, quotation.speakers) == (Act.DEMANDS, ())
