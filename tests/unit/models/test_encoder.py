"""The shipped model at work. Another model of the same form must pass too: next to nothing is said about labels."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from quellenlage.errors import ModelError
from quellenlage.models.card import load_card
from quellenlage.models.encoder import FEWEST_WORDS, Encoder, collate, load_encoder
from quellenlage.models.pieces import make_window
from quellenlage.models.reading import QUOTES, Joined, Reading
from quellenlage.text.tree import Tree

NAME = "de-open"


def words_of(text: str) -> list[str]:
    return text.split()


PLAIN = words_of("Der Bürgermeister sagte am Montag in München , er werde nicht kommen .")
QUOTED = words_of("„ Wir kommen morgen wieder “ , sagte die Bäckerin Hanna Ölfeld der Zeitung .")
STORY = [PLAIN, QUOTED, words_of("Das sei ihr Wunsch ."), words_of("Mehr wollte sie nicht verraten .")]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(NAME)


def read(encoder: Encoder, sentences: Sequence[Sequence[str]]) -> list[Reading]:
    """Readings; whatever a model says, this much is true of them."""
    readings, joined = encoder.read(sentences)
    assert len(readings) == len(sentences)
    for words, one in zip(sentences, readings, strict=True):
        assert len(one.upos) == len(one.features) == len(one.heads) == len(one.relations) == len(words)
        assert len(Tree(one.heads, one.relations).roots()) == 1
        assert all(0 <= found.start < found.end <= len(words) for found in (*one.names, *one.roles))
        assert all(0 <= found.score <= 1 for found in (*one.names, *one.roles))
        assert all(bool(role.type and role.medium) == (role.kind in QUOTES) for role in one.roles)
        assert one.vector.shape == (encoder.card.width,)
        assert np.linalg.norm(one.vector) == pytest.approx(1, abs=1e-3)
    for pair in joined:
        quote, other = (readings[sentence].roles[index] for sentence, index in (pair.quote, pair.other))
        assert quote.kind in QUOTES
        assert pair.kind == ("part" if other.kind in QUOTES else other.kind)
        assert encoder.card.thresholds["join"] <= pair.score <= 1
    return readings


def told(found: tuple[list[Reading], list[Joined]]) -> tuple[list[object], list[Joined]]:
    """All that was read, so that it can be compared."""
    readings, joined = found
    rows = [(r.upos, r.features, r.heads, r.relations, r.names, r.roles, r.vector.tobytes()) for r in readings]
    return list(rows), joined


def test_nothing_is_read_from_nothing(encoder: Encoder):
    assert encoder.read([]) == ([], [])
    assert encoder.vectors([]).shape == (0, encoder.card.width)


def test_a_plain_sentence_is_read(encoder: Encoder):
    (one,) = read(encoder, [PLAIN])
    assert [(" ".join(PLAIN[n.start : n.end]), n.kind) for n in one.names] == [("München", "LOC")]
    assert (one.upos[-1], one.upos[PLAIN.index(",")]) == ("PUNCT", "PUNCT")


@pytest.mark.parametrize("word", ["Ja", ".", "München", "„", "7"])
def test_a_word_alone_is_its_own_root(encoder: Encoder, word: str):
    (one,) = read(encoder, [[word]])
    assert (one.heads, one.relations) == ((-1,), ("root",))


def test_sentences_of_few_words_are_read_beside_each_other(encoder: Encoder):
    readings = read(encoder, [["Ja"], ["Nein", "danke"], ["So", "ist", "es"], ["."], ["Und", "so"]])
    assert readings[3].upos == ("PUNCT",)


@pytest.mark.parametrize(
    "words",
    [
        ["...", "–", "„", "(", ")", "--"],
        ["2", ":", "1", "(", "0", ":", "1", ")"],
        ["안녕하세요", "세계"],
        ["مرحبا", "بالعالم"],
        ["Привет", ",", "мир", "!"],
        ["Αθήνα", "東京", "ไทย", "हिन्दी"],
        ["😀", "👩‍👩‍👧", "🇩🇪"],
        ["\x00", "\x07", "\x1b[31m", "\u200b", "\ufeff", "\u202e", "\ufffd"],
        ["a\u0301" * 20, "\u0301", "ﬁ", "İ"],
        ["", " ", "zwei Wörter"],
        ["<s>", "</s>", "<pad>", "<unk>"],
        ["x" * 10_000],
        ["Ö" * 10_000, "kam", "."],
    ],
    ids=lambda words: ascii(words[0][:8]),
)
def test_whatever_stands_in_a_word_is_read(encoder: Encoder, words: list[str]):
    read(encoder, [words])
    read(encoder, [PLAIN, words, QUOTED])


@pytest.mark.parametrize("word", [")", "17", "Wort", "\u200b"])
@pytest.mark.parametrize("count", [4, 60, 249, 250, 251, 600])
def test_a_word_over_and_over_is_still_a_tree(encoder: Encoder, word: str, count: int):
    read(encoder, [[word] * count])


@pytest.mark.parametrize("count", [60, 120, 600])
def test_a_list_of_numbers_is_still_a_tree(encoder: Encoder, count: int):
    read(encoder, [[str(number * 7919 % 99_991) for number in range(count)]])


def test_a_sentence_of_2000_words_is_one_reading(encoder: Encoder):
    words = (QUOTED * 150)[:2000]
    (one,) = read(encoder, [words])
    assert one.heads.count(-1) == 1
    assert max(found.end for found in (*one.names, *one.roles)) > 1000


def test_a_long_sentence_leaves_its_neighbours_where_they_are(encoder: Encoder):
    readings = read(encoder, [PLAIN, (QUOTED * 40)[:500], QUOTED, PLAIN])
    assert [len(one.upos) for one in readings] == [len(PLAIN), 500, len(QUOTED), len(PLAIN)]


def test_50_000_words_are_read_because_100_000_would_take_over_half_a_minute(
    encoder: Encoder,
):
    sentence = [*PLAIN[:-1], "und", *QUOTED][:20]
    readings = read(encoder, [sentence] * 2500)
    assert sum(len(one.upos) for one in readings) == 50_000


def test_the_same_story_is_read_the_same_way_twice(encoder: Encoder):
    assert told(encoder.read(STORY)) == told(encoder.read(STORY))


def test_what_was_read_before_changes_nothing(encoder: Encoder):
    fresh = told(Encoder(load_card(NAME)).read(STORY))
    encoder.read([["안녕하세요"], (QUOTED * 40)[:500]])
    encoder.vectors([PLAIN])
    assert told(encoder.read(STORY)) == fresh


def test_a_sentence_alone_has_the_vector_of_its_text(encoder: Encoder):
    (one,) = read(encoder, [PLAIN])
    assert encoder.vectors([PLAIN])[0] @ one.vector == pytest.approx(1, abs=1e-3)


def test_a_text_is_nearer_to_itself_in_other_words_than_to_another(encoder: Encoder):
    one, like, other = encoder.vectors(
        [
            PLAIN,
            words_of("Am Montag sagte der Bürgermeister in München ab ."),
            words_of("Die Suppe braucht noch Salz ."),
        ]
    )
    assert one @ like > one @ other


def test_of_a_text_beyond_a_window_the_beginning_has_a_vector(encoder: Encoder):
    long, longer = encoder.vectors([PLAIN * 30, PLAIN * 60])
    assert np.linalg.norm(long) == pytest.approx(1, abs=1e-3)
    assert long @ longer == pytest.approx(1, abs=1e-3)


def test_the_input_of_the_graph_is_padded_and_says_where():
    batch = collate([make_window([[(7, 8)], [(9,)]]), make_window([[(7,)]])])
    assert batch["ids"].tolist() == [[0, 7, 8, 9, 2], [0, 7, 2, 1, 1]]
    assert batch["mask"].tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]
    assert batch["sentence"].tolist() == [[0, 1, -1, -1], [0, -1, -1, -1]]
    assert batch["first"].shape == batch["last"].shape == (2, FEWEST_WORDS)
    assert batch["piece_sentence"][0].tolist() == [[0, 1, 1, 0, 0], [0, 0, 0, 1, 0]]
    assert batch["piece_sentence"][1].tolist() == [[0, 1, 0, 0, 0], [0, 0, 0, 0, 0]]


def test_weights_that_are_none_are_told_when_they_are_needed(copied: Path):
    encoder = Encoder(load_card(NAME, copied))
    with pytest.raises(ModelError) as caught:
        encoder.read([["Ja"]])
    assert str(caught.value).startswith(f"model {NAME}: its files cannot be loaded (")
    assert str(caught.value).endswith("); install it again")
    assert len(str(caught.value).splitlines()) == 1


def test_a_model_is_loaded_once_a_process():
    assert load_encoder(NAME) is load_encoder(NAME)
    with pytest.raises(ModelError, match="there is no such model"):
        load_encoder("de-opne")


def test_neither_torch_nor_what_downloads_models_is_imported():
    code = "import sys, quellenlage.models.encoder; print(*sorted(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "quellenlage.models.encoder" in found
    assert {"torch", "transformers", "huggingface_hub", "requests"}.isdisjoint(found)
