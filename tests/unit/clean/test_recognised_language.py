"""The language of a text: German and English with two witnesses, any other by the library alone, none in doubt."""

import subprocess
import sys
import time

import pytest

from quellenlage.clean.language import identify, load_identifier
from quellenlage.lang.loader import languages, load_language
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.present.tables import article, articles
from quellenlage.records.layers import Layers
from quellenlage.world import load_world, load_worlds

GERMAN = load_world().language
ENGLISH = load_language("en")
ARTICLE = (
    "Der Rat hat am Dienstag eine neue Brücke über den Bach beschlossen. Die alte war im Winter gesperrt worden, weil "
    "ihre Pfeiler Risse zeigten. „Wir können nicht länger warten“, sagte die Bürgermeisterin nach der Sitzung. Die "
    "Arbeiten sollen im Frühjahr beginnen und zwei Jahre dauern. Bis dahin müssen die Bewohner einen Umweg durch den "
    "Wald nehmen, der bei Regen kaum zu befahren ist. Bezahlt wird der Bau zur Hälfte vom Land. "
)
BANNER = (
    "We value your privacy\nWe and our partners store information on this device and read it, to show you "
    "advertisements and to measure how they work. You may change your settings at any time at the bottom of the "
    "page.\nAgree\nDisagree\n"
)
OTHERS = {
    "da": "Byrådet vedtog tirsdag at bygge en ny bro over bækken. Den gamle har været lukket siden vinteren, fordi der "
    "var revner i pillerne. Borgmesteren siger, at arbejdet begynder til foråret og varer to år.",
    "el": "Το συμβούλιο του χωριού αποφάσισε την Τρίτη να χτίσει μια νέα γέφυρα. Η παλιά είναι κλειστή από τον "
    "χειμώνα. Ο δήμαρχος είπε ότι τα έργα θα αρχίσουν την άνοιξη.",
    "es": "El ayuntamiento aprobó el martes la construcción de un nuevo puente sobre el arroyo. El antiguo está "
    "cerrado desde el invierno porque sus pilares tienen grietas. La alcaldesa dijo que empezarán en primavera.",
    "fr": "Le conseil du village a décidé mardi de construire un nouveau pont. L’ancien est fermé depuis l’hiver parce "
    "que ses piliers sont fissurés. La maire a dit que les travaux commenceraient au printemps.",
    "hu": "A községi tanács kedden úgy döntött, hogy új hidat épít a patak fölé. A régit tél óta lezárták, mert "
    "megrepedtek a pillérei. A polgármester szerint a munka tavasszal kezdődik.",
    "it": "Martedì il consiglio comunale ha deciso di costruire un nuovo ponte sul ruscello. Quello vecchio è chiuso "
    "dall’inverno perché i piloni sono pieni di crepe. La sindaca ha detto che i lavori inizieranno in primavera.",
    "lb": "De Gemengerot huet en Dënschdeg decidéiert, eng nei Bréck iwwer d’Baach ze bauen. Déi al ass zënter dem "
    "Wanter zou, well d’Peiler Rëss hunn. D’Buergermeeschtesch sot, d’Aarbechte géifen am Fréijoer ufänken.",
    "nl": "De gemeenteraad heeft dinsdag besloten een nieuwe brug over de beek te bouwen. De oude is sinds de winter "
    "gesloten, omdat er scheuren in de pijlers zitten. Volgens de burgemeester begint het werk in het voorjaar.",
    "pl": "Rada gminy zdecydowała we wtorek o budowie nowego mostu nad potokiem. Stary jest zamknięty od zimy, "
    "ponieważ jego filary popękały. Burmistrz powiedziała, że prace zaczną się wiosną.",
    "ru": "Совет деревни решил во вторник построить новый мост через ручей. Старый закрыт с зимы, потому что его опоры "
    "потрескались. Глава сказала, что работы начнутся весной.",
    "tr": "Belediye meclisi salı günü derenin üzerine yeni bir köprü yapılmasına karar verdi. Eski köprü, ayakları "
    "çatladığı için kıştan beri kapalı. Başkan çalışmaların ilkbaharda başlayacağını söyledi.",
    "uk": "Рада села вирішила у вівторок збудувати новий міст через струмок. Старий зачинено з зими, бо його опори "
    "потріскалися. Голова сказала, що роботи почнуться навесні.",
    "ar": "قرر مجلس القرية يوم الثلاثاء بناء جسر جديد فوق الجدول. الجسر القديم مغلق منذ الشتاء لأن أعمدته متشققة. "
    "وقالت رئيسة البلدية إن الأعمال ستبدأ في الربيع.",
    "he": "מועצת הכפר החליטה ביום שלישי לבנות גשר חדש מעל הנחל. הגשר הישן סגור מאז החורף כי עמודיו נסדקו. ראשת המועצה "
    "אמרה שהעבודות יתחילו באביב.",
    "ja": "村議会は火曜日、小川に新しい橋を架けることを決めた。"
    "古い橋は橋脚にひびが入ったため、冬から閉鎖されている。村長は春に工事を始めると述べた。",
    "ko": "마을 의회는 화요일 개울 위에 새 다리를 짓기로 결정했다. "
    "옛 다리는 기둥에 금이 가서 겨울부터 닫혀 있다. 시장은 봄에 공사가 시작된다고 말했다.",
    "zh": "村委会星期二决定在小溪上修建一座新桥。旧桥的桥墩出现裂缝，自冬天起已经关闭。村长说工程将在春天开始。",
}


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat hat am Dienstag eine neue Brücke über den Bach beschlossen.",
        "DER RAT HAT AM DIENSTAG EINE NEUE BRÜCKE BESCHLOSSEN",
        ARTICLE,
        ARTICLE * 500,
    ],
)
def test_german_is_recognised(text: str):
    assert identify(text, [GERMAN]) == identify(text, [GERMAN, ENGLISH]) == "de"


def test_english_is_recognised_with_its_folder_and_without_it():
    text = "The council of the village has voted for a new bridge over the brook this week."
    assert identify(text, [GERMAN]) == identify(text, [GERMAN, ENGLISH]) == "en"


@pytest.mark.parametrize("code", OTHERS)
def test_a_text_in_a_language_without_a_folder_is_in_it_all_the_same(code: str):
    assert identify(OTHERS[code], [GERMAN, ENGLISH]) == code
    assert identify(OTHERS[code] * 200, [GERMAN, ENGLISH]) == code


def test_a_sentence_can_be_enough():
    assert identify("Le conseil du village a voté pour un nouveau pont.", [GERMAN]) == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "12345 +++ 4711",
        "Совет деревни проголосовал за новый мост.",  # Russian most likely, but not sure enough
        "",
        " \n\t\u00a0",
        "A",
        "Kim Jong Un in Wladiwostok",
        "Leave a Reply",
        "👍 👎 ❤",
        "+++ " * 50,
        "https://example.org/a/b?c=d",
        "a" * 20_000,
        "\ud800 \udfff",
        "o\u0308\u0315" * 100,
        "3.11.2020\t17 %\t1200,50 EUR\n" * 60,
    ],
)
def test_what_is_too_short_or_no_text_is_in_no_language(text: str):
    assert identify(text, [GERMAN, ENGLISH]) is None


def test_a_list_of_german_names_is_not_german():
    """For the library alone it is: the function words are the second witness."""
    names = "Jutta Hemmerling\nBernd Aschoff\nHeinrich Schwarzenbacher\nUlrike Kaltenbrunn\nWolfgang Freudenthal\n" * 8
    code, probability = load_identifier().classify(names)
    assert code == "de"
    assert probability > 0.5
    assert identify(names, [GERMAN]) is None


@pytest.mark.parametrize("noise", ["a" * 200_000, "„" * 10_000, "„er " * 10_000, "1999 " * 4_000, "\u0308" * 10_000])
def test_what_repeats_itself_hides_no_language(noise: str):
    assert identify(ARTICLE + noise, [GERMAN, ENGLISH]) == "de"


def test_what_most_of_a_text_is_in_counts():
    assert identify(BANNER + ARTICLE, [GERMAN, ENGLISH]) == "de"
    assert identify(ARTICLE + BANNER, [GERMAN, ENGLISH]) == "de"
    assert identify(ARTICLE[:100] + OTHERS["fr"], [GERMAN, ENGLISH]) == "fr"


def test_without_a_known_language_the_library_tells_alone():
    assert identify("Der Rat hat eine Brücke beschlossen.", []) == "de"
    assert identify(OTHERS["nl"], []) == "nl"


def test_an_article_in_another_language_is_read_cleaned_and_kept_with_its_language_and_nothing_else():
    worlds = load_worlds("none")
    text = (
        "Un pont pour le village\n\nNewsletter\n\nEmmanuel Macron a dit mardi 14 mai 2024 à Paris : « Nous avons un "
        "accord avec Vladimir Poutine », et il a rencontré Kim Jong Un.\n\n"
    ) + OTHERS["fr"]
    analysis = compile_article(text.encode(), "fr.txt", *worlds)
    document = analysis.document
    assert (document.language, document.analysed) == ("fr", False)
    assert analysis.found == Layers()
    assert "Newsletter" not in document.text
    assert document.text.endswith(OTHERS["fr"])
    record = link_pile((analysis,), worlds[0])
    (row,) = record.article
    assert (row.language, row.analysed) == ("fr", False)
    assert (row.published.earliest, row.published.latest) == (None, None)
    assert row.published.reason == "the text is not analysed"
    assert [*record.entity, *record.mention, *record.timex, *record.quotation, *record.event] == []


def test_a_reader_sees_that_an_article_is_only_kept():
    worlds = load_worlds("none")
    texts = {
        "de.txt": ARTICLE,
        "fr.txt": "Un pont pour le village\n\n" + OTHERS["fr"],
        "kunst.txt": "Xulm trepf wrax udo plem\n\n" + "Wrax udo plem kuntra voss ixt. " * 4,
    }
    record = link_pile([compile_article(text.encode(), name, *worlds) for name, text in texts.items()], worlds[0])
    table = articles(record)
    titles = [dict(zip(table.columns, row, strict=True))["title"] for row in table.rows]
    assert titles[1].endswith("[language fr: kept, not analysed]")
    assert titles[2].endswith("[language not recognised: kept, not analysed]")
    assert "not analysed" not in titles[0]
    assert table.note.startswith("only articles in ")
    shown = [article(record, row)[:2] for row in record.article]
    languages_shown = [dict(head.rows)["language"] for head, _ in shown]
    assert languages_shown == ["de", "fr: kept, not analysed", "not recognised: kept, not analysed"]
    assert [{use for _, use, _ in lines.rows} for _, lines in shown] == [{"story"}, {"kept"}, {"kept"}]
    assert articles(link_pile([compile_article(ARTICLE.encode(), "de.txt", *worlds)], worlds[0])).note == ""


def test_every_language_with_a_folder_is_one_that_the_library_knows():
    assert set(languages()) <= set(load_identifier().labels)


def test_only_codes_of_two_letters_are_given():
    assert {label for label in load_identifier().labels if len(label) != 2} == {"zxx"}


def test_the_text_alone_decides():
    texts = [*OTHERS.values(), ARTICLE, ""]
    before = [identify(text, [GERMAN, ENGLISH]) for text in texts]
    assert [identify(text, [ENGLISH, GERMAN]) for text in reversed(texts)] == before[::-1]


@pytest.mark.parametrize("unit", ["o\u0308\u0315", "ab ", "\U0001f600", "ÄÖ"])
def test_the_time_has_a_bound_however_long_the_text(unit: str):
    load_identifier()
    start = time.process_time()
    identify(unit * 1_000_000, [GERMAN, ENGLISH])
    assert time.process_time() - start < 2


def test_the_library_is_loaded_only_where_articles_are_read():
    code = (
        "import sys, quellenlage.cli, quellenlage.cli.show, quellenlage.cli.export;"
        "assert 'py3langid' not in sys.modules;"
        "import quellenlage.pipeline.run, quellenlage.clean.language as l;"
        "assert not l.load_identifier.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
