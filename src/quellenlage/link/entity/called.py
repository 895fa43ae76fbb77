"""Whom a single name means in its article: by role and gender, else who is in mind; open where nothing decides.

News gives the full name first. With one person of the name the single name means him. With several, a title decides
if it is the role of one of them, in this article or another; then who alone stands in the paragraph; then who was
called by the single name before the other came in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from quellenlage.link.entity.alike import do_roles_fit
from quellenlage.link.entity.bearers import Bearer, bearer_name, genders_of, is_full, is_person_name, roles_of
from quellenlage.link.entity.people import country_of
from quellenlage.link.entity.who import People, Person
from quellenlage.records.layers import Analysis, EntityType, Mention
from quellenlage.text.fold import fold_sounds
from quellenlage.text.span import Span
from quellenlage.world import World

# Of more persons of one surname over the pile a single name means nobody (bounds the work).
_MANY = 60


def persons_called(
    analysis: Analysis, bearers: Mapping[str, Bearer], people: People, world: World
) -> dict[Span, Person]:
    """The person of each name of an article, read in order; single names that stay open are not in it."""
    reader = _Reader(analysis, bearers, people, world)
    for mention in analysis.found.mentions:
        if is_person_name(mention):
            reader.read(mention)
    return reader.found


class _Reader:
    """An article as far as it was read.

    Attributes:
        found: Spans of names to persons.
    """

    def __init__(self, analysis: Analysis, bearers: Mapping[str, Bearer], people: People, world: World) -> None:
        self.found: dict[Span, Person] = {}
        self._analysis, self._people, self._world = analysis, people, world
        self._article = analysis.document.id
        self._starts = [sentence.span.start for sentence in analysis.found.sentences]
        self._blocks = [sentence.block for sentence in analysis.found.sentences]
        self._own = {people.of[self._article, b.name] for b in bearers.values() if b.full}
        text = analysis.document.text.lower()
        self._has_namesakes = any(phrase in text for phrase in world.language.identity.namesakes)
        # Of each person of the article the paragraph of his last name; whoever was called by a single name, in order.
        self._last: dict[Person, int] = {}
        self._called: dict[str, Person] = {}

    def read(self, mention: Mention) -> None:
        """Note a full name, or find whom a single one means."""
        if is_full(mention):
            person = self._people.of.get((self._article, bearer_name(mention, self._analysis, self._world)))
        else:
            person = self._meant(mention)
        if person is None:
            return
        self.found[mention.span] = person
        self._last[person] = self._block(mention)
        if not is_full(mention):
            self._called.setdefault(self._word(mention), person)

    def _block(self, mention: Mention) -> int:
        at = bisect_right(self._starts, mention.span.start) - 1
        return self._blocks[at] if at >= 0 else -1

    def _word(self, mention: Mention) -> str:
        """The word by which a person is called, without the ending of the genitive where only so it is known."""
        sounds = fold_sounds(mention.name)
        persons = self._people.by_word
        if sounds in persons:
            return sounds
        endings = (e for e in self._world.language.genitive if e.isalpha() and sounds.endswith(e))
        return next((sounds.removesuffix(e) for e in endings if sounds.removesuffix(e) in persons), sounds)

    def _meant(self, mention: Mention) -> Person | None:
        word = self._word(mention)
        everywhere = self._bearing(word)
        genders = genders_of(mention, self._analysis, self._world)
        roles = roles_of(mention, self._analysis, self._world)
        country = country_of(mention, self._analysis)
        fits = [p for p in everywhere if _agree(p, genders, country)]
        own = [p for p in fits if p in self._own]
        near = [p for p in fits if p not in self._own and self._people.is_near(p, self._article)]
        for group in (own, near) if roles else ():
            suited = [p for p in group if self._fit(p, roles)]
            if suited:
                return suited[0] if len(suited) == 1 else self._in_mind(mention, word, suited)
        if own:
            if len(own) == 1 and not (roles and self._has_namesakes):
                return own[0]
            return None if roles and self._has_namesakes else self._in_mind(mention, word, own)
        if any(p in self._own for p in everywhere):
            return None
        return near[0] if len(near) == 1 and not _contradict(near[0], roles) else None

    def _bearing(self, word: str) -> tuple[Person, ...]:
        """Who bears a name; nobody where it is so many that nothing could tell."""
        persons = self._people.by_word.get(word, ())
        return persons if len(persons) <= _MANY else ()

    def _fit(self, person: Person, roles: set[str]) -> bool:
        words = self._world.language
        return do_roles_fit(person.roles, roles, words.coreference, words.identity)

    def _in_mind(self, mention: Mention, word: str, persons: Sequence[Person]) -> Person | None:
        """Of several who is called so already, or the one of the paragraph, or the only one whom the kb knows.

        Nobody where another alone stands in the paragraph.
        """
        before = [p for p in persons if p in self._last]
        if len(before) == 1:
            return before[0]
        block = self._block(mention)
        here = [p for p in before if self._last[p] == block]
        called = self._called.get(word)
        known = [p for p in before if not p.key.startswith(f"{EntityType.PER}:")]
        usual = called if called in before else known[0] if len(known) == 1 else None
        if usual is not None:
            return usual if usual in here or not here else None
        return here[0] if len(here) == 1 else None


def _agree(person: Person, genders: Iterable[str], country: str) -> bool:
    """Whether gender and state of the title do not speak against it."""
    told = set(genders)
    if told and person.genders and not told & person.genders:
        return False
    return not country or not person.countries or country in person.countries


def _contradict(person: Person, roles: set[str]) -> bool:
    """Whether roles are told of both, and none fits: they were compared before."""
    return bool(roles and person.roles)
