"""Several people of one office are not the one who was named before; two subjects of one verb act together."""

from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.layers import Analysis, Mention
from quellenlage.world import load_world

WORLD = load_world()


def read(text: str) -> Analysis:
    return compile_article(f"Streit um den Kanal\n\n{text}".encode(), "a.txt", WORLD)


def mention(analysis: Analysis, words: str) -> Mention:
    text = analysis.document.text
    return next(m for m in analysis.found.mentions if m.span.of(text) == words)


def test_an_article_of_the_plural_before_a_man_makes_him_several() -> None:
    analysis = read("Die Sprecher der Gruppe verurteilten den Bau. Der Sprecher der Werft schwieg.")
    assert mention(analysis, "Die Sprecher").person == "pl"
    assert mention(analysis, "Der Sprecher").person == "m"


def test_several_are_not_the_one_named_before() -> None:
    text = "Ein ehemaliger Sprecher besuchte den Kanal. Die Sprecher der Gruppe verurteilten den Bau am Freitag."
    record = link_pile((read(text),), WORLD)
    names = [entity.name for entity in record.entity if "precher" in entity.name]
    assert len(names) == len(set(names)) == 2
