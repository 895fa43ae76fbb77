"""Keys keep their part for ever: otherwise a model would be measured on what an earlier one had learnt."""

from collections import Counter

import pytest

from splits import Part, part


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("", Part.TEST),
        ("11", Part.TEST),
        ("6", Part.CHOOSE),
        ("de_gsd-ud-test:test-s1", Part.CHOOSE),
        ("de_pud-ud-test:n01001011", Part.TRAIN),
        ("germeval14-test:0", Part.TRAIN),
        ("own:a001", Part.TRAIN),
        ("Schlüssel:Ödnis", Part.CHOOSE),
    ],
)
def test_a_key_keeps_its_part(key: str, expected: Part):
    assert part(key) == part(key) == expected


def test_a_tenth_measures_and_a_tenth_chooses():
    counts = Counter(part(f"satz:{number}") for number in range(10_000))
    assert 900 < counts[Part.TEST] < 1100
    assert 900 < counts[Part.CHOOSE] < 1100
    assert sum(counts.values()) == 10_000
