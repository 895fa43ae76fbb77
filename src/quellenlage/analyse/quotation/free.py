"""Free indirect speech: main clauses in the subjunctive, which report without a word of saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenlage.analyse.quotation.speakers import ACTORS, Scene, Voice
from quellenlage.records.layers import Act, Medium, Mention, Quotation, QuotationType, Sentence
from quellenlage.records.parse import Parse, Word
from quellenlage.records.provenance import By
from quellenlage.text.span import Span

_STOPS = frozenset(".!…")
_FINITE = ("aux", "aux:pass", "cop")


def is_reported(scene: Scene, parse: Parse | None, text: str, *, goes_on: bool) -> bool:
    """Whether the main clause of a sentence is reported speech by its mood.

    Args:
        scene: The sentence.
        parse: Its tree and moods; without them any subjunctive counts that goes on.
        text: The analysed text.
        goes_on: Whether the sentence before is reported speech; only then a form counts that stands in for
            a subjunctive which would look like the indicative.
    """
    language = scene.language
    if parse is None:
        words = {form.lower() for form, out in zip(scene.forms, scene.outside, strict=True) if out}
        return goes_on and bool(words & language.subjunctive)
    rule = language.subjunctive_rule
    if rule is None or scene.forms[-1] == "?":
        return False
    inside = {t.start for t, out in zip(scene.sentence.tokens, scene.outside, strict=True) if not out}
    verbs = [word for word in _main_verbs(parse) if word.span.start not in inside]
    if any(phrase in scene.sentence.span.of(text).lower() for phrase in rule.set_phrases):
        return False
    if rule.first_person & {word.span.of(text).lower() for word in parse.words}:
        return False
    if any(word.has("Mood", "Sub") and word.has("Tense", "Pres") for word in verbs):
        return not _opens(verbs, scene)
    return goes_on and any(word.span.of(text).lower() in rule.substitutes for word in verbs)


def _main_verbs(parse: Parse) -> Iterator[Word]:
    """The root, what is joined to it, and their auxiliaries."""
    tree = parse.tree()
    for root in tree.roots():
        for verb in (root, *tree.children(root, ("conj",))):
            yield parse.words[verb]
            yield from (parse.words[other] for other in tree.children(verb, _FINITE))


def _opens(verbs: Sequence[Word], scene: Scene) -> bool:
    """A verb that opens its sentence is a wish or an order."""
    return any(word.span.start == scene.sentence.tokens[0].start for word in verbs)


def subject_of(parse: Parse, mentions: Sequence[Mention]) -> Mention | None:
    """The actor that is the subject of the main clause, by whom the next sentence may be said."""
    tree = parse.tree()
    for root in tree.roots():
        subject = tree.subject(root)
        if subject is not None and tree.relations[subject] == "nsubj":
            at = parse.words[subject].span
            return next((m for m in mentions if m.type in ACTORS and not m.derived and m.span.contains(at)), None)
    return None


def report(sentence: Sentence, scene: Scene, pieces: Sequence[Span], voice: Voice | None) -> list[Quotation]:
    """The sentence as free indirect speech, and the words in marks in it as direct speech.

    Args:
        sentence: Which is reported.
        scene: Of the sentence.
        pieces: Words in quotation marks inside it.
        voice: Whose words they are; None if nobody is said to have spoken.
    """
    last = len(scene.forms) - 1
    while last > 0 and scene.forms[last] in _STOPS:
        last -= 1
    whole = Span(sentence.span.start, sentence.tokens[last].end)
    speakers = tuple(m.span for m in voice.mentions) if voice else ()
    said = [(whole, QuotationType.INDIRECT_FREE_INDIRECT, "subjunctive goes on" if voice else "subjunctive alone")]
    said += [(piece, QuotationType.DIRECT, "marks in reported speech") for piece in pieces]
    return [
        Quotation(quotes=(span,), type=kind, medium=Medium.SPEECH, act=Act.ASSERTS, speakers=speakers, by=By(rule))
        for span, kind, rule in said
    ]
