"""What the readers of ``training/encoder/corpora`` make of small files written by hand."""

import gzip
import json
import re
import zipfile
from pathlib import Path

import pytest

from corpora.names import read_germeval, read_mobie, read_pud_names
from corpora.own import read_marks, read_passages, untag
from corpora.quotations import Marked, label, links, read_gnqa, read_spkatt, runs, with_marks
from corpora.sample import NAME_OPEN, NAME_TAGS, UNKNOWN, UPOS, Link, Passage, bio
from corpora.trees import read_treebank, texts

Span = tuple[int, int]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def write_lines(path: Path, *rows: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def tags(numbers: list[int]) -> list[str]:
    return ["?" if n == UNKNOWN else "open" if n == NAME_OPEN else NAME_TAGS[n] for n in numbers]


def cut(text: str) -> list[list[Span]]:
    """Sentences end at a point; words as offsets."""
    sentences: list[list[Span]] = [[]]
    for match in re.finditer(r"\w+(?:-\w+)*|\S", text):
        sentences[-1].append(match.span())
        if match[0] == ".":
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


# Trees


def row(
    number: str, form: str, upos: str = "_", head: str = "_", relation: str = "_", feats: str = "_", **more: str
) -> str:
    return "\t".join([number, form, "_", upos, "_", feats, head, relation, "_", more.get("misc", "_")])


GLUED = "SpaceAfter=No"
SENTENCE = (
    row("1", "Sie", "PRON", "2", "nsubj", "Case=Nom|Number=Plur|Person=3"),
    row("2", "gehen", "VERB", "0", "root", "Mood=Ind|Number=Plur|Tense=Pres"),
    row("3-4", "zum"),
    row("3", "zu", "ADP", "9", "case"),
    row("4", "dem", "DET", "9", "det", "Case=Dat|Gender=Neut"),
    row("5", "Nord", "PROPN", "9", "compound", misc=GLUED),
    row("6", "-", "PUNCT", "5", "punct", misc=GLUED),
    row("7", "Süd", "PROPN", "5", "conj", misc=GLUED),
    row("8", "-", "PUNCT", "9", "punct", misc=GLUED),
    row("9", "Fest", "NOUN", "2", "obl", "Case=Loc", misc=GLUED),
    row("10", ".", "PUNCT", "2", "punct"),
)


def treebank(folder: Path, *rows: str, name: str = "s1", names: dict[str, list[int]] | None = None) -> Passage:
    path = write(folder / "bank.conllu", "\n".join([f"# sent_id = {name}", "# text = x", *rows]) + "\n\n")
    (found,) = read_treebank(path, {}, names)
    return found


def test_a_contraction_and_a_compound_with_hyphens_are_one_word_each(tmp_path: Path):
    found = treebank(tmp_path, *SENTENCE)
    assert found.key == "bank:s1"
    assert found.words == ("Sie", "gehen", "zum", "Nord-Süd-Fest", ".")
    assert found.sentences == ((0, 5),)
    assert found.labels["head"] == [1, -1, 3, 1, 1]
    assert [UPOS[n] for n in found.labels["upos"]] == ["PRON", "VERB", "ADP", "NOUN", "PUNCT"]
    assert found.loose


def test_relations_are_numbered_as_they_come_over_all_files(tmp_path: Path):
    relations = {"punct": 0}
    path = write(tmp_path / "a.conllu", "\n".join(["# sent_id = 1", *SENTENCE]))
    (found,) = read_treebank(path, relations)
    assert relations == {"punct": 0, "nsubj": 1, "root": 2, "case": 3, "obl": 4}
    assert found.labels["relation"] == [1, 2, 3, 4, 0]


def test_features_that_are_not_there_are_none_and_strange_ones_are_unknown(tmp_path: Path):
    labels = treebank(tmp_path, *SENTENCE).labels
    assert labels["Number"] == [2, 2, 0, 0, 0]
    assert labels["Case"] == [1, 0, 0, UNKNOWN, 0]


def test_a_verb_with_a_mood_is_finite_and_without_one_open(tmp_path: Path):
    rows = (row("1", "Geh", "VERB", "0", "root", "Mood=Imp"), row("2", "gehen", "AUX", "1", "xcomp"))
    assert treebank(tmp_path, *rows).labels["VerbForm"] == [1, UNKNOWN]


def test_a_hyphen_between_blanks_joins_nothing(tmp_path: Path):
    rows = (
        row("1", "Nord", "NOUN", "0", "root"),
        row("2", "-", "PUNCT", "1", "punct"),
        row("3", "Süd", "NOUN", "1", "conj"),
    )
    assert treebank(tmp_path, *rows).words == ("Nord", "-", "Süd")


def test_a_hyphen_in_front_of_a_word_or_behind_a_sign_joins_nothing(tmp_path: Path):
    rows = (
        row("1", "(", "PUNCT", "3", "punct", misc=GLUED),
        row("2", "-", "PUNCT", "3", "punct", misc=GLUED),
        row("3", "Süd", "NOUN", "0", "root"),
    )
    assert treebank(tmp_path, *rows).words == ("(", "-", "Süd")


def test_a_first_part_whose_rest_is_left_out_keeps_its_hyphen(tmp_path: Path):
    rows = (
        row("1", "Nord", "NOUN", "0", "root", misc=GLUED),
        row("2", "-", "PUNCT", "1", "punct"),
        row("3", "und", "CCONJ", "4", "cc"),
        row("4", "Südfest", "NOUN", "1", "conj"),
    )
    found = treebank(tmp_path, *rows)
    assert found.words == ("Nord-", "und", "Südfest")
    assert found.labels["head"] == [-1, 2, 0]


def test_empty_nodes_are_left_out(tmp_path: Path):
    rows = (row("1", "Ja", "INTJ", "0", "root"), row("1.1", "kommt", "VERB"), row("2", ".", "PUNCT", "1", "punct"))
    found = treebank(tmp_path, *rows)
    assert (found.words, found.labels["head"]) == (("Ja", "."), [-1, 0])


# The first part of the compound hangs on the verb, and the verb on its last part.
CIRCLE = (
    row("1", "Erwin", "PROPN", "4", "obj", misc=GLUED),
    row("2", "-", "PUNCT", "1", "punct", misc=GLUED),
    row("3", "Fest", "NOUN", "0", "root"),
    row("4", "feiern", "VERB", "3", "acl"),
)


def test_a_compound_whose_parts_hang_apart_is_still_in_a_tree(tmp_path: Path):
    assert treebank(tmp_path, *CIRCLE).labels["head"].count(-1) == 1


def test_names_on_syntactic_words_come_to_the_surface(tmp_path: Path):
    marked = [0] * 10
    marked[0] = NAME_TAGS.index("B-PER")
    marked[4] = NAME_TAGS.index("B-MISC")
    found = treebank(tmp_path, *SENTENCE, names={"siegehenzudemnord-süd-fest.": marked})
    assert tags(found.labels["names"]) == ["B-PER", "O", "O", "B-MISC", "O"]


def test_a_sentence_whose_names_nobody_has_marked_has_no_such_layer(tmp_path: Path):
    assert "names" not in treebank(tmp_path, *SENTENCE).labels
    assert "names" not in treebank(tmp_path, *SENTENCE, names={"anderes": [0]}).labels


def test_a_compound_that_is_a_name_begins_it(tmp_path: Path):
    rows = (
        row("1", "Papua", "PROPN", "3", "compound", misc=GLUED),
        row("2", "-", "PUNCT", "1", "punct", misc=GLUED),
        row("3", "Neuguinea", "PROPN", "0", "root"),
    )
    marked = [NAME_TAGS.index(tag) for tag in ("B-LOC", "I-LOC", "I-LOC")]
    assert tags(treebank(tmp_path, *rows, names={"papua-neuguinea": marked}).labels["names"]) == ["B-LOC"]


def test_a_treebank_tells_its_texts_with_their_originals(tmp_path: Path):
    path = write(
        tmp_path / "bank.conllu",
        "# sent_id = a\n# text = Ja = nein.\n# text_en = Yes.\n1\tJa\n\n"
        "# newpar\n# sent_id = b\n# text = Nein.\n1\tNein\n",
    )
    assert list(texts(path)) == [("bank:a", "Ja = nein.", "Yes."), ("bank:b", "Nein.", "")]


# Names


def test_germeval_has_outer_names_and_other_is_misc(tmp_path: Path):
    path = write(
        tmp_path / "germ.tsv",
        "#\thttp://example.org\t[2009]\n1\tDas\tO\tO\n2\t#\tO\tO\n3\tTor\tB-OTH\tB-LOC\n4\tWest\tI-OTH\tO\n\n"
        "#\tandere\n1\tBerliner\tB-LOCderiv\tO\n2\tEU-Rat\tB-ORGpart\tO\n",
    )
    first, second = read_germeval(path)
    assert (first.key, first.words) == ("germ:0", ("Das", "#", "Tor", "West"))
    assert tags(first.labels["names"]) == ["O", "O", "B-MISC", "I-MISC"]
    assert (second.key, tags(second.labels["names"])) == ("germ:1", ["B-LOCderiv", "B-ORGpart"])


def test_names_of_the_treebank_are_found_by_their_words_without_blanks(tmp_path: Path):
    path = write(
        tmp_path / "pud.iob2",
        "# newdoc id = n01\n# sent_id = n01-1\n# text = Eva sah Öland.\n"
        "1\tEva\tB-PER\t-\t-\n2\tsah\tO\t-\t-\n3\tÖland\tB-LOC\t-\t-\n4\t.\tB-OTH\t-\t-\n\n"
        "# sent_id = n01-2\n1\tNein\tO\t-\t-\n",
    )
    found = read_pud_names(path)
    assert list(found) == ["evasahöland.", "nein"]
    assert tags(found["evasahöland."]) == ["B-PER", "open", "B-LOC", "?"]
    assert tags(found["nein"]) == ["open"]


def test_mobie_leaves_streets_open_and_is_sure_about_dates(tmp_path: Path):
    lines = [
        "-DOCSTART-\tO", "", "Eva\tB-person", "fuhr\tO", "Montag\tB-date", "Ölweg\tB-location-street", "", "",
        "Firma\tB-organization-company", "Ey\tI-organization-company", "Bonn\tB-location-city",
    ]  # fmt: skip
    with zipfile.ZipFile(tmp_path / "mobie.zip", "w") as archive:
        archive.writestr("test.conll", "\n".join(lines))
    first, second = read_mobie(tmp_path / "mobie.zip")
    assert first.words == ("Eva", "fuhr", "Montag", "Ölweg")
    assert tags(first.labels["names"]) == ["B-PER", "open", "open", "?"]
    assert tags(second.labels["names"]) == ["B-ORG", "I-ORG", "B-LOC"]
    assert (first.key, second.key) == ("test.conll:0", "test.conll:1")


# Tags in our own text


def test_tags_become_offsets():
    text, (quotation,), names = untag(
        "<c1>Laut</c1> <s1><PER>Eva Ey</PER></s1> kam <q1 indirect speech>er nach <LOC>Öd</LOC></q1>."
    )
    assert text == "Laut Eva Ey kam er nach Öd."
    assert {part: [text[a:b] for a, b in quotation[part]] for part in ("quote", "cue", "speaker", "addressee")} == {
        "quote": ["er nach Öd"],
        "cue": ["Laut"],
        "speaker": ["Eva Ey"],
        "addressee": [],
    }
    assert (quotation["type"], quotation["medium"]) == ("indirect", "speech")
    assert [(text[a:b], kind) for a, b, kind in names] == [("Eva Ey", "PER"), ("Öd", "LOC")]


def test_a_quotation_in_two_pieces_is_one_and_two_may_share_words():
    text, quotations, _ = untag(
        "<q1 direct speech>So</q1>, <c1><c2>sagte</c2></c1> er, <q1>so</q1> <q2 reported thought>x</q2>"
    )
    assert [[text[a:b] for a, b in q["quote"]] for q in quotations] == [["So", "so"], ["x"]]
    assert [q["cue"] for q in quotations] == [[[4, 9]], [[4, 9]]]


def test_text_without_tags_stays_as_it_is():
    assert untag("3 < 4 und 5 > 4") == ("3 < 4 und 5 > 4", [], [])


@pytest.mark.parametrize(
    "tagged",
    ["<c1>a<s1>b</c1>c</s1>", "<c1>a</c2>", "a</c1>", "<c1>a", "<PER>a</LOC>", "<q1 direct speech>a<c1>b</c1>"],
)
def test_tags_that_do_not_nest_are_refused(tagged: str):
    with pytest.raises(ValueError, match="tag"):
        untag(tagged)


def own(folder: Path, text: str) -> Passage:
    (found,) = read_passages(write(folder / "own.jsonl", json.dumps({"id": "a1", "text": text})), cut)
    return found


def test_our_own_passages_have_roles_and_names(tmp_path: Path):
    found = own(tmp_path, "<s1><PER>Eva Ey</PER></s1> <c1>sagt</c1>. <q1 freeIndirect thought>Er sei fort</q1>.")
    assert (found.key, found.corpus) == ("own:a1", "own")
    assert found.words == ("Eva", "Ey", "sagt", ".", "Er", "sei", "fort", ".")
    assert found.sentences == ((0, 4), (4, 8))
    assert tags(found.labels["names"]) == ["B-PER", "I-PER", *["O"] * 6]
    assert found.labels["speaker"] == [1, 2, 0, 0, 0, 0, 0, 0]
    assert found.labels["cue"] == [0, 0, 1, 0, 0, 0, 0, 0]
    assert found.labels["quote"] == [0, 0, 0, 0, 1, 2, 2, 0]
    assert found.labels["type"][4:7] == [3, 3, 3]
    assert found.labels["medium"] == [*[UNKNOWN] * 4, 2, 2, 2, UNKNOWN]
    assert found.links == (Link("cue", 4, 2, True), Link("speaker", 4, 0, True))


def test_a_name_with_a_hyphen_behind_it_is_a_part(tmp_path: Path):
    found = own(tmp_path, "Der <ORG>UN</ORG>-Rat, die <LOCderiv>Bonner</LOCderiv>-Leute und EU-Fans.")
    assert tags(found.labels["names"]) == ["O", "B-ORGpart", "O", "O", "B-LOCpart", "O", "open", "O"]


def test_a_part_with_a_hyphen_behind_it_stays_a_part(tmp_path: Path):
    assert tags(own(tmp_path, "Der <ORGpart>UN</ORGpart>-Rat.").labels["names"]) == ["O", "B-ORGpart", "O"]


def test_all_passages_that_we_ship_can_be_read(root: Path):
    files = sorted((root / "training" / "encoder" / "own").glob("passages*.jsonl"))
    found = [passage for path in files for passage in read_passages(path, cut)]
    assert len({passage.key for passage in found}) == len(found) > 100
    for passage in found:
        assert {len(values) for values in passage.labels.values()} == {len(passage.words)}


def test_marks_lead_into_texts_of_others(tmp_path: Path):
    write_lines(
        tmp_path / "events/smartdata-train.json.gz", {"id": "n1", "text": {"string": "Vorweg. Er kam, sagt sie."}}
    )
    write(tmp_path / "entities/germeval14-test.tsv", "#\tx\n1\tLaut\tO\tO\n2\tEva\tO\tO\n3\tkam\tO\tO\n4\ter\tO\tO\n")
    for name in ("de_gsd-ud-test", "de_gsd-ud-dev", "de_pud-ud-test"):
        write(tmp_path / f"syntax/{name}.conllu", f"# sent_id = {name[3]}1\n# text = Nein, sagt er.\n1\tNein\n")
    quotation = {"quote": [[0, 6]], "cue": [[8, 12]], "type": "indirect", "medium": "speech"}
    marks = [
        {"source": "smartdata", "id": "n1", "start": 8, "end": 25, "quotations": [quotation]},
        {"source": "germeval14-test", "id": 0, "start": 0, "end": 15, "quotations": []},
        {
            "source": "ud",
            "id": "de_pud-ud-test:p1",
            "start": 0,
            "end": 14,
            "quotations": [{"quote": [[0, 4]], "type": "?"}],
        },
    ]
    path = write(tmp_path / "marks.jsonl", "\n".join(map(json.dumps, marks)))
    first, second, third = read_marks(path, tmp_path.joinpath, cut)
    assert first.words == ("Er", "kam", ",", "sagt", "sie", ".")
    assert (first.labels["quote"], first.labels["cue"]) == ([1, 2, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0])
    assert second.words == ("Laut", "Eva", "kam", "er")
    assert third.labels["type"] == [UNKNOWN] * 5
    assert [passage.key for passage in (first, second, third)] == [
        "smartdata:n1",
        "germeval14-test:0",
        "de_pud-ud-test:p1",
    ]
    assert "names" not in first.labels


# Quotations


def quotation(*quote: Span, cue: list[Span] | None = None, kind: str = "", medium: str = "") -> Marked:
    return Marked(list(quote), cue or [], [], [], kind, medium)


def test_the_longer_quote_is_outer_and_what_lies_in_it_nested():
    words = ["er", "sagt", "sie", "habe", "gerufen", "er", "sei", "fort", "."]
    inner = quotation((5, 8), cue=[(4, 5)], kind="indirect", medium="speech")
    outer = quotation((2, 8), cue=[(1, 2)], kind="indirect", medium="thought")
    found = label("own", "k", words, [(0, 9)], [inner, outer])
    assert found.labels["quote"] == [0, 0, 1, 2, 2, 2, 2, 2, 0]
    assert found.labels["nested"] == [0, 0, 0, 0, 0, 1, 2, 2, 0]
    assert found.labels["cue"] == [0, 1, 0, 0, 1, 0, 0, 0, 0]
    assert found.labels["frame"] == [1, 2, 0, 0, 0, 0, 0, 0, 1]
    assert found.labels["medium"] == [UNKNOWN, UNKNOWN, *[2] * 6, UNKNOWN]
    assert {(link.quote, link.other, link.joined) for link in found.links if link.kind == "cue"} == {
        (2, 1, True), (2, 4, False), (5, 1, False), (5, 4, True),
    }  # fmt: skip


def test_what_lies_in_a_nested_quote_is_marked_nowhere():
    found = label("own", "k", list("abcdef"), [(0, 6)], [quotation((0, 6)), quotation((1, 5)), quotation((2, 3))])
    assert found.labels["quote"] == [1, 2, 2, 2, 2, 2]
    assert found.labels["nested"] == [0, 1, 2, 2, 2, 0]


def test_a_passage_without_quotations_has_empty_layers():
    found = label("own", "k", ["a", "b"], [(0, 2)], [quotation()])
    assert found.labels["quote"] == found.labels["cue"] == found.labels["frame"] == [0, 0]
    assert found.links == ()


def test_a_direct_quote_takes_its_marks_and_others_do_not():
    words = ["„", "Ja", "“", ",", "sagt", "er"]
    assert with_marks(quotation((1, 2), kind="direct"), words).quote == [(0, 3)]
    assert with_marks(quotation((0, 3), kind="direct"), words).quote == [(0, 3)]
    assert with_marks(quotation((1, 2), kind="indirect"), words).quote == [(1, 2)]
    assert with_marks(quotation((4, 6), kind="direct"), words).quote == [(4, 6)]


def test_later_pieces_are_joined_to_the_first_of_their_own_quote_only():
    found = list(links([quotation((0, 1), (4, 5)), quotation((2, 3))]))
    assert found == [Link("part", 0, 2, False), Link("part", 0, 4, True), Link("part", 2, 4, False)]


def test_numbers_in_a_row_are_one_run():
    assert runs([]) == []
    assert runs([1, 2, 3, 7, 9, 10]) == [(1, 4), (7, 8), (9, 11)]


def test_the_earlier_of_two_spans_that_overlap_stays():
    assert bio([(1, 3), (2, 5), (4, 5)], 6) == [0, 1, 2, 0, 1, 0]


def test_speeches_count_words_within_sentences(tmp_path: Path):
    speech = {
        "file": "rede.json",
        "Sentences": [{"Tokens": ["Danke", "!"]}, {"Tokens": ["Er", "sagte", "mir", ",", "es", "gehe"]}],
        "Annotations": [
            {"Message": ["1:5", "1:4"], "Cue": ["1:1"], "Source": ["1:0"], "Addr": ["1:2"]},
            {"Message": [], "Cue": ["0:0"], "Source": [], "Addr": []},
        ],
    }
    (found,) = read_spkatt(write_lines(tmp_path / "spk.jsonl.gz", speech))
    assert found.key == "spk.jsonl.gz:rede.json"
    assert found.sentences == ((0, 2), (2, 8))
    assert found.labels["quote"] == [0, 0, 0, 0, 0, 0, 1, 2]
    assert [found.labels[role].index(1) for role in ("cue", "speaker", "addressee")] == [3, 2, 4]
    assert set(found.labels["type"]) == {UNKNOWN}


def test_an_article_of_the_news_has_types_and_media(tmp_path: Path):
    def spans(*places: Span) -> dict[str, list[dict[str, int]]]:
        return {"spans": [{"begin": begin, "end": end} for begin, end in places]}

    article = {
        "documentName": "2011-03-04_Titel",
        "sentences": [{"tokens": ["„", "Ja", "“", ",", "sagt", "Eva"]}, {"tokens": ["Sie", "meint", "so"]}],
        "annotations": [
            {"type": "Direct", "medium": "Speech", "quote": spans((1, 2)), "cue": spans((4, 5)),
             "speaker": spans((5, 6)), "addressee": spans()},
            {"type": "FreeIndirect", "medium": "ST", "quote": spans((8, 9)), "cue": spans(), "speaker": spans(),
             "addressee": spans()},
        ],
    }  # fmt: skip
    (found,) = read_gnqa(write_lines(tmp_path / "gnqa.jsonl.gz", article))
    assert found.key == "gnqa:2011-03-04_Titel"
    assert found.labels["quote"] == [1, 2, 2, 0, 0, 0, 0, 0, 1]
    assert found.labels["type"] == [0, 0, 0, *[UNKNOWN] * 5, 3]
    assert found.labels["medium"] == [0, 0, 0, *[UNKNOWN] * 6]
