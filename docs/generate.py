"""Writes the reference pages, and the counts in the data sheets, from the code and its data.

``python docs/generate.py`` writes them; with ``--check`` nothing is written and the exit code is 1 if a page
is not what it should be.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import click
import translation
from python_reference import python_page

from quellenlage.clean.document import clean_source
from quellenlage.cli import COMMANDS, main
from quellenlage.datafile import Faults, read_list, read_rows
from quellenlage.dates.anchor import Anchor
from quellenlage.dates.timex3 import TimexType
from quellenlage.kb.loader import FOLDER as KB
from quellenlage.lang.files import FILES as LANGUAGE_FILES
from quellenlage.lang.files import FOLDER as LANGUAGES
from quellenlage.lang.loader import languages
from quellenlage.ontology.loader import EventType, load_ontology
from quellenlage.pipeline.table import ARTICLE_STAGES, CLEAN_VERSION, PILE_STAGES, READ_VERSION, Stage
from quellenlage.read.feed_entry import read_entry
from quellenlage.read.html import read_html
from quellenlage.read.jsonl import read_article
from quellenlage.read.mail import read_mail
from quellenlage.read.pdf import read_pdf
from quellenlage.read.plain import read_plain
from quellenlage.read.record import read_record
from quellenlage.records import contract, parts
from quellenlage.records.claim import About
from quellenlage.records.correction import Action, CorrectionStatus
from quellenlage.records.document import BlockType, InputStatus, Passage
from quellenlage.records.layers import (
    Act,
    Basis,
    CaveatType,
    CreditRole,
    EntityType,
    Factuality,
    Medium,
    MentionForm,
    Phase,
    QuotationType,
)
from quellenlage.records.provenance import By
from quellenlage.records.transfer import Category
from quellenlage.records.transfer import Stage as TransferStage

_READERS = (read_plain, read_html, read_article, read_entry, read_mail, read_pdf, read_record)
DOCS = Path(__file__).parent
GERMAN = DOCS / "de"
ROOT = DOCS.parent
SOURCE = ROOT / "src"
WORDS = SOURCE / "quellenlage" / "present" / "words"
_NOTE = "<!-- Written by docs/generate.py. Do not edit by hand. -->"
_BEGIN, _END = "<!-- counts: written by docs/generate.py -->", "<!-- end of counts -->"
_FIGURES = re.compile(r"(?<= -->\n)\| .*?(?=<!-- end of figures -->)", re.DOTALL)
_COUNTS = re.compile(f"(?<={re.escape(_BEGIN)}\n).*?(?={re.escape(_END)})", re.DOTALL)

# Fields of the export, nested ones by the name of their part, whose values are a closed list.
VALUES: dict[str, type[StrEnum]] = {
    "input.status": InputStatus,
    "block.type": BlockType,
    "entity.type": EntityType,
    "mention.form": MentionForm,
    "timex.type": TimexType,
    "timex.anchor": Anchor,
    "quotation.type": QuotationType,
    "quotation.medium": Medium,
    "quotation.act": Act,
    "event.phase": Phase,
    "caveat.type": CaveatType,
    "factuality.value": Factuality,
    "credit.role": CreditRole,
    "credit.basis": Basis,
    "claim.about": About,
    "stance.stance": Act,
    "transfer.category": Category,
    "transfer.stage": TransferStage,
    "correction.action": Action,
    "correction.status": CorrectionStatus,
}

# Fields that the contract has and no stage fills: null or empty in every record.
NOT_FILLED = frozenset(
    {
        "captured.latest", "entity.speaks_for", "office.of", "office.from", "office.to",
    }
)  # fmt: skip

# Parts of rows, in the order of the page: name on the page and type.
PARTS: dict[str, type] = {
    "SPAN": Passage,
    "by": By,
    "published": parts.Published,
    "captured": parts.Captured,
    "credit": parts.CreditField,
    "office": parts.Office,
    "voice": parts.Voice,
    "via": parts.ViaField,
    "participant": parts.ParticipantField,
    "factuality": parts.FactualityField,
    "member": parts.MemberField,
    "origins": parts.Origins,
    "bound": parts.Bound,
    "path": parts.PathField,
    "merged": parts.MergedField,
    "stance": parts.StanceField,
    "quantity": parts.QuantityField,
    "days": parts.DaysField,
    "target": parts.TargetField,
    "slot": parts.SlotField,
}
_PART_NAMES = {kind: name for name, kind in PARTS.items()}

# What a field means. A field without a line here, or a line without its field, stops this script.
MEANING: dict[str, str] = {
    "row.id": "Made from content alone. The same articles give the same ids on every machine.",
    "row.by": "Which rule of which stage made the record.",
    "row.confidence": "A score from 0 to 1. Null means: not scored. No stage gives scores yet.",
    "SPAN.article": "Id of the article.",
    "SPAN.start": "First code point, counted from 0 in the article as it was read.",
    "SPAN.end": "One behind the last code point.",
    "SPAN.text": "The characters from start to end, copied.",
    "by.rule": "The rule, in words.",
    "by.stage": "The stage; see [stages](stages.md).",
    "by.version": "Version of the stage.",
    "run.version": "Version of the program.",
    "run.contract": "Version of this contract.",
    "run.models": "Trained models that read, by name, with the SHA-256 of their weights.",
    "run.settings": "Languages, the default first; model; and the beginning of the hash of all data files.",
    "run.inputs": "How many rows of `input` have each status.",
    "input.source": "Name of the input, relative to the folder that was given.",
    "input.status": "What became of it.",
    "input.reason": "Why it is not simply ok; empty if it is.",
    "story.label": "The names and words that its articles share most, as found; made by the machine.",
    "story.articles": "Ids of its articles, in order of source.",
    "story.members": "Why each of them belongs to it.",
    "article.source": "Name of the file, relative to the folder that was given.",
    "article.sha256": "Of the bytes of the file.",
    "article.language": "ISO 639-1: two letters, also if the program does not analyse it; null: not recognised.",
    "article.analysed": "Whether there are rules for this language. If not, the article was read, cleaned, kept.",
    "article.title": "Words of the block of type `title`; empty if there is none.",
    "article.length": "Code points of the article as it was read.",
    "article.stories": "Stories that the article belongs to.",
    "article.published": "When it was printed, as far as its words tell.",
    "article.captured": "When the page was copied.",
    "article.credits": "Whom it names as its makers.",
    "published.earliest": "First day on which it may have been printed; null is open.",
    "published.latest": "Last such day; null is open.",
    "published.edtf": "Both in Extended Date/Time Format; null if nothing is known.",
    "published.basis": "`text` if words of the article bound the day, else null.",
    "published.evidence": "The words that set an end of the interval.",
    "published.reason": "Why, in one line. Clues that contradict each other are named here.",
    "captured.earliest": "First day.",
    "captured.latest": "Last day.",
    "captured.evidence": "The words that say so.",
    "credit.name": "As it stands there.",
    "credit.role": "What they had to do with the article.",
    "credit.basis": "`stated`: page or markup says so. `inferred`: from the address, or from whom answers went to.",
    "credit.entity": "Id in the knowledge base, of outlets and agencies. It need not occur in the record.",
    "credit.evidence": "Where it stands; null if that is outside the text.",
    "block.article": "Id of the article.",
    "block.start": "First code point.",
    "block.end": "One behind the last code point.",
    "block.text": "The line.",
    "block.type": "What the line is.",
    "block.story": "Whether it belongs to the story: title, standfirst, heading, body.",
    "block.analysed": "Whether it is analysed if its article is: lines of the story, and captions.",
    "entity.type": "What it is.",
    "entity.name": "The name that is shown.",
    "entity.aliases": "Other forms of the name in the texts.",
    "entity.wikidata": "Id in Wikidata.",
    "entity.anonymous": "Whether the text leaves the actor without a name.",
    "entity.part_of": "Ids, in the knowledge base, of what it is a part of. They need not occur in the record.",
    "entity.speaks_for": "Ids of those for whom it speaks.",
    "entity.offices": "Titles in front of the name, each where it stands first.",
    "office.title": "The words.",
    "office.of": "Of which state or organisation.",
    "office.from": "First day in office.",
    "office.to": "Last day in office.",
    "office.evidence": "Where they stand.",
    "mention.entity": "Id of the entity that is meant.",
    "mention.form": "Name, noun phrase or pronoun. Pronouns are no mentions yet.",
    "mention.article": "Id of the article.",
    "mention.start": "First code point.",
    "mention.end": "One behind the last code point.",
    "mention.text": "The words.",
    "timex.article": "Id of the article.",
    "timex.start": "First code point.",
    "timex.end": "One behind the last code point.",
    "timex.text": "The words.",
    "timex.type": "As in TIMEX3.",
    "timex.value": "As in TIMEX3, with X for every digit that is not known.",
    "timex.from": "First day that the words may cover; null is open.",
    "timex.to": "Last such day; null is open.",
    "timex.edtf": "Both in Extended Date/Time Format. `[a..b]` is one unknown day out of these.",
    "timex.anchor": "What the value counts from.",
    "quotation.article": "Id of the article.",
    "quotation.parent": "Id of the quotation in which it stands.",
    "quotation.type": "How the words are reported.",
    "quotation.medium": "Speech, writing, thought, or a mixture where the words leave it open.",
    "quotation.quote": "What was said, without the marks. More than one where the sentence is interrupted.",
    "quotation.cue": "The word of saying, and its prefix where German splits it off.",
    "quotation.frame": "Words around cue and speaker.",
    "quotation.speaker": "Who says it.",
    "quotation.addressee": "To whom.",
    "quotation.act": "What is done by saying it.",
    "quotation.via": "Who passes it on.",
    "quotation.from": "First day on which it may have been said.",
    "quotation.to": "Last such day.",
    "voice.span": "The words for the speaker; null if the sentence has none.",
    "voice.entities": "Ids of those who are meant.",
    "via.entity": "Id of the entity, or null.",
    "via.name": "The words.",
    "via.span": "Where they stand.",
    "via.kind": "`medium`, `agency`, `spokesperson` or `unnamed`.",
    "event.type": "See [event types](event-types.md).",
    "event.plover": "Type of PLOVER, or null.",
    "event.cameo": "Codes of CAMEO.",
    "event.label": "Composed by the machine from names that were found.",
    "event.participants": "Who takes part.",
    "event.place": "Id of the entity where it happens, or null.",
    "event.from": "First day on which it may have happened; null is open.",
    "event.to": "Last such day; null is open.",
    "event.edtf": "Both in Extended Date/Time Format.",
    "event.phase": "How far it has come, as told.",
    "event.factuality": "How sure each source is of it.",
    "event.mentions": "The words that name it, once for each telling.",
    "event.articles": "Ids of the articles that tell of it.",
    "event.origins": "From how many independent origins it comes.",
    "participant.role": "Role of the event type.",
    "participant.entity": "Id of the entity.",
    "factuality.source": "Id of the entity that says so, or `narrator`.",
    "factuality.article": "Id of the article.",
    "factuality.value": "CT certain, PR probable, PS possible, U open; + happens, - does not. As in FactBank.",
    "factuality.span": "The word that names the event.",
    "claim.label": "Made by the program from names and terms that it found, in square brackets.",
    "claim.span": "The fullest wording.",
    "claim.about": "What kind of thing is claimed.",
    "claim.target": "Id of the transfer that it is about, or null.",
    "claim.resolved": "False for a denial that points at something which was not found.",
    "claim.stances": "Who takes which side, in the order of the pile.",
    "claim.status": "`contested`, `denied`, `acknowledged`, `asserted` or `open`; never true or false.",
    "claim.origins": "From how many independent origins it comes, and against it.",
    "stance.holder": "Id of an entity, `narrator` for the article itself, null for a rumour. Capitals and officials "
    "without a name stand for their state.",
    "stance.stance": "The act.",
    "stance.polarity": "`+` for the claim, `-` against it.",
    "stance.certainty": "CT certain, PS possible, U open, as worded.",
    "stance.article": "Id of the article.",
    "stance.span": "The words.",
    "stance.quotation": "Id of the quotation; null for the narrator.",
    "stance.from": "First day on which the stance was taken, where the sentence names one.",
    "stance.to": "Last such day.",
    "transfer.supplier": "Id of who gives, as far as the pile tells: the state for which an actor acts. Null: open.",
    "transfer.recipient": "Id of who gets; the same.",
    "transfer.item": "The wording for the goods that is met most.",
    "transfer.items": "All nouns for the goods.",
    "transfer.category": "Kind of goods.",
    "transfer.quantity": "How much, where an article tells it.",
    "transfer.stage": "How far it has come, as told. Only what is said: who seeks has not got.",
    "transfer.mentions": "The clauses that tell it, once for each telling.",
    "transfer.ordered": "Days named beside what was agreed.",
    "transfer.delivered": "Days named beside what was delivered.",
    "transfer.counter": "Ids of transfers in return.",
    "transfer.claim": "Id of the claim with the stances on it.",
    "transfer.articles": "Ids of the articles that tell of it.",
    "quantity.text": "The words.",
    "quantity.min": "At least so much; null where the words leave it open.",
    "quantity.max": "At most so much; null where the words leave it open.",
    "quantity.unit": "What is counted, if it is not the goods themselves.",
    "quantity.span": "Where they stand.",
    "slot.name": "The word in braces of the template.",
    "slot.text": "What stands in its place: a passage in marks, a name, a number.",
    "days.from": "First day, or null.",
    "days.to": "Last day, or null.",
    "caveat.article": "Id of the article.",
    "caveat.type": "What is not known, or not told; `translation`: traces of translation, none of which proves one.",
    "caveat.about": "Ids of what it bears on: the article, who did not tell, what could not be checked.",
    "caveat.start": "First code point.",
    "caveat.end": "One behind the last code point.",
    "caveat.text": "The words.",
    "finding.type": "What shows; the note says it in words.",
    "finding.a": "The passage that stands first.",
    "finding.b": "What it is laid beside; null where one passage shows it.",
    "finding.more": "Further passages to the same, twelve at most.",
    "finding.note": "One line, made from a template of the language: it holds words of the passages and names.",
    "finding.template": "Which template that is, so that the note can be told in another language.",
    "finding.slots": "What fills the template.",
    "finding.weight": "Articles touched plus stances touched, each counted once. It says nothing of who is right.",
    "member.article": "Id of the article.",
    "member.shares": "The names and words in which it is most like the others; its own, where it is alone.",
    "origins.for": "Of those who say so.",
    "origins.against": "Of those who deny or doubt it.",
    "bound.lower": "At least so many: all that may be the same counts once, a narrator without a source not at all.",
    "bound.upper": "At most so many: all that are not shown to be the same.",
    "bound.roots": "The innermost actors and documents that chains reach: ids of entities; else words, behind which "
    "the article stands; `narrator:` and the house where an article names no source.",
    "bound.paths": "Every chain, in order of source.",
    "bound.merged": "Roots that the lower bound counts once.",
    "path.root": "One of the roots.",
    "path.via": "Names of those who pass it on, from the article inwards.",
    "path.span": "The passage.",
    "path.copy_of": "The passage whose copy it is, or null.",
    "merged.left": "A root.",
    "merged.right": "A root that may be the same actor.",
    "merged.reason": "`part_of` (also: speaks for, is owned by), `unnamed`, `unnamed and named`.",
    "copy.articles": "Ids of the articles: all that are identical, of other relations two.",
    "copy.relation": "`identical`: the same words, whatever title and furniture are. `near_duplicate`: four fifths of "
    "both stand in long runs of the other. `version`: two states of one page of one house. `partial`: some 40 words "
    "outside quotation marks come from one written source.",
    "copy.score": "The share of runs of eight words of the article with fewer of them which the other holds too; "
    "1.0 for identical ones.",
    "lead.name": "Its fullest naming in the articles.",
    "lead.holder": "Id of the entity that published or issued it, or null.",
    "lead.from": "First day of it that the articles allow; null is open.",
    "lead.to": "Last such day; null is open.",
    "lead.spans": "Where it is cited, once for each naming; the first stands first.",
    "lead.in_pile": "Id of the article that is this original: its publisher is the holder, its day the same.",
    "correction.who": "Who says so, as they call themselves; may be empty. Not in the hash of the record.",
    "correction.when": "When it was said, in UTC; of two answers to one question the later holds. Not in the hash.",
    "correction.why": "Why, in their words; may be empty. Not in the hash.",
    "correction.action": "What is said.",
    "correction.target": "Of what it is said.",
    "correction.other": "The second place, of what speaks of two.",
    "correction.before": "What the machine had there when it was said: field to value. Not in the hash.",
    "correction.after": "What is to be there: field to value; `start:end` is a place in the source of the target.",
    "correction.status": "Whether it has found its place.",
    "correction.reason": "Why it has not; empty if it has.",
    "correction.records": "Ids of the records at its places now; empty where one was rejected.",
    "target.kind": "Kind of record, or `stance`: one side of a claim.",
    "target.sha256": "Of the bytes of the article.",
    "target.start": "First code point in the source; with `end` 0 where the whole article is meant.",
    "target.end": "One behind the last.",
    "target.text": "The words from start to end, to see whether they still stand there.",
    "target.type": "Of findings, several of which may rest on the same words; else empty.",
}


def pages() -> dict[Path, str]:
    """What every generated page should hold."""
    reference = {
        "words.md": words_page,
        "stages.md": stages_page,
        "event-types.md": event_types_page,
        "records.md": records_page,
        "commands.md": commands_page,
        "languages.md": languages_page,
        "python.md": lambda: python_page(_NOTE),
    }
    sheets: dict[str, Callable[[], str]] = {
        "language-de.md": count_language,
        "knowledge-base.md": count_kb,
        "baseline-cases.md": count_cases,
        "example-story.md": count_example,
    }
    found = {DOCS / "reference" / name: write() for name, write in reference.items()}
    for name, count in sheets.items():
        counts = count()
        for folder, words in ((DOCS, counts), (GERMAN, _in_german(counts))):
            path = folder / "data-sheets" / name
            found[path] = _with_counts(path, words)
    return found | _german_pages(found)


def _german_pages(found: dict[Path, str]) -> dict[Path, str]:
    """German pages with the blocks of code, and the README with the figures, of the English ones."""
    pages = {}
    for english, german in translation.pairs():
        if german.is_file():
            text = found.get(german) or german.read_text(encoding="utf-8")
            pages[german] = translation.with_blocks(text, english.read_text(encoding="utf-8"))
    readme = ROOT / "README.de.md"
    figures = _FIGURES.search((ROOT / "README.md").read_text(encoding="utf-8"))
    if figures is None or not _FIGURES.search(pages[readme]):
        raise click.ClickException("README.md or README.de.md has no table of figures between its two marks")
    pages[readme] = _FIGURES.sub(lambda _: _figures_in_german(figures[0]), pages[readme])
    return pages


def _figures_in_german(table: str) -> str:
    """The table of the README with German words, as far as there are any."""
    words = tomllib.loads((GERMAN / "figures.toml").read_text(encoding="utf-8"))
    german = re.sub(r"(?<=\| )[^|\n]+(?= \|)", lambda cell: words.get(cell[0], cell[0]), table)
    return re.sub(r"(?<=\d)\.(?=\d)", ",", german)


def _with_counts(path: Path, counts: str) -> str:
    """A data sheet with these counts."""
    text = path.read_text(encoding="utf-8")
    if not _COUNTS.search(text):
        raise click.ClickException(f"{path.relative_to(ROOT)} has no place for counts: {_BEGIN} … {_END}")
    place = re.split(_COUNTS, text, maxsplit=1)
    return f"{place[0]}\n{counts}\n\n{place[1]}"


def _in_german(counts: str) -> str:
    """Counts with German words; what stands in backticks is a name and stays."""
    words = tomllib.loads((GERMAN / "counts.toml").read_text(encoding="utf-8"))
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    known = re.compile(rf"`[^`]*`|(?<!\w)(?:{longest_first})(?!\w)")
    return known.sub(lambda match: words.get(match[0], match[0]), counts)


# Stages


def stages_page() -> str:
    """The table of stages."""
    first = [
        *(_stage_row("read", "Source", (), READ_VERSION, read) for read in _READERS),
        _stage_row("clean", "Document", ("Source",), CLEAN_VERSION, clean_source),
    ]
    head = ("stage", "fills", "needs", "version", "what it does", "file")
    return _page(
        "Stages",
        "What is done, in this order. Each stage runs once. It reads what the stages before it filled and fills "
        "one field of its own. The table in the code is `src/quellenlage/pipeline/table.py`.",
        "## Before the table\n\nThese two run on every article first; which reader, its format decides.",
        _table(head, first),
        "## Of one article\n\n`fills` and `needs` are fields of `Layers`. All of them may read the document as well.",
        _table(head, map(_row_of, ARTICLE_STAGES)),
        "## Of the whole pile\n\n`fills` and `needs` are fields of `Linked`. All of them may read what the stages of "
        "every article found.",
        _table(head, map(_row_of, PILE_STAGES)),
    )


def _row_of(stage: Stage) -> tuple[str, ...]:
    return _stage_row(stage.name, stage.fills, stage.needs, stage.version, stage.run)


def _stage_row(name: str, fills: str, needs: tuple[str, ...], version: str, run: Callable[..., Any]) -> tuple[str, ...]:
    path = Path(inspect.getfile(run)).relative_to(SOURCE.resolve())
    needed = ", ".join(f"`{need}`" for need in needs) or "–"
    return f"`{name}`", f"`{fills}`", needed, version, _what(run), f"`{path.as_posix()}`"


def _what(documented: Any) -> str:  # noqa: ANN401  whatever has a docstring
    """The paragraphs of a docstring in front of its sections, as one."""
    text = inspect.getdoc(documented) or ""
    head = re.split(r"\n(?:Args|Returns|Raises|Source|Examples|Attributes):\n", text)[0]
    return " ".join(head.replace("``", "`").split())


# Types of events


def event_types_page() -> str:
    """All types with their roles."""
    types = sorted(load_ontology().events.values(), key=lambda t: t.type)
    overview = [
        (
            f"[`{t.type}`](#{t.type})",
            t.label["de"],
            t.label["en"],
            t.plover or "–",
            ", ".join(t.cameo) or "–",
            "yes" if t.place else "no",
            str(t.minimum),
        )
        for t in types
    ]
    return _page(
        "Event types",
        "Each type is a file in `src/quellenlage/ontology/events/`, free of wording. The words that name an event are "
        "data of a language, in `triggers.toml`. Codes are those of PLOVER and CAMEO; `–` means that none fits.",
        "An event has a row of its own if all its required roles are filled and at least `least` actors take part, or "
        "if two of who, where and when are known, or if two articles tell it of somebody. What tells less joins an "
        "event of its type in the same article, where that is the only one and fits. Else it is left out.",
        "`statement` has no words of its own: what somebody says is a quotation, and one of which an article tells the "
        "day is a row of the timeline as well.",
        _table(("type", "German", "English", "PLOVER", "CAMEO", "place", "least"), overview),
        "## Roles\n\n`takes` are types of entities. `relations` say how an actor must stand to the word that names the "
        "event.",
        *map(_roles, types),
    )


def _roles(kind: EventType) -> str:
    rows = [
        (
            f"`{role.name}`",
            "yes" if role.required else "no",
            ", ".join(sorted(role.takes)),
            ", ".join(role.relations),
        )
        for role in kind.roles
    ]
    table = _table(("role", "required", "takes", "relations"), rows) if rows else "It has no roles."
    return f"### {kind.type}\n\n{table}"


# Kinds of records


def records_page() -> str:
    """All kinds and fields of the export."""
    known = {key for key, _ in _all_fields()}
    for wrong in sorted(known ^ MEANING.keys()):
        raise click.ClickException(f"MEANING in docs/generate.py: {wrong} is missing or is no field")
    for wrong in sorted((NOT_FILLED | VALUES.keys()) - known):
        raise click.ClickException(f"docs/generate.py: {wrong} is no field")
    shared = [_field_row(f"row.{name}", hint) for name, hint in _hints(contract.Row).items()]
    head = ("field", "type", "what it says")
    kinds = [
        f"## {kind.kind}\n\n{_what(kind)}\n\n{_table(head, _field_rows(kind.kind, kind))}" for kind in contract.KINDS
    ]
    parts = [f"### {name}\n\n{_what(kind)}\n\n{_table(head, _field_rows(name, kind))}" for name, kind in PARTS.items()]
    return _page(
        "Records",
        f"The export is JSON Lines, version {contract.CONTRACT_VERSION}: one object a line, its `kind` first. Kinds "
        "come in the order of this page; rows of a kind by source, place and id, entities by id. The tables of the "
        "dossier have the same names. There, what is no plain value is JSON in a column of text.",
        "Days are ISO days and both ends are included. *Not filled yet* means: the field is there, and null or "
        "empty in every record that the program writes today.",
        "## Every row\n\n`kind`, and these fields:",
        _table(head, shared),
        *kinds,
        "## Parts of rows",
        *parts,
    )


def _all_fields() -> Iterable[tuple[str, Any]]:
    yield from ((f"row.{name}", hint) for name, hint in _hints(contract.Row).items())
    for name, kind in (*((k.kind, k) for k in contract.KINDS), *PARTS.items()):
        yield from ((f"{name}.{field}", hint) for field, hint in _own_hints(kind).items())


def _hints(kind: type) -> dict[str, Any]:
    """Fields as the export names them, with their types."""
    hints = get_type_hints(kind)
    return {field.name.rstrip("_"): hints[field.name] for field in fields(kind)}


def _own_hints(kind: type) -> dict[str, Any]:
    shared = _hints(contract.Row) if issubclass(kind, contract.Row) else {}
    return {name: hint for name, hint in _hints(kind).items() if name not in shared}


def _field_rows(name: str, kind: type) -> list[tuple[str, ...]]:
    return [_field_row(f"{name}.{field}", hint) for field, hint in _own_hints(kind).items()]


def _field_row(key: str, hint: Any) -> tuple[str, ...]:  # noqa: ANN401  a type hint
    says = MEANING[key]
    if key in VALUES:
        says += f" One of {', '.join(f'`{value}`' for value in VALUES[key])}."
    if key in NOT_FILLED:
        says += " *Not filled yet.*"
    return f"`{key.partition('.')[2]}`", _type_words(hint), says


def _type_words(hint: Any) -> str:  # noqa: ANN401  a type hint
    """A type in words."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return " or ".join("null" if part is type(None) else _type_words(part) for part in inner)
    if origin is tuple:
        return f"list of {_type_words(inner[0])}"
    if origin is dict:
        return f"object, text to {_type_words(inner[1])}"
    if isinstance(hint, type) and is_dataclass(hint):
        name = _PART_NAMES[hint]
        return f"[{name}](#{name.lower()})"
    return {str: "text", int: "whole number", float: "number", bool: "true or false"}[hint]


# Commands


def commands_page() -> str:
    """The help of every command."""
    parts = [p for name in COMMANDS for p in _parts(importlib.import_module(f"quellenlage.cli.{name}").command)]
    overview = [(f"[`quellenlage {name}`](#quellenlage-{name})", what) for name, what in COMMANDS.items()]
    return _page(
        "Commands",
        _unwrapped(main.help or ""),
        _table(("command", "what it does"), overview),
        _table(("option", "what it does"), _option_rows(main)),
        "Every command has `--help`. Results go to standard output, messages to standard error. Exit codes are "
        "explained in [how to read the record](../how-to-read.md#exit-codes).",
        *parts,
    )


def _parts(command: click.Command, above: str = "") -> list[str]:
    """A command, and those below it."""
    below = command.commands.values() if isinstance(command, click.Group) else ()
    name = f"{above}{command.name} "
    return [_command_part(command, above), *(part for one in below for part in _parts(one, name))]


def _command_part(command: click.Command, above: str) -> str:
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    name = f"{above}{command.name}"
    more = ["COMMAND"] if isinstance(command, click.Group) else ["[OPTIONS]", *map(_argument_words, arguments)]
    usage = " ".join(["quellenlage", name, *more])
    choices = [
        f"`{(p.name or '').upper()}` is one of {', '.join(f'`{choice}`' for choice in p.type.choices)}."
        for p in arguments
        if isinstance(p.type, click.Choice)
    ]
    parts = [f"## quellenlage {name}", f"```text\n{usage}\n```", _unwrapped(command.help or ""), *choices]
    rows = _option_rows(command)
    return "\n\n".join([*parts, _table(("option", "what it does"), rows)] if rows else parts)


def _argument_words(argument: click.Argument) -> str:
    words = argument.metavar or (argument.name or "").upper()
    return words if argument.required or words.startswith("[") else f"[{words}]"


def _option_rows(command: click.Command) -> list[tuple[str, str]]:
    rows = []
    for option in command.params:
        if not isinstance(option, click.Option):
            continue
        value = "" if option.is_flag else f" {option.metavar or (option.name or '').upper()}"
        if isinstance(option.type, click.Choice):
            value = f" {'|'.join(map(str, option.type.choices))}"
        names = ", ".join(f"`{name}{value}`" for name in option.opts)
        says = [option.help or ""]
        says += ["Required."] if option.required else []
        has_default = isinstance(option.default, str | int) and not option.is_flag and not option.required
        says += [f"Default: `{option.default}`."] if has_default else []
        rows.append((names, " ".join(says)))
    return rows


def _unwrapped(text: str) -> str:
    """Paragraphs of a docstring, each on one line; those that click leaves as they are, as blocks."""
    paragraphs = []
    for part in inspect.cleandoc(text).split("\n\n"):
        first, _, rest = part.partition("\n")
        is_kept = first.strip() in {"\b", "\\b"}
        paragraphs.append(f"```text\n{rest}\n```" if is_kept else " ".join(part.split()))
    return "\n\n".join(paragraphs)


# Languages


def languages_page() -> str:
    """What each language folder holds."""
    codes = languages()
    tables = {code: tomllib.loads((LANGUAGES / code / "triggers.toml").read_text(encoding="utf-8")) for code in codes}
    names = [tomllib.loads((LANGUAGES / code / "language.toml").read_text(encoding="utf-8"))["name"] for code in codes]
    heads = tuple(f"{name} (`{code}`)" for name, code in zip(names, codes, strict=True))
    files = [(f"`{name}`", *(_count_file(LANGUAGES / code / name) for code in codes)) for name in LANGUAGE_FILES]
    types = [
        (f"[`{kind}`](event-types.md#{kind})", *(str(_trigger_words(table.get(kind, {}))) for table in tables.values()))
        for kind in sorted(load_ontology().events)
    ]
    return _page(
        "Languages",
        "A language is a folder in `src/quellenlage/lang/`. Articles in these languages are analysed. Articles in "
        "others are read, cleaned and kept with their language and the mark `analysed: false`: without names, "
        "quotations, events and days.",
        "The language is told by the library py3langid from the whole article, furniture included. It knows more than "
        "a hundred. Where there is a folder, the words of `function_words.txt` must agree.",
        _table(("file", *heads), files),
        "## Words that name events\n\nEntries of `triggers.toml` for each [type of event](event-types.md): verbs, "
        "nouns, compounds, separable verbs and phrases. Each form counts. Look-alikes under `not` are left out.",
        _table(("type", *heads), types),
    )


def _trigger_words(table: dict[str, list[Any]]) -> int:
    return sum(len(words) for key, words in table.items() if key != "not")


# Words


# Tables of ``present/words``, with the fields and views whose fixed words they translate.
_WORDS = {
    "table": "Views",
    "status": "`claim.status`",
    "act": "`quotation.act`, `stance.stance`",
    "quote_type": "`quotation.type`",
    "phase": "`event.phase`",
    "factuality": "`factuality.value`",
    "stage": "`transfer.stage`",
    "category": "`transfer.category`",
    "entity": "`entity.type`",
    "credit": "`credit.role`",
    "copy": "`copy.relation`",
    "finding": "`finding.type`",
    "caveat": "`caveat.type`",
    "lead_kind": "kind of an original",
    "input": "`input.status`",
}


def words_page() -> str:
    """The fixed words of the record in both languages of the page."""
    english, german = (tomllib.loads((WORDS / f"{code}.toml").read_text(encoding="utf-8")) for code in ("en", "de"))
    parts = [
        f"## {title}\n\n"
        + _table(
            ("word", "in English · auf Englisch", "in German · auf Deutsch"),
            [(f"`{key}`", words, german[table][key]) for key, words in english[table].items()],
        )
        for table, title in _WORDS.items()
    ]
    return _page(
        "Words · Wörter",
        "The terminal and the exports use fixed words; the page and the report put these for them.",
        "Terminal und Exporte verwenden feste Wörter; auf der Seite und im Bericht stehen dafür diese.",
        *parts,
    )


# Counts of data


def count_language(folder: Path = LANGUAGES / "de") -> str:
    """Entries of every file of a language."""
    return _table(("file", "entries"), [(f"`{name}`", _count_file(folder / name)) for name in LANGUAGE_FILES])


def _count_file(path: Path) -> str:
    faults = Faults()
    if path.suffix == ".txt":
        return f"{len(read_list(path, faults))} words"
    if path.suffix == ".tsv":
        return f"{len(read_rows(path, (), faults))} rows"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = {key: len(part) for key, part in table.items() if _is_rules(part)}
    if rules:
        words = sum(_leaves(part) for key, part in table.items() if key not in rules)
        counted = [f"{count} × `[[{key}]]`" for key, count in rules.items()]
        return ", ".join([*counted, f"{words} other values"] if words else counted)
    return f"{len(table)} keys or tables, {_leaves(table)} values"


def _is_rules(part: object) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(item, dict) for item in part)


def _leaves(part: object) -> int:
    if isinstance(part, dict):
        return sum(map(_leaves, part.values()))
    return sum(map(_leaves, part)) if isinstance(part, list) else 1


# Tables of the knowledge base, each with the column that its rows are counted by.
_KB_TABLES = (
    ("entities", "type"), ("names", "kind"), ("given_names", "gender"), ("outlets", "kind"), ("outlet_names", "kind"),
)  # fmt: skip


def count_kb() -> str:
    """Rows of the knowledge base by what they are, and how many of them are recalled."""
    parts = []
    for name, column in _KB_TABLES:
        rows = read_rows(KB / f"{name}.tsv", (column, "source"), Faults())
        recalled = Counter(row[column] for row in rows if "recalled" in row["source"])
        counts = Counter(row[column] for row in rows)
        lines = [(f"`{key}`" if key else "(empty)", str(counts[key]), str(recalled[key])) for key in sorted(counts)]
        lines.append(("all", str(len(rows)), str(recalled.total())))
        parts.append(f"`{name}.tsv`\n\n{_table((column, 'rows', 'with recalled parts'), lines)}")
    return "\n\n".join(parts)


def count_cases() -> str:
    """Cases by why they were taken, and marks by layer."""
    rows = _read_jsonl(ROOT / "bench" / "corpora" / "baseline" / "cases.jsonl")
    real, invented = (Counter(r["focus"] for r in rows if ("url" in r) is is_real) for is_real in (True, False))
    lines = [(key, str(real[key]), str(invented[key])) for key in sorted(real | invented)]
    lines.append(("all", str(real.total()), str(invented.total())))
    layers = ("sentences", "timexes", "quotations", "events")
    marks = [(layer, str(sum(len(row[layer]) for row in rows))) for layer in layers]
    return f"{_table(('focus', 'real', 'invented'), lines)}\n\n{_table(('layer', 'marks'), marks)}"


def count_example() -> str:
    """Articles of the example, and rows of its hand-made record."""
    articles = len(list((ROOT / "examples" / "schafimpfstoff").glob("*.txt")))
    kinds = Counter(row["kind"] for row in _read_jsonl(ROOT / "examples" / "schafimpfstoff.record.jsonl"))
    lines = [(f"`{kind}`", str(kinds[kind])) for kind in sorted(kinds)]
    return f"{articles} articles, {kinds.total()} rows in the hand-made record:\n\n{_table(('kind', 'rows'), lines)}"


def _read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# Form


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([_NOTE, f"# {title}", *parts]) + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if a page differs.")
def command(check: bool) -> None:
    """Write the generated pages of the documentation."""
    different = [
        (path, text) for path, text in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in different:
        click.echo(f"{'differs' if check else 'written'}: {path.relative_to(ROOT).as_posix()}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if check and different:
        click.echo("run: python docs/generate.py", err=True)
        sys.exit(1)


if __name__ == "__main__":
    command()
