"""A language is a folder of data: a third one, written here in a few rows, is read without a line of Python.

The language is French (with the marks of Swiss print), as small as the loader allows. World, stages and
ontology are those of the program.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quellenlage.analyse.event import find_events
from quellenlage.analyse.mention import find_mentions
from quellenlage.analyse.quotation import find_quotations
from quellenlage.analyse.segment import find_sentences
from quellenlage.analyse.timex import find_timexes
from quellenlage.clean.document import clean_source
from quellenlage.dates.anchor import resolve
from quellenlage.dates.interval import DayInterval
from quellenlage.kb.gazetteer import build_gazetteer
from quellenlage.kb.inflection import Inflection
from quellenlage.kb.loader import load_kb
from quellenlage.lang.files import FILES
from quellenlage.lang.loader import languages, load_language
from quellenlage.ontology.loader import load_ontology
from quellenlage.read.plain import read_plain
from quellenlage.records.document import BlockType, Document
from quellenlage.records.layers import Layers
from quellenlage.world import World

CODE = "fr"
FOLDER = {
    "language.toml": """\
# The whole language, as short as it can be.
code = "fr"
name = "Français"
quotation_marks = [["«", "»"]]
function_word_share = 0.15
content_openers = ["que", "si"]
determiners = ["le", "la", "les", "un", "une"]
place_prepositions = ["à", "en"]
prepositions = ["à", "en", "avec", "de", "pour", "sur", "dans", "selon"]
genitive_articles = ["du"]
plural_articles = ["les"]
relative_pronouns = ["qui", "que", "dont"]
joiners = ["et"]
clause_openers = ["et", "mais"]
time_prepositions = ["en", "à"]
demonstratives = ["cela"]
officials = ["fonctionnaire"]
SHORT
[pronouns]
il = "m"
elle = "f"
[inflection]
genitive = []
adjective = [""]
[relations]
avec = "with"
""",
    "timex.toml": """\
# Two rules.
bound_since = ["depuis"]
bound_until = ["jusqu’au"]
[class.month]
mai = 5
septembre = 9
[class.deictic]
hier = -1
[[rule]]
name = "day-month-year"
pattern = '{day} {month} {year}'
value = "{year:04}-{month:02}-{day:02}"
anchor = "calendar"
[[rule]]
name = "yesterday"
pattern = '{deictic}'
unit = "day"
offset = "{deictic}"
""",
    "furniture.toml": """\
# One line and one credit.
[[line]]
type = "advert"
pattern = 'publicité'
[[line]]
type = "byline"
pattern = 'par [^.!?]{3,60}'
[[credit]]
block = "byline"
pattern = '[Pp]ar (?P<author>.+)'
""",
    "triggers.toml": """\
# One type.
[meeting]
verbs = ["rencontré", "rencontre"]
""",
    "tense.toml": """\
# A few words.
past = ["a"]
future = ["sera"]
""",
    "quotation_cues.tsv": (
        "lemma\tkind\tact\tnegated\tmedium\tprefix\tforms\tsource\n"
        "dire\tverb\tasserts\t\tspeech\t\tdit a_dit\town\n"
        "démentir\tverb\tdenies\tconfirms\tspeech\t\tdément a_démenti\town\n"
        "selon\tpreposition\tasserts\t\tspeech\t\tselon Selon\town\n"
    ),
    "denial_phrases.tsv": "act\tphrase\tsource\nno_comment\ta refusé de commenter\town\n",
    "titles.tsv": (
        "form\tkind\tgender\tsuffix\tsource\nministre\toffice\tany\tno\town\nprésidente\toffice\tf\tno\town\n"
    ),
    "actors.tsv": "form\tkind\tanonymous\tsuffix\tsource\nPolice\tinstitution\tno\tno\town\n",
    "abbreviations.txt": "# Own.\nM.\n",
    "function_words.txt": "# Own.\nle\nla\nles\nun\nune\nà\nde\nen\net\nque\na\nhier\nselon\nnous\nest\n",
    "common_nouns.txt": "# Own.\nPont\n",
    "subjunctive.txt": "# Own.\nserait\n",
    "negation.txt": "# Own.\npas\n",
    "line_words.tsv": "\t".join(("word", *BlockType, "source"))
    + "\n"
    + "\t".join(("publicité", *"0" * 14, "own"))
    + "\n",
    "certainty.toml": '# Read beside a tree only.\nnegation = ["pas"]\n',
    "translation.toml": "# Nothing is looked for.\nsearched = false\n",
    "quantity.toml": "# Nothing is looked for.\nsearched = false\n",
    "caveats.toml": "# Nothing is looked for.\nsearched = false\n",
    "leads.toml": "# Nothing is looked for.\nsearched = false\n",
    "claim.toml": """\
# Not gathered.
searched = false
""",
    "transfer.toml": """\
# Not looked for.
searched = false
""",
    "transfer_items.tsv": """\
word\tcategory\tends\tsource
vaccin\tmedical\tno\town
""",
    "comparison.toml": """\
# No modal verbs, persons or numbers.
""",
    "contrasts.toml": """\
# No words that exclude one another.
""",
    "coreference.toml": """\
# Pronouns.
[personal]
il = ["m"]
""",
    "identity.toml": """\
# Marks of a generation, namesakes, first persons.
[generation]
younger = ["fils"]
elder = ["père"]

[namesake]
phrases = ["sans lien de parenté"]

[roles]
leading = []
general = []
[roles.gender]

[first_person]
singular = ["je"]
plural = ["nous"]

[bodies]
nouns = ["gouvernement"]
endings = []
links = ["de"]

[given]
groups = []
""",
    "speech.toml": """\
# None told yet.
searched = false
""",
    "findings.toml": """\
# One note.
[notes]
correction = "L’article se corrige : {a}"
""",
}
# Word classes that the loader wants to see, though this language leaves them empty.
EMPTY = (
    "fused_place_prepositions", "agency_words", "anniversaries", "indefinite", "name_particles",
    "articled_prepositions", "passive", "auxiliaries", "conditions", "hedges", "accusations", "rebuttals", "deictic",
    "former_titles", "other_titles", "state_prefixes", "beginnings", "comparisons", "during", "afterwards", "wars",
    "place_nouns",
)  # fmt: skip
STAGES = {
    "sentences": find_sentences,
    "timexes": find_timexes,
    "mentions": find_mentions,
    "quotations": find_quotations,
    "events": find_events,
}
TEXT = """Un pont entre deux rives

Par Zora Quill

La présidente Milène Dravic a rencontré le ministre Paul Renard à Paris le 13 septembre 2023.

«Nous avons un accord», a dit Milène Dravic hier.

Publicité

Selon Paul Renard, le pont est fermé. La présidente Milène Dravic a démenti les rumeurs.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of languages with one language in it."""
    root = tmp_path / CODE
    root.mkdir()
    for name, text in FOLDER.items():
        empty = "\n".join(f"{key} = []" for key in EMPTY)
        (root / name).write_text(text.replace("SHORT", empty), encoding="utf-8")
    return tmp_path


@pytest.fixture
def world(folder: Path) -> World:
    """What ``load_world`` makes, with the language of the folder."""
    language, kb = load_language(CODE, folder=folder), load_kb()
    gazetteer = build_gazetteer(kb, Inflection(genitive=language.genitive, adjective=language.adjective))
    return World(language=language, ontology=load_ontology(), kb=kb, gazetteer=gazetteer, hash="-")


@pytest.fixture
def document(world: World) -> Document:
    return clean_source(read_plain(TEXT.encode(), "pont.txt"), world.language)


@pytest.fixture
def found(document: Document, world: World) -> Layers:
    """The stages, called one after the other."""
    layers = Layers()
    for layer, find in STAGES.items():
        layers = replace(layers, **{layer: find(document, layers, world)})
    return layers


def test_the_folder_holds_what_the_loader_asks_for(folder: Path):
    assert set(FOLDER) == set(FILES)
    assert languages(folder) == (CODE,)


def test_its_faults_are_told_all_at_once(folder: Path):
    (folder / CODE / "negation.txt").unlink()
    (folder / CODE / "titles.tsv").write_text("form\tkind\n", encoding="utf-8")
    with pytest.raises(ExceptionGroup) as raised:
        load_language(CODE, folder=folder)
    told = " ".join(map(str, raised.value.exceptions))
    assert "negation.txt" in told
    assert "titles.tsv" in told


def test_the_text_is_of_this_language_and_its_furniture_is_cut(document: Document):
    assert document.language == CODE
    kinds = [block.type.value for block in document.blocks]
    assert kinds.count("advert") == 1
    assert kinds.count("byline") == 1


def test_sentences(found: Layers, document: Document):
    assert [s.span.of(document.text).split()[0] for s in found.sentences] == ["Un", "La", "«Nous", "Selon", "La"]


def test_time_expressions(found: Layers, document: Document):
    printed = DayInterval(date(2023, 9, 15), date(2023, 9, 15))
    values = {t.span.of(document.text): resolve(t.symbolic, printed).value for t in found.timexes}
    assert values == {"13 septembre 2023": "2023-09-13", "hier": "2023-09-14"}


def test_quotations_with_their_speakers(found: Layers, document: Document):
    text = document.text
    said = [(q.span.of(text), q.act.value, [s.of(text) for s in q.speakers]) for q in found.quotations]
    assert said == [
        ("Nous avons un accord", "asserts", ["Milène Dravic"]),
        ("le pont est fermé", "asserts", ["Paul Renard"]),
        ("les rumeurs", "denies", ["Milène Dravic"]),
    ]


def test_an_event_with_who_where_and_when(found: Layers, document: Document):
    text = document.text
    (event,) = found.events
    assert event.type == "meeting"
    assert {p.span.of(text) for p in event.participants} == {"Milène Dravic", "Paul Renard"}
    assert event.place
    assert event.place.of(text) == "Paris"
    assert event.time
    assert event.time.of(text) == "13 septembre 2023"


def test_a_word_that_is_added_to_the_data_is_found(folder: Path):
    path = folder / CODE / "timex.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("hier = -1", "hier = -1\ndemain = 1"), encoding="utf-8")
    assert load_language(CODE, folder=folder).timex.classes["deictic"]["demain"] == 1
