"""Reads ``certainty.toml``: words that say how far an event has come and how sure somebody is of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from quellenlage.datafile import Faults, read_toml

FILE = "certainty.toml"


@dataclass(frozen=True, kw_only=True)
class Certainty:
    """Dictionary forms, in small letters, by what they make of the event that they govern or stand beside.

    Attributes:
        support: Verbs that say no more than that the event which is their object takes place („führen“).
        happen: The same of the event that is their subject („stattfinden“).
        almost: Adverbs beside a past subjunctive of what never was („beinahe“).
        due: Those of ``happen`` whose present beside a date looks ahead, unless what happens lasts.
        object_control: Verbs whose object is the subject of the infinitive below them („bitten“).
        course: Nouns that say no more than that what hangs on them takes place („die Aufnahme von Gesprächen“).
        amount: Nouns that only count what hangs on them („eine Reihe von Tests“).
        reflexive: Pronouns that mean the subject.
        enter: Verbs that take the event behind a preposition („an einem Treffen teilnehmen“).
        around: Prepositions in front of an event before or after which the clause happens.
        after: Those of ``around`` behind which stands what has happened before („nach“).
        aside: Prepositions in front of an event during which the clause happens („bei“).
        announced: Words that set an event for a later day.
        planned: Words for a plan or a wish: nothing is fixed.
        hoping: Words of hope.
        expected: Words of expectation: it is held likely.
        succeed: Words of success: denied, they say that it failed.
        invited: Words that ask for one.
        attempted: Words for trying, preparing, negotiating.
        failed: Words that say it was due and did not come about.
        cancelled: Words that call off what was set.
        ongoing: Words for what goes on as it is told.
        conditions: Conjunctions of a condition.
        questions: Conjunctions of an open question.
        likely: Words for what is taken to be so.
        possible: Words for what may be so.
        unlikely: Words for what is taken not to be so.
        hearsay: Words that pass on without vouching.
        open: Words that leave it open.
        denying: Words whose content is denied.
        fearing: Words of fear: the content is held possible.
        believing: Words of belief: the content is held likely.
        possibly: Modal verbs of possibility in the past subjunctive.
        presumably: Modal verbs of presumption in the past subjunctive.
        reportedly: Modal verbs of hearsay, beside a perfect infinitive.
        needed: Modal verbs of need: somebody calls for it.
        yet: Adverbs that leave a denied event to come.
        planning: Modal verbs of plan and wish, beside an infinitive.
        future: The auxiliary of the future.
        negation: Words that deny what they stand at.
        now: Adverbs of the present.
        later: Adverbs of what is to come.
        being: Verbs of a state, beside a preposition of ``inside`` („im Einsatz sein“, „in Haft sitzen“).
        forgoing: Verbs that give up what stands behind their preposition („auf eine Reise verzichten“).
        excluding: Words that hold something impossible: denied, they hold it possible.
        causing: Verbs that bring about what stands behind their preposition („zu einem Streik führen“).
        debating: Verbs for talking about what may be done („über Sanktionen beraten“).
        beside: Words for what a question asks beside the event itself („warum“).
        enabling: Words for ability, right and duty: what they govern need not happen.
        needing: Words for what somebody lacks.
        since: Prepositions of a span: a day behind their noun is not that of the clause („seit dem Unfall im Mai“).
        meanwhile: Conjunctions of a clause at the time of the one above („als“).
        other: Adjectives that tell an event from the one in question („früher“).
        purpose: Conjunctions of a clause that tells what something is done for („um“, „damit“).
        habitual: Adverbs of what takes place now and then.
    """

    support: frozenset[str] = frozenset()
    happen: frozenset[str] = frozenset()
    almost: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()
    object_control: frozenset[str] = frozenset()
    course: frozenset[str] = frozenset()
    amount: frozenset[str] = frozenset()
    reflexive: frozenset[str] = frozenset()
    enter: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    announced: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    hoping: frozenset[str] = frozenset()
    expected: frozenset[str] = frozenset()
    succeed: frozenset[str] = frozenset()
    invited: frozenset[str] = frozenset()
    attempted: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    cancelled: frozenset[str] = frozenset()
    ongoing: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    likely: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    unlikely: frozenset[str] = frozenset()
    hearsay: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    denying: frozenset[str] = frozenset()
    fearing: frozenset[str] = frozenset()
    believing: frozenset[str] = frozenset()
    possibly: frozenset[str] = frozenset()
    presumably: frozenset[str] = frozenset()
    reportedly: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    yet: frozenset[str] = frozenset()
    planning: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    negation: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    being: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    forgoing: frozenset[str] = frozenset()
    excluding: frozenset[str] = frozenset()
    causing: frozenset[str] = frozenset()
    debating: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    enabling: frozenset[str] = frozenset()
    needing: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    meanwhile: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    purpose: frozenset[str] = frozenset()
    habitual: frozenset[str] = frozenset()

    @cached_property
    def classes(self) -> Mapping[str, frozenset[str]]:
        """Every word with the names of the lists that hold it."""
        table: dict[str, set[str]] = {}
        for field in fields(self):
            for word in getattr(self, field.name):
                table.setdefault(word, set()).add(field.name)
        return {word: frozenset(names) for word, names in table.items()}


def read_certainty(path: Path, faults: Faults) -> Certainty:
    """The lists of a language; those that it leaves out are empty."""
    table = read_toml(path, faults)
    known = {field.name for field in fields(Certainty)}
    words = {}
    for key, value in table.items():
        if key not in known:
            faults.add(path, key, f"one of {', '.join(sorted(known))}")
        elif not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            faults.add(path, key, "a list of words")
        else:
            words[key] = frozenset(value)
    return Certainty(**words)
