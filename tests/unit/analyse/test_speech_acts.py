"""Act, speaker and chain of a report of speech: one invented sentence a construct, read by the model that ships."""

import pytest

from quellenlage.pipeline.run import compile_article
from quellenlage.world import load_world

BEFORE = (
    "Was hier unter dem Strich steht, ist für die Leute im Ort nicht neu\n\n"
    "Am Montag war der Platz vor dem Haus noch leer. "
)


def reports(sentence: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Act, words for the speaker and kinds of links of every report in a sentence."""
    done = compile_article((BEFORE + sentence).encode(), "a.txt", load_world("de", "de-open"))
    text = done.document.text
    found = []
    for quotation in done.found.quotations:
        words = [span.of(text) for span in (*quotation.speakers, *((quotation.voice,) if quotation.voice else ()))]
        found.append((str(quotation.act), " / ".join(words), tuple(link.kind for link in quotation.via)))
    return found


@pytest.mark.parametrize(
    ("sentence", "act", "speaker", "links"),
    [
        ("Das hat der Bürgermeister der Zeitung bestätigt.", "confirms", "Bürgermeister", ("medium",)),
        (
            "Dies bestätigte eine Sprecherin des Bauamts auf Nachfrage dieser Zeitung.",
            "confirms",
            "Bauamts",
            ("medium", "spokesperson"),
        ),
        ("Das bestätigte der Landrat der Nachrichtenagentur dpa am Montag.", "confirms", "Landrat", ("agency",)),
        ("Dies kündigte die Werksleiterin Mara Tolk auf einer Pressekonferenz an.", "promises", "Mara Tolk", ()),
        ("Der Verein wollte den Vorfall auf Anfrage nicht kommentieren.", "no_comment", "Verein", ()),
        (
            "Ein Sprecher der Brauerei wollte sich am Freitag nicht zu den Zahlen äußern.",
            "no_comment",
            "Brauerei",
            ("spokesperson",),
        ),
        ("Zu den Gründen hielt sich die Stadtverwaltung bedeckt.", "no_comment", "Stadtverwaltung", ()),
        ("Der Verband nahm dazu bis Redaktionsschluss keine Stellung.", "no_comment", "Verband", ()),
        ("Über die Kosten schweigt sich die Reederei aus.", "no_comment", "Reederei", ()),
        ("Auf mehrere Nachfragen gab es vom Ministerium keine Auskunft.", "no_comment", "Ministerium", ()),
        ("Ob weitere Filialen schließen, ließ die Firmenleitung offen.", "no_comment", "Firmenleitung", ()),
        ("Zum Preis machte das Unternehmen keine Angaben.", "no_comment", "Unternehmen", ()),
        ("Die Trainerin lehnte einen Kommentar ab.", "no_comment", "Trainerin", ()),
        ("Der Intendant wollte die Gerüchte weder bestätigen noch dementieren.", "no_comment", "Intendant", ()),
        ("Der Betreiber war für eine Stellungnahme nicht zu erreichen.", "no_comment", "Betreiber", ()),
        (
            "Ein Sprecher des Bäckerverbands wies die Vorwürfe aus dem Brief vollständig zurück.",
            "denies",
            "Bäckerverbands",
            ("spokesperson",),
        ),
        ("Die Vorwürfe wies die Reederei am Montag als haltlos zurück.", "denies", "Reederei", ()),
        ("Der Zoodirektor widersprach der Darstellung der Tierschützer.", "denies", "Zoodirektor", ()),
        ("Die Behauptung, das Wasser sei verseucht, nannte der Amtsleiter Unsinn.", "denies", "Amtsleiter", ()),
        ("Von einer Pleite könne keine Rede sein, sagte der Geschäftsführer.", "denies", "Geschäftsführer", ()),
        ("Die Ministerin verneinte, dass es eine Absprache gegeben habe.", "denies", "Ministerin", ()),
        ("Der Wirt stritt ab, die Rechnung gefälscht zu haben.", "denies", "Wirt", ()),
        ("Der Bauer bestreitet die Vergiftung der Bienen.", "denies", "Bauer", ()),
        ("Das stimme nicht, sagte die Rektorin.", "denies", "Rektorin", ()),
        ("Die Klinik dementierte einen Bericht, wonach Betten gesperrt worden seien.", "denies", "Klinik", ()),
        ("Der Minister schloss eine Absage des Festes aus.", "denies", "Minister", ()),
        ("Sie schließt eine Erhöhung der Gebühren nicht aus.", "asserts", "Sie", ()),
        ("Der Pfarrer bezweifelt, dass die Glocke echt ist.", "doubts", "Pfarrer", ()),
        ("Ob das Moor noch zu retten ist, bezweifelt die Biologin.", "doubts", "Biologin", ()),
        ("Ob das die Lage verbessert, darf bezweifelt werden.", "doubts", "", ()),
        ("Die Förster zeigten sich skeptisch gegenüber einer Freigabe der Jagd.", "doubts", "Förster", ()),
        ("Der Trainer glaubt nicht, dass die Halle rechtzeitig fertig wird.", "doubts", "Trainer", ()),
        ("Die Gutachterin hat Zweifel an der Echtheit des Bildes.", "doubts", "Gutachterin", ()),
        ("Von der Wirkung des Mittels ist der Apotheker nicht überzeugt.", "doubts", "Apotheker", ()),
        ("Die Historikerin stellt die Echtheit der Urkunde infrage.", "doubts", "Historikerin", ()),
        ("„Ich stelle den Nutzen der Umgehungsstraße infrage“, sagte die Anwohnerin.", "doubts", "Anwohnerin", ()),
        ("„Ich glaube nicht, dass das Eis hält“, sagte der Bademeister.", "doubts", "Bademeister", ()),
        ("Der Kapitän räumte ein, zu schnell gefahren zu sein.", "confirms", "Kapitän", ()),
        ("Die Bank gab zu, dass Daten verloren gegangen seien.", "confirms", "Bank", ()),
        ("Der Angeklagte gestand den Diebstahl der Glocke.", "confirms", "Angeklagte", ()),
        ("Dass es Mängel gibt, kann nicht geleugnet werden.", "confirms", "", ()),
        ("Der Wirt bestreitet nicht, die Rechnung geschrieben zu haben.", "confirms", "Wirt", ()),
        ("In einem Brief gibt der Verein offen zu: Es gibt kein Geld mehr.", "confirms", "Verein", ()),
        ("Das Ministerium sagte zu, die Kosten zu übernehmen.", "promises", "Ministerium", ()),
        ("Die Bahn habe zugesagt, die Strecke bis Mai zu öffnen.", "promises", "Bahn", ()),
        ("Den Anwohnern wurde eine Lärmschutzwand versprochen.", "promises", "", ()),
        ("Der Gemeinderat hat dem Verein 50.000 Euro zugesagt.", "promises", "Gemeinderat", ()),
        ("Die Regierung wolle über das Thema im Mai beraten, sagte die Ministerin.", "promises", "Ministerin", ()),
        ("„Wir werden die Schule bis zum Sommer sanieren“, sagte der Bürgermeister.", "promises", "Bürgermeister", ()),
        ("„Wir wollen im Herbst zwei Busse kaufen“, kündigte die Landrätin an.", "promises", "Landrätin", ()),
        ("Die Opposition fordert den Rücktritt des Dezernenten.", "demands", "Opposition", ()),
        ("Die Gewerkschaft verlangt, dass die Löhne steigen.", "demands", "Gewerkschaft", ()),
        ("Die Stadt müsse endlich handeln, sagte der Pfarrer.", "demands", "Pfarrer", ()),
        ("Der Hafen müsse saniert werden, fordert die Partei.", "demands", "Partei", ()),
        ("Der Imker rief die Nachbarn dazu auf, weniger zu mähen.", "demands", "Imker", ()),
        ("Die Polizei bat um Hinweise aus der Bevölkerung.", "demands", "Polizei", ()),
        ("Der Gemeinderat forderte die Besitzer auf, ihre Hunde anzuleinen.", "demands", "Gemeinderat", ()),
        ("Ärzte raten von der Einnahme des Mittels ab.", "demands", "Ärzte", ()),
        ("Es brauche mehr Lehrer, sagte die Rektorin.", "demands", "Rektorin", ()),
        ("Die Fluglotsen drohten mit einem Streik.", "threatens", "Fluglotsen", ()),
        ("Der Vermieter drohte den Mietern mit der Kündigung.", "threatens", "Vermieter", ()),
        ("„Wenn die Stadt nicht zahlt, werden wir klagen“, sagte der Investor.", "threatens", "Investor", ()),
        ("„Das wird rechtliche Folgen haben“, kündigte die Anwältin an.", "threatens", "Anwältin", ()),
        ("Dem Boten wurde angedroht, dass er verprügelt werde.", "threatens", "", ()),
        ("Die Polizei befürchtet eine Schlägerei am Bahnhof.", "expects", "Polizei", ()),
        ("Das Amt geht davon aus, dass der Pegel weiter steigt.", "expects", "Amt", ()),
        ("„Ich befürchte, dass die Ernte ausfällt“, sagte der Bauer.", "expects", "Bauer", ()),
        ("Übers Wochenende sei mit Sturm zu rechnen, sagte der Meteorologe.", "expects", "Meteorologe", ()),
        ("Es wird befürchtet, dass der Damm bricht.", "expects", "", ()),
        ("Die Zahlen lassen auf einen guten Sommer hoffen, sagte die Wirtin.", "expects", "Wirtin", ()),
        ("Wer die Kosten tragen solle, fragte der Kämmerer.", "asks", "Kämmerer", ()),
        ("Der Reporter wollte wissen, wieso das Bad geschlossen bleibt.", "asks", "Reporter", ()),
        ("Sie frage sich, wie die Nachbarn das aushalten.", "asks", "Sie", ()),
        ("„Wer soll das bezahlen?“, fragte die Kämmerin.", "asks", "Kämmerin", ()),
        ("Die Abendpost fragte im Mai: „Wer rettet das Freibad?“", "asks", "Abendpost", ()),
        (
            "Die Ministerin rechnet nach Informationen der Zeitung mit einem Verlust.",
            "expects",
            "Ministerin",
            ("medium",),
        ),
        (
            "Wie die Zeitung unter Berufung auf Regierungskreise meldet, müssen die Bauern mit Kürzungen rechnen.",
            "asserts",
            "Regierungskreise",
            ("medium",),
        ),
        (
            "Örtliche Medien berichteten unter Berufung auf Zeugen, dass der Zug brannte.",
            "asserts",
            "Zeugen",
            ("medium",),
        ),
        ("Nach Angaben aus Parteikreisen wird der Posten im Mai neu besetzt.", "asserts", "Parteikreisen", ()),
        ("„Das ist bitter“, soll der Trainer laut Teilnehmern gesagt haben.", "asserts", "Trainer", ("unnamed",)),
        (
            "Die Regierung werde darüber am Dienstag beraten, sagte sie Teilnehmern zufolge.",
            "promises",
            "sie",
            ("unnamed",),
        ),
        ("Nach Angaben eines Klinik-Sprechers werden die Anträge geprüft.", "asserts", "Klinik", ("spokesperson",)),
        (
            "Ein Sprecher der Stadtwerke sagte dem Tagblatt, das Wasser sei sauber.",
            "asserts",
            "Stadtwerke",
            ("medium", "spokesperson"),
        ),
        (
            "Ein Konzernsprecher sagte der dpa, der Ofen sei aus.",
            "asserts",
            "Konzernsprecher",
            ("agency", "spokesperson"),
        ),
        ("Das sagte ein Sprecher der Feuerwehr dem Sender.", "asserts", "Feuerwehr", ("medium", "spokesperson")),
        (
            "Seinem Gastgeber hatte er laut Zeitung gesagt, ihm sei ein Zimmer zugesagt worden.",
            "asserts",
            "er",
            ("medium",),
        ),
        ("Einem Medienbericht zufolge plant der Konzern den Verkauf der Werft.", "asserts", "Medienbericht", ()),
        (
            "In einem Interview mit dem Sender sagte die Forscherin, das Mittel wirke.",
            "asserts",
            "Forscherin",
            ("medium",),
        ),
        ("In der Talkshow warf der Gast der Moderatorin vor, sie habe gelogen.", "asserts", "Gast", ("medium",)),
        (
            "Die verkehrspolitische Sprecherin der Partei, Anne Brod, sagt: „Ich stelle den Tunnel infrage.“",
            "doubts",
            "Anne Brod",
            (),
        ),
        ("Die Organisation erwarte nun Signale aus der Politik.", "expects", "Organisation", ()),
        ("Es wird behauptet, das Amt würde bald schließen.", "asserts", "", ()),
        ("Die Polizei teilte mit, der Fahrer sei betrunken gewesen.", "asserts", "Polizei", ()),
        ("Wie die Polizei mitteilte, war der Fahrer betrunken.", "asserts", "Polizei", ()),
        ("Der Fahrer war nach Polizeiangaben betrunken.", "asserts", "Polizei", ()),
        ("Laut Polizei war der Fahrer betrunken.", "asserts", "Polizei", ()),
        ("Der Fahrer war, so die Polizei, betrunken.", "asserts", "Polizei", ()),
        (
            "Gegenüber dem Abendblatt betonte die Sprecherin der Werft, das Schiff sei sicher.",
            "asserts",
            "Werft",
            ("medium", "spokesperson"),
        ),
        ("Auf Anfrage des Magazins erklärte die Stadt, sie habe davon nichts gewusst.", "denies", "Stadt", ("medium",)),
        ("Der Verein wehrt sich gegen den Vorwurf, Gelder veruntreut zu haben.", "denies", "Verein", ()),
        ("Der Bischof sprach von einem Irrtum.", "asserts", "Bischof", ()),
        ("Am Montag kamen die Zelte an, die Norwegen im März versprochen hatte.", "promises", "Norwegen", ()),
        ("Noch immer fehlt das Geld, das Brüssel im Herbst zugesagt hat.", "promises", "Brüssel", ()),
        ("Bei dem Angriff, den die Regierung bestreitet, starben drei Männer.", "denies", "Regierung", ()),
        ("Kritiker werfen dem Amt vor, zu langsam zu sein.", "asserts", "Kritiker", ()),
        ("Der Imker warnt vor einem Sterben der Bienen.", "asserts", "Imker", ()),
        ("Die Gemeinde versichert, dass das Trinkwasser sauber ist.", "asserts", "Gemeinde", ()),
        ("Der Bürgermeister begrüßte die Entscheidung des Gerichts.", "asserts", "Bürgermeister", ()),
    ],
)
def test_a_report_has_its_act_speaker_and_chain(sentence: str, act: str, speaker: str, links: tuple[str, ...]):
    found = reports(sentence)
    assert any(a == act and (speaker in who if speaker else not who) and via == links for a, who, via in found), found


@pytest.mark.parametrize(
    "sentence",
    [
        "Dass er im Sommer für seine klare, ruhige Art gelobt wurde, hat ihn nur bestärkt.",
        "Der Film verspricht einen schönen Abend.",
        "Der Trainer versuchte am Abend noch, sich zu verteidigen.",
    ],
)
def test_what_reports_nothing(sentence: str):
    assert reports(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (
            "Die Brücke, die der Minister 2021 versprochen hatte, steht noch nicht.",
            "die der Minister 2021 versprochen hatte",
        ),
        ("Bei dem Angriff, den die Regierung bestreitet, starben drei Männer.", "dem Angriff"),
    ],
)
def test_no_report_is_but_a_relative_pronoun(sentence: str, quote: str):
    done = compile_article((BEFORE + sentence).encode(), "a.txt", load_world("de", "de-open"))
    assert [span.of(done.document.text) for said in done.found.quotations for span in said.quotes] == [quote]
