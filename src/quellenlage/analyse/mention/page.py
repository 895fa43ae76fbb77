"""What is looked up again and again while the names of one document are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from quellenlage.records.document import Document
from quellenlage.records.layers import Layers, Sentence
from quellenlage.text.fold import fold
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span
from quellenlage.world import World

# A title of up to so many letters is too short to take an ending from.
_SHORT = 6
# The kind of name that a person has in ``Parse.names``.
PERSON = "PER"
ORGANISATION = "ORG"
# From this score on the model's reading of a name outweighs that a place has the same one (set by hand).
_SURE = 0.9


@dataclass(slots=True)
class Page:
    """A document while its names are found.

    Attributes:
        words: How often each form stands in it.
        beside: For each form without its genitive the forms right before and behind it, once a place.
        mask: Characters that belong to a mention or a time expression already.
        read_persons: Characters that the model surely reads as the name of a person.
        read_organisations: For each character of a name of several words that the model surely reads as one of an
            organisation the length of that name.
        counted: What ``together`` has counted.
        name_starts: Where names of persons begin; a title before one is no actor of its own.
    """

    document: Document
    world: World
    sentences: tuple[Sentence, ...]
    words: Counter[str]
    beside: dict[str, list[frozenset[str]]]
    mask: Mask
    read_persons: Mask
    name_starts: frozenset[int] = frozenset()
    read_organisations: dict[int, int] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)

    def form(self, token: Span) -> str:
        """The characters of a token."""
        return token.of(self.document.text)

    def together(self, words: str) -> int:
        """How often several words stand side by side, counted once."""
        if words not in self.counted:
            self.counted[words] = self.document.text.count(words)
        return self.counted[words]

    def take(self, spans: Iterable[Span]) -> None:
        """Let nothing else use these characters."""
        self.mask.take(spans)

    def is_free(self, span: Span) -> bool:
        """Whether nothing uses these characters yet."""
        return not self.mask.touches(span)

    def base(self, name: str) -> str:
        """The name without the ending of the genitive, where the document shows the bare form."""
        head, _, last = name.rpartition(" ")
        for ending in self.world.language.genitive:
            stem = last.removesuffix(ending)
            if stem != last and len(stem) > 1 and (stem in self.words or not ending.isalpha()):
                return f"{head} {stem}".strip()
        return name

    def office(self, title: str) -> str:
        """The key of a title: „Kreml-Sprechers“ and „Kremlsprecher“ meet."""
        key = fold(title.split()[-1]).replace(" ", "")
        endings = self.world.language.title_endings
        return next((key.removesuffix(e) for e in endings if key.endswith(e) and len(key) > _SHORT), key)

    def is_common(self, form: str) -> bool:
        """Whether a capitalised form is a common noun, or a word that the page also writes small."""
        language = self.world.language
        if form in language.common_nouns or (form.endswith("s") and form[:-1] in language.common_nouns):
            return True
        lower = form.lower()
        return lower in self.words or lower in language.triggers.words or lower in language.cue_verbs


def open_page(document: Document, found: Layers, world: World) -> Page:
    """Prepare a document; time expressions are taken from the start."""
    words = Counter(t.of(document.text) for s in found.sentences for t in s.tokens)
    size = len(document.text)
    page = Page(document, world, found.sentences, words, {}, Mask(size), Mask(size))
    for sentence in found.sentences:
        bases = [page.base(page.form(token)) for token in sentence.tokens]
        for i, base in enumerate(bases):
            page.beside.setdefault(base, []).append(frozenset(bases[max(0, i - 1) : i] + bases[i + 1 : i + 2]))
    page.take(timex.span for timex in found.timexes)
    page.read_persons.take(
        name.span for parse in found.parses for name in parse.names if name.kind == PERSON and name.score >= _SURE
    )
    for name in (n for parse in found.parses for n in parse.names if n.kind == ORGANISATION and n.score >= _SURE):
        if " " in name.span.of(document.text):
            page.read_organisations |= dict.fromkeys(range(name.span.start, name.span.end), len(name.span))
    return page
