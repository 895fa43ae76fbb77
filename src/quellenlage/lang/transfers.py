"""How a language says that goods or money pass from one to another: frames of words, goods and their categories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quellenlage.datafile import Faults, one_of, read_rows, read_toml
from quellenlage.records.transfer import Category, Stage

FRAMES, ITEMS = "transfer.toml", "transfer_items.tsv"
# Cases without a preposition: the other slots are prepositions.
SUBJECT, OBJECT, POSSESSOR = "subject", "object", "possessor"
# A preposition of place with the case that says whither.
INTO = "into"
# A stem has at least three letters, no ending is shorter than five: „reis“ ends „Preis“.
_STEM, _SHORT = 3, 4
# Letters that join the parts of a compound, at most.
LINK = 2
# No first part of a compound is longer.
_LONGEST = 30
_KINDS = ("verb", "noun")
_PARTIES = ("actor", "other", "taker", "")
_WORDS = (
    "conditions", "open", "purpose", "without", "return", "measures", "numbers", "purses",
    "amounting", "contrast", "brands", "counted", "share", "causative", "umlauts", "whither", "comparing",
    "dimensions", "ceasing",
    "making", "personal", "oblique", "getting", "goal", "abstract", "abstract_endings", "currency",
    "agent", "asides", "carriers", "vague", "scarce", "adding", "pay", "services", "pointing", "undative", "dative",
    "people",
    "present", "origin", "beneficiary", "noun_endings", "locative",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the parties of a transfer stand beside a word for it.

    Attributes:
        kind: ``verb`` or ``noun``.
        supplier: Slots: ``subject``, ``object``, ``possessor`` or prepositions; the others likewise.
        with_: A word that must stand in the same clause; empty if none.
        both: It tells a transfer only if both parties are named: giving and selling are everyday words.
        makes: It tells of help with the making of goods: knowledge passes.
        open: Whatever can be touched may be its goods, in no list or not: what is shipped is a thing.
        grants: A word of grants: money beside it is no wage and no price, so one named party is enough.
        without: Words beside which it means something else.
        named: Anybody does so: one party alone must have a name or be an institution.
        present: The stage in the present tense, where it is another: what is being made available is offered.
        scarce: It tells a transfer only beside words for too little.
        only: Categories of goods that it may have; empty if any.
    """

    kind: str
    stage: Stage
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    item: tuple[str, ...]
    with_: str = ""
    makes: bool = False
    both: bool = False
    open: bool = False
    grants: bool = False
    without: tuple[str, ...] = ()
    named: bool = False
    present: Stage | None = None
    scarce: bool = False
    only: tuple[str, ...] = ()

    @property
    def orders(self) -> bool:
        """Whether its subject gets things and nobody is said to have given them: behind „von“ stands who orders."""
        return self.actor == "recipient" and self.stage is not Stage.DELIVERED

    @property
    def actor(self) -> str:
        """Which party its subject is: ``supplier``, ``recipient``, or nothing."""
        return "supplier" if SUBJECT in self.supplier else "recipient" if SUBJECT in self.recipient else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Governor:
    """A word whose content a transfer may be.

    Attributes:
        stage: What it makes of the transfer; None leaves it as it is.
        subject: ``actor`` if its subject is the one who acts in the content, ``other`` if somebody else, ``taker``
            if who gets it.
        object: The same of its object.
        bars: It forbids or warns: nothing is said to happen, be it refused or done.
        nouns: Its content is a noun, never a clause.
    """

    stage: Stage | None
    subject: str
    object: str
    bars: bool = False
    nouns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferWords:
    """All of it, by lemma; goods by their lower-case word or its ending.

    Attributes:
        frames: Lemma to its frames.
        participles: Participle of the past without ending to its verb.
        governors: Lemma to what it makes of a transfer in its content.
        mood: Lemma of a verb of mood to the stage of giving and of taking under it; None tells nothing.
        goods: Lower-case nouns to their category; compounds end in those of ``endings``.
        making: Nouns for the making of goods.
        personal: Pronouns for persons and states as subjects; ``oblique`` as objects.
        goal: Prepositions behind which any noun that is no goods is a party.
        abstract: Lower-case nouns for what cannot be handed over, and compounds that only look like goods; compounds
            end in them.
        people: Lower-case nouns for people and places where they are together; compounds end in them.
        abstract_endings: Endings of nouns for acts, states and qualities.
        currency: Money that is paid all day, unlike grants and loans.
        agent: Prepositions behind which the one who acts stands beside a participle.
        asides: What opens an aside without a verb that says whose words these are.
        carriers: Lower-case nouns for what carries goods and gives none; compounds end in them.
        vague: Goods that may be a deed: somebody with a name, or an institution, must take part.
        adding: Behind a word of comparison these add („sowohl … als auch“).
        pay: Lower-case nouns for wages, prices, taxes and fines; compounds end in them.
        services: Goods that may be a service, and endings of compounds for them.
        undative: Forms of articles that are never dative; ``dative`` always are.
        pointing: Pronouns that a relative clause tells of.
        scarce: Words for too little, as they stand in a clause one behind the other.
        origin: Prepositions behind goods for where they are from; ``beneficiary`` for whom they are meant.
        locative: Prepositions behind which a place stands whose town gets what arrives.
        noun_endings: Endings of nouns for number and case.
        present: Endings of participles of the present, which are active.
        getting: Lemmas of verbs that take the participle of a verb of giving.
        numbers: Words that count.
        purses: Sums that somebody administers; compounds end in them: what comes out of one comes from it.
        amounting: Nouns between goods and the amount behind them.
        contrast: Words before a negation that takes only the phrase behind it.
        brands: Nouns in front of the name of a make.
        counted: Goods only where an amount is told.
        causative: Verbs that let somebody act.
        umlauts: Pairs of letters: a changed vowel of plurals and what it was.
        comparing: Conjunctions of comparison.
        dimensions: Adjectives that take an amount before them.
        ceasing: Words behind a negation with which it ends what was.
        whither: Forms of the preposition of ``into``.
        share: Prepositions between an amount of money and what it is: „3 Millionen Euro an Hilfe“.
    """

    frames: Mapping[str, tuple[Frame, ...]]
    participles: Mapping[str, str]
    governors: Mapping[str, Governor]
    mood: Mapping[str, tuple[Stage | None, Stage | None]]
    goods: Mapping[str, Category]
    endings: frozenset[str]
    making: frozenset[str]
    personal: frozenset[str]
    oblique: frozenset[str]
    getting: frozenset[str]
    goal: frozenset[str]
    abstract: frozenset[str]
    abstract_endings: frozenset[str]
    currency: frozenset[str]
    agent: frozenset[str]
    asides: frozenset[str]
    carriers: frozenset[str]
    vague: frozenset[str]
    scarce: frozenset[str]
    adding: frozenset[str]
    pay: frozenset[str]
    services: frozenset[str]
    pointing: frozenset[str]
    undative: frozenset[str]
    dative: frozenset[str]
    people: frozenset[str]
    present: frozenset[str]
    origin: frozenset[str]
    beneficiary: frozenset[str]
    locative: frozenset[str]
    noun_endings: frozenset[str]
    conditions: frozenset[str]
    open: frozenset[str]
    purpose: frozenset[str]
    without: frozenset[str]
    return_: frozenset[str]
    measures: frozenset[str]
    numbers: frozenset[str]
    purses: frozenset[str]
    amounting: frozenset[str]
    contrast: frozenset[str]
    brands: frozenset[str]
    counted: frozenset[str]
    share: frozenset[str]
    causative: frozenset[str]
    umlauts: frozenset[str]
    whither: frozenset[str]
    comparing: frozenset[str]
    dimensions: frozenset[str]
    ceasing: frozenset[str]

    def frames_of(self, lemma: str, form: str) -> tuple[Frame, ...]:
        """The frames of a word; a dictionary form that is none gives way to its verb, or the form in small letters."""
        return self.frames.get(lemma) or self.frames.get(self.participles.get(lemma, form), ())

    def governor_of(self, lemma: str, noun: bool) -> Governor | None:
        """What a word makes of a transfer in its content, by its lemma or the participle that stands as one.

        Args:
            lemma: Dictionary form.
            noun: Whether the content is a noun.
        """
        found = self.governors.get(lemma) or self.governors.get(self.participles.get(lemma, ""))
        return None if found is not None and found.nouns and not noun else found

    def category_of(self, noun: str, link: int = 0) -> Category | None:
        """The category of the longest word for goods that a noun is or ends in.

        Args:
            noun: Dictionary form, or a form of the text, in small letters.
            link: So many letters at the end may only join it to the next part of a compound.
        """
        if noun in self.abstract and noun not in self.counted:
            return None
        for start in range(max(len(noun) - _STEM + 1, 0)):
            for end in range(len(noun), max(len(noun) - link - 1, start + _STEM - 1), -1):
                word = noun[start:end]
                # Short words end too many others: they stand alone or behind a hyphen („Öl“, „Gas“).
                apart = start == 0 or noun[start - 1] == "-" or (end - start > _SHORT and word in self.endings)
                if word in self.goods and apart:
                    return self.goods[word]
        return None

    def category_of_form(self, noun: str) -> Category | None:
        """The same of a noun whose dictionary form is not known: without its ending for number or case, if need be."""
        stems = (noun[: -len(end)] for end in sorted(self.noun_endings, key=len) if noun.endswith(end))
        # Short words are in too many others: „Reise“ is no rice.
        long = [stem for stem in stems if len(stem) > 2 * _STEM]
        changed = [plain for stem in long if (plain := self._without_umlauts(stem)) != stem]
        found = (self.category_of(word) for word in (noun, *long, *changed))
        return next((category for category in found if category), None)

    def _without_umlauts(self, noun: str) -> str:
        for pair in sorted(self.umlauts):
            noun = noun.replace(pair[0], pair[1])
        return noun

    def head_of(self, noun: str) -> str:
        """The shortest word for goods that a noun ends in, without its ending: „Protokoll“ of „Chargenprotokolle“.

        Args:
            noun: In small letters; itself where no goods are known.
        """
        stems = (noun, *(noun[: -len(end)] for end in sorted(self.noun_endings, key=len) if noun.endswith(end)))
        found = (
            (stem[start:], stem)
            for stem in stems
            for start in range(max(len(stem) - _SHORT, 0), max(len(stem) - _LONGEST, 0) - 1, -1)
        )
        own = next(
            (word for word, stem in found if word in self.goods and (word in self.endings or word == stem)), None
        )
        return own or noun

    def is_concrete(self, noun: str) -> bool:
        """Whether a noun may be a thing: it does not end in a word for an act, a quality or people.

        Args:
            noun: Dictionary form in small letters.
        """
        none = _ends_in(noun, self.abstract) or self.is_people(noun)
        return not none and not noun.endswith(tuple(self.abstract_endings))

    def is_people(self, noun: str) -> bool:
        """Whether a noun, in small letters, is or ends in one for people."""
        return _ends_in(noun, self.people)

    def is_purse(self, noun: str) -> bool:
        """Whether a noun, in small letters, is or ends in one for a sum that somebody administers."""
        return _ends_in(noun, self.purses)

    def is_pay(self, noun: str) -> bool:
        """Whether a noun, in small letters, is or ends in one for wages, prices, taxes or fines."""
        return _ends_in(noun, self.pay)

    def is_service(self, noun: str) -> bool:
        """Whether a noun, in small letters, is or ends in one for goods that may be a service."""
        return _ends_in(noun, self.services)

    def is_counted(self, noun: str) -> bool:
        """Whether a noun, in small letters, or its part behind a hyphen, is goods only where an amount is told."""
        return noun.rsplit("-", 1)[-1] in self.counted

    def is_carrier(self, noun: str) -> bool:
        """Whether a noun, in small letters, is or ends in one for what carries goods."""
        return _ends_in(noun, self.carriers)

    def category_in(self, noun: str) -> Category | None:
        """The category of goods that a compound names in its first part or its last: „Waffenhandel“."""
        longest = min(len(noun) - _STEM, _LONGEST)
        firsts = (self.category_of(noun[:end].rstrip("-"), LINK) for end in range(longest, _STEM, -1))
        return self.category_of(noun) or next((category for category in firsts if category), None)


def _ends_in(noun: str, words: frozenset[str]) -> bool:
    """Whether a noun is one of the words or a compound that ends in it."""
    first = max(len(noun) - _LONGEST, 0)
    return any(noun[start:] in words for start in range(first, max(len(noun) - _STEM + 1, 0)))


def read_transfers(folder: Path, faults: Faults) -> TransferWords | None:
    """The words of a language; None where its file says ``searched = false``."""
    table = read_toml(folder / FRAMES, faults)
    if not table or table.get("searched") is False:
        return None
    path = folder / FRAMES
    words = table.get("words", {})
    if set(words) != set(_WORDS):
        faults.add(path, "[words]", f"the keys {', '.join(_WORDS)}")
    frames: dict[str, tuple[Frame, ...]] = {}
    for row in table.get("word", ()):
        frame = _frame(row, path, faults)
        for lemma in row.get("lemmas", ()) if frame else ():
            frames[lemma] = (*frames.get(lemma, ()), frame)  # type: ignore[arg-type]  # there is one
    goods = _goods(folder / ITEMS, faults)
    return TransferWords(
        frames=frames,
        participles=dict(table.get("participles", {})),
        governors={lemma: g for row in table.get("governor", ()) for lemma, g in _governors(row, path, faults)},
        mood={lemma: _mood(row, path, faults) for lemma, row in table.get("mood", {}).items()},
        goods={word: category for word, (category, _) in goods.items()},
        endings=frozenset(word for word, (_, ends) in goods.items() if ends),
        **{f"{key}_" if key == "return" else key: frozenset(words.get(key, ())) for key in _WORDS},
    )


def _frame(row: Mapping[str, Any], path: Path, faults: Faults) -> Frame | None:
    name = " ".join(row.get("lemmas", ("?",))[:1])
    stage = one_of({"stage": row.get("stage", "")}, "stage", Stage, path, faults)
    kind = one_of({"kind": row.get("kind", "")}, "kind", _KINDS, path, faults)
    missing = [key for key in ("lemmas", "supplier", "recipient", "item") if not isinstance(row.get(key), list)]
    if missing:
        faults.add(path, f"word {name}", f"lists {', '.join(missing)}")
    if faults.found:
        return None
    slots = {key: tuple(row[key]) for key in ("supplier", "recipient", "item")}
    return Frame(
        kind=kind,
        stage=Stage(stage),
        with_=row.get("with", ""),
        makes=bool(row.get("makes")),
        both=bool(row.get("both")),
        open=bool(row.get("open")),
        grants=bool(row.get("grants")),
        without=tuple(row.get("without", ())),
        named=bool(row.get("named")),
        scarce=bool(row.get("scarce")),
        only=tuple(row.get("only", ())),
        present=Stage(row["present"]) if row.get("present") in list(Stage) else None,
        **slots,
    )


def _governors(row: Mapping[str, Any], path: Path, faults: Faults) -> list[tuple[str, Governor]]:
    cells = {key: row.get(key, "") for key in ("stage", "subject", "object")}
    stage = one_of(cells, "stage", ("", *Stage), path, faults)
    for key in ("subject", "object"):
        one_of(cells, key, _PARTIES, path, faults)
    if faults.found:
        return []
    governor = Governor(
        stage=Stage(stage) if stage else None,
        subject=cells["subject"],
        object=cells["object"],
        bars=bool(row.get("bars")),
        nouns=bool(row.get("nouns")),
    )
    return [(lemma, governor) for lemma in row.get("lemmas", ())]


def _mood(row: dict[str, str], path: Path, faults: Faults) -> tuple[Stage | None, Stage | None]:
    cells = [one_of(row, key, ("", *Stage), path, faults) for key in ("give", "take")]
    stages = [Stage(cell) if cell in list(Stage) else None for cell in cells]
    return stages[0], stages[1]


def _goods(path: Path, faults: Faults) -> dict[str, tuple[Category, bool]]:
    """Words for goods with their category, and whether compounds end in them."""
    found: dict[str, tuple[Category, bool]] = {}
    for row in read_rows(path, ("word", "category", "ends", "source"), faults):
        one_of(row, "ends", ("yes", "no"), path, faults)
        category = one_of(row, "category", Category, path, faults)
        if not row["word"].strip() or row["word"] in found:
            faults.add(path, f"word {row['word']!r}", "a word that stands only once")
        if category in list(Category):
            found[row["word"]] = Category(category), row["ends"] == "yes"
    return found
