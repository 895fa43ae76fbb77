"""Loads a language folder and tells all its faults at once.

A language is a folder beside this file; ``FILES`` is the list of what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from quellenlage.datafile import Faults, one_of, read_list, read_rows, read_toml
from quellenlage.lang.certainty import FILE as CERTAINTY
from quellenlage.lang.certainty import read_certainty
from quellenlage.lang.claims import FILE as CLAIMS
from quellenlage.lang.claims import read_claims
from quellenlage.lang.comparison import read_comparing
from quellenlage.lang.coreference import FILE as COREFERENCE
from quellenlage.lang.coreference import read_coreference
from quellenlage.lang.credits import read_credits
from quellenlage.lang.files import FOLDER
from quellenlage.lang.identity import FILE as IDENTITY
from quellenlage.lang.identity import read_identity
from quellenlage.lang.language import (
    Cue,
    FurnitureRule,
    Language,
    Subjunctive,
    TimexRule,
    TimexRules,
)
from quellenlage.lang.limit_words import read_limit_words
from quellenlage.lang.line_words import FILE as LINE_WORDS
from quellenlage.lang.line_words import read_line_words
from quellenlage.lang.people import ActorNoun, Title
from quellenlage.lang.reports import ContentActs, PassingOn
from quellenlage.lang.speech import FILE as SPEECH
from quellenlage.lang.speech import read_speech
from quellenlage.lang.timex_rules import check_rule, read_classes, read_shapes
from quellenlage.lang.trace_wording import read_trace_wording
from quellenlage.lang.transfers import read_transfers
from quellenlage.lang.triggers import read_triggers
from quellenlage.records.document import BlockType
from quellenlage.records.layers import Act, Medium


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Codes of the languages that have a folder."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/language.toml")))


def load_language(code: str, folder: Path = FOLDER) -> Language:
    """Read one language.

    Args:
        code: Name of the folder.
        folder: Where language folders lie.

    Raises:
        ExceptionGroup: Of ``DataFileError``, one for each fault of any of the files.
    """
    root, faults = folder / code, Faults()
    head = read_toml(root / "language.toml", faults)
    tense = read_toml(root / "tense.toml", faults)
    furniture = read_toml(root / "furniture.toml", faults)
    for key in ("name", "quotation_marks", "inflection", *_WORD_CLASSES):
        if key not in head:
            faults.add(root / "language.toml", key, "a value")
    closed: dict[str, Any] = {name: frozenset(head.get(name, ())) for name in _WORD_CLASSES}
    closed |= {name: dict(head.get(name, {})) for name in _TABLES}
    closed |= _words_of_saying(_cues(root / "quotation_cues.tsv", faults))
    words: dict[str, Any] = {name: frozenset(read_list(root / f"{name}.txt", faults)) for name in _LISTS}
    tenses: dict[str, Any] = {name: frozenset(tense.get(name, ())) for name in _TENSES}
    titles = _titles(root / "titles.tsv", faults)
    actors = _actors(root / "actors.tsv", faults)
    language = Language(
        code=code,
        name=head.get("name", code),
        quotation_marks=tuple((a, b) for a, b in head.get("quotation_marks", ())),
        capitalised_nouns=bool(head.get("capitalised_nouns", False)),
        accusative=str(head.get("accusative", "")),
        comma_before_clause=bool(head.get("comma_before_clause", True)),
        function_word_share=float(head.get("function_word_share", 0.0)),
        infinitive=_pattern(head.get("infinitive"), root / "language.toml", faults),
        denial_phrases=_denial_phrases(root / "denial_phrases.tsv", faults),
        titles=titles,
        actors=actors,
        title_suffixes=_suffixes(titles),
        actor_suffixes=_suffixes(actors),
        triggers=read_triggers(root / "triggers.toml", faults),
        timex=_timex(root / "timex.toml", faults),
        furniture=_furniture(furniture, root / "furniture.toml", faults),
        credits=read_credits(furniture, root / "furniture.toml", faults),
        dateline=_dateline(furniture, root / "furniture.toml", faults),
        question_openers=frozenset(_items(head, "question_openers", root / "language.toml", faults, _WORD)),
        verb_lemmas=tuple(sorted(dict(tense.get("lemmas", {})).items())),
        verb_endings=tuple(sorted(dict(tense.get("endings", {})).items())),
        subjunctive_rule=_subjunctive(head.get("subjunctive"), root / "language.toml", faults),
        passing_on=_words_by_use(PassingOn, "passing_on", head, root / "language.toml", faults),
        content_acts=_words_by_use(ContentActs, "content_acts", head, root / "language.toml", faults),
        **_inflection(head.get("inflection", {})),
        **words,
        **closed,
        **tenses,
        **_of_stages(root, faults),
    )
    faults.raise_all(root)
    return language


def _of_stages(root: Path, faults: Faults) -> dict[str, Any]:
    """The words that one stage alone reads, each from a file of its own, by the field of ``Language``."""
    return {
        "line_words": read_line_words(root / LINE_WORDS, faults),
        "traces": read_trace_wording(root / "translation.toml", faults),
        "transfers": read_transfers(root, faults),
        "claims": read_claims(root / CLAIMS, faults),
        "coreference": read_coreference(root / COREFERENCE, faults),
        "speech": read_speech(root / SPEECH, faults),
        "identity": read_identity(root / IDENTITY, faults),
        "certainty": read_certainty(root / CERTAINTY, faults),
        **read_limit_words(root, faults),
        **read_comparing(root, faults),
    }


_WORD_CLASSES = (
    "content_openers", "determiners", "place_prepositions", "fused_place_prepositions", "prepositions",
    "genitive_articles", "plural_articles", "relative_pronouns", "joiners", "clause_openers", "agency_words",
    "anniversaries", "indefinite", "name_particles", "articled_prepositions", "passive", "auxiliaries", "conditions",
    "hedges", "accusations", "rebuttals", "deictic", "time_prepositions", "demonstratives", "officials",
    "former_titles", "other_titles", "state_prefixes", "beginnings", "comparisons", "during", "afterwards",
    "wars", "place_nouns",
)  # fmt: skip
_TABLES = ("pronouns", "possessives", "relations", "office_titles")
_TENSES = ("past", "future", "perfect", "future_auxiliaries", "planning")
_YES_NO = ("yes", "no")
_LISTS = ("abbreviations", "function_words", "common_nouns", "subjunctive", "negation")


def _inflection(table: dict[str, Any]) -> dict[str, Any]:
    """How names change, and how they are spelled elsewhere."""
    return {
        "genitive": tuple(table.get("genitive", ())),
        "adjective": tuple(table.get("adjective", ("",))),
        "demonym": tuple((last, tuple(endings)) for last, endings in table.get("demonym", {}).items()),
        "own_letters": str(table.get("own_letters", "")),
        "respelled": tuple(dict(table.get("respelled", {})).items()),
        "title_endings": tuple(table.get("title", ())),
    }


def _words_of_saying(cues: tuple[Cue, ...]) -> dict[str, Any]:
    """The lexicon, and what is asked of it often."""
    verbs = [cue for cue in cues if cue.kind == "verb"]
    return {
        "cues": cues,
        "cue_verbs": frozenset(form for cue in verbs for form in cue.forms),
        "cue_lemmas": frozenset(cue.lemma for cue in verbs),
        "questions": frozenset(f for cue in cues if cue.kind == "noun" and cue.act is Act.ASKS for f in cue.forms),
    }


def _cues(path: Path, faults: Faults) -> tuple[Cue, ...]:
    rows = read_rows(path, ("lemma", "kind", "act", "negated", "medium", "prefix", "forms", "source"), faults)
    cues = []
    for row in rows:
        act = one_of(row, "act", Act, path, faults)
        medium = one_of(row, "medium", Medium, path, faults)
        negated = one_of(row, "negated", ("", *Act), path, faults)
        kind = one_of(row, "kind", ("verb", "noun", "preposition", "postposition", "adverb"), path, faults)
        if negated and negated == act:
            faults.add(path, f"{row['lemma']}: negated {negated!r}", "nothing, or another act than without negation")
        if not row["forms"].strip():
            faults.add(path, f"{row['lemma']}: forms", "a form at least")
        if row["prefix"] and kind != "verb":
            faults.add(path, f"{row['lemma']}: prefix {row['prefix']!r}", "a prefix of verbs only")
        if not faults.found:
            cues.append(
                Cue(
                    lemma=row["lemma"].replace("_", " "),
                    kind=kind,
                    act=Act(act),
                    negated=Act(negated) if negated else None,
                    medium=Medium(medium),
                    prefix=row["prefix"],
                    forms=tuple(f.replace("_", " ") for f in row["forms"].split()),
                )
            )
    return tuple(cues)


def _denial_phrases(path: Path, faults: Faults) -> tuple[tuple[tuple[str, ...], Act], ...]:
    """Phrases in parts: „…“ stands for any words between them."""
    found = []
    for row in read_rows(path, ("act", "phrase", "source"), faults):
        act = one_of(row, "act", Act, path, faults)
        if not all(part.strip() for part in row["phrase"].split("…")):
            faults.add(path, f"phrase {row['phrase']!r}", "words on both sides of every „…“")
        if not faults.found:
            found.append((tuple(part.strip() for part in row["phrase"].split("…")), Act(act)))
    return tuple(found)


def _titles(path: Path, faults: Faults) -> dict[str, Title]:
    found: dict[str, Title] = {}
    for row in read_rows(path, ("form", "kind", "gender", "suffix", "source"), faults):
        _once(row, found, path, faults)
        one_of(row, "suffix", _YES_NO, path, faults)
        one_of(row, "kind", ("honorific", "office", "occupation"), path, faults)
        one_of(row, "gender", ("m", "f", "n", "any"), path, faults)
        found[row["form"]] = Title(
            kind=row["kind"], person=row["gender"].replace("any", ""), suffix=row["suffix"] == "yes"
        )
    return found


def _actors(path: Path, faults: Faults) -> dict[str, ActorNoun]:
    found: dict[str, ActorNoun] = {}
    for row in read_rows(path, ("form", "kind", "anonymous", "suffix", "source"), faults):
        _once(row, found, path, faults)
        one_of(row, "anonymous", _YES_NO, path, faults)
        one_of(row, "suffix", _YES_NO, path, faults)
        one_of(row, "kind", ("person", "group", "institution"), path, faults)
        found[row["form"]] = ActorNoun(
            kind=row["kind"], anonymous=row["anonymous"] == "yes", suffix=row["suffix"] == "yes"
        )
    return found


def _once(row: dict[str, str], found: Mapping[str, object], path: Path, faults: Faults) -> None:
    if not row["form"].strip() or row["form"] in found:
        faults.add(path, f"form {row['form']!r}", "a form that stands only once" if row["form"].strip() else "a word")


def _suffixes(table: Mapping[str, Title | ActorNoun]) -> tuple[str, ...]:
    """Very short ones end too many other words: four letters at least."""
    return tuple(form.lower() for form, word in table.items() if word.suffix and len(form) > 3)


def _is_word(item: object) -> bool:
    return isinstance(item, str) and bool(item.strip())


def _is_table(item: object) -> bool:
    return isinstance(item, dict)


_Kind: TypeAlias = tuple[str, Callable[[object], bool]]
_Uses = TypeVar("_Uses", ContentActs, PassingOn)
# Containers of words, by the annotation of the field that they fill.
_WORDS_AS: dict[str, Callable[[list[str]], Any]] = {"frozenset[str]": frozenset, "tuple[str, ...]": tuple}
_WORD: _Kind = ("a word", _is_word)


def _items(
    table: Mapping[str, Any], key: str, path: Path, faults: Faults, kind: _Kind = ("a table", _is_table)
) -> list[Any]:
    """The items of a list that are what they should be, and a fault for each other one."""
    items = table.get(key, [])
    if not isinstance(items, list):
        faults.add(path, key, "a list")
        return []
    expected, is_good = kind
    for item in items:
        if not is_good(item):
            faults.add(path, f"{key} {item!r}", expected)
    return [item for item in items if is_good(item)]


def _timex(path: Path, faults: Faults) -> TimexRules:
    table = read_toml(path, faults)
    known = {field.name for field in fields(TimexRule)}
    classes, shapes = read_classes(table, path, faults), read_shapes(table, path, faults)
    rules = []
    for rule in _items(table, "rule", path, faults):
        if unknown := set(rule) - known:
            faults.add(path, f"rule {rule.get('name')}: {', '.join(sorted(unknown))}", "a known key")
        elif not {"name", "pattern"} <= set(rule):
            faults.add(path, f"rule {rule.get('name')}", "name and pattern")
        elif wrong := [key for key, value in rule.items() if not isinstance(value, str)]:
            faults.add(path, f"rule {rule['name']}: {', '.join(wrong)}", "a text")
        else:
            rules.append(TimexRule(**rule))
            check_rule(rules[-1], classes, shapes, path, faults)
    return TimexRules(
        classes=classes,
        shapes=shapes,
        rules=tuple(rules),
        bound_since=frozenset(_items(table, "bound_since", path, faults, _WORD)),
        bound_until=frozenset(_items(table, "bound_until", path, faults, _WORD)),
    )


def _furniture(table: dict[str, Any], path: Path, faults: Faults) -> tuple[FurnitureRule, ...]:
    rules = []
    for number, line in enumerate(_items(table, "line", path, faults), 1):
        types = [line.get("type"), line.get("section_type", line.get("type"))]
        if wrong := _unknown(types, BlockType):
            faults.add(path, f"line rule {number}: {wrong}", "a block type")
            continue
        if "pattern" not in line:
            faults.add(path, f"line rule {number}", "a pattern")
        flags = re.NOFLAG if line.get("case") else re.IGNORECASE
        pattern = _pattern(line.get("pattern"), path, faults, flags)
        if pattern:
            section = BlockType(types[1]) if line.get("section") else None
            rules.append(FurnitureRule(type=BlockType(types[0]), pattern=pattern, section=section))
    return tuple(rules)


def _dateline(table: dict[str, Any], path: Path, faults: Faults) -> re.Pattern[str] | None:
    rule = table.get("dateline", {})
    if not _is_table(rule) or (rule and "pattern" not in rule):
        faults.add(path, "dateline", "a table with a pattern")
        return None
    return _pattern(rule.get("pattern"), path, faults)


def _subjunctive(table: object, path: Path, faults: Faults) -> Subjunctive | None:
    """The table ``[subjunctive]``; a language may have none."""
    if table is None:
        return None
    lists = ("forms", "shared", "first_person", "addressed", "substitutes")
    known = {field.name for field in fields(Subjunctive)}
    if not isinstance(table, dict) or set(table) != known:
        faults.add(path, "[subjunctive]", f"the keys {', '.join(sorted(known))}")
        return None
    words = {key: frozenset(_items(table, key, path, faults, _WORD)) for key in lists}
    return Subjunctive(
        forms=words["forms"],
        shared=words["shared"],
        ending=str(table["ending"]),
        infinitive=str(table["infinitive"]),
        past=str(table["past"]),
        stem=str(table["stem"]),
        first_person=words["first_person"],
        addressed=words["addressed"],
        substitutes=words["substitutes"],
        set_phrases=tuple(sorted(_items(table, "set_phrases", path, faults, _WORD))),
    )


def _words_by_use(kind: type[_Uses], name: str, head: Mapping[str, Any], path: Path, faults: Faults) -> _Uses | None:
    """The table ``name``, which has a list of words for every field of ``kind``; a language may have none."""
    table = head.get(name)
    if table is None:
        return None
    known = {field.name: field for field in fields(kind)}
    if not isinstance(table, dict) or set(table) != set(known):
        faults.add(path, f"[{name}]", f"the keys {', '.join(sorted(known))}")
        return None
    return kind(**{key: _WORDS_AS[str(known[key].type)](_items(table, key, path, faults, _WORD)) for key in known})


def _unknown(values: Iterable[object], allowed: Iterable[str]) -> str:
    names = [str(item) for item in allowed]
    return ", ".join(str(v) for v in values if v not in names)


def _pattern(text: object, path: Path, faults: Faults, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str] | None:
    if text is None:
        return None
    if not isinstance(text, str):
        faults.add(path, f"pattern {text!r}", "a text")
        return None
    try:
        return re.compile(text, flags)
    except re.error as error:
        faults.add(path, f"pattern {text[:40]!r}", f"a regular expression ({error})")
        return None
