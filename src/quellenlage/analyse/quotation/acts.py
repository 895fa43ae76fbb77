"""What a report does by its content, where its word of saying is neutral: it asks, demands, promises, denies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from quellenlage.analyse.quotation.phrases import PHRASE, find_phrase
from quellenlage.lang.language import Cue, Language
from quellenlage.lang.reports import ContentActs
from quellenlage.records.layers import OBJECTIONS, Act, EntityType, Layers, MentionForm, Quotation, QuotationType
from quellenlage.records.parse import Parse, Word
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span

# A denial makes a denial of the negated sentence that goes on with it, so many sentences later at most (set by hand).
_GOES_ON = 2
# A fixed phrase tells the act of a quote of so many words at most; a longer one says other things too (set by hand).
_SHORT = 25
_AUXILIARIES = ("aux", "cop")
_NEGATED = ("advmod", "det", "obj", "nsubj")


@dataclass(frozen=True, slots=True)
class _Clause:
    """The main clause of a quote.

    Attributes:
        head: Its highest word.
        auxiliaries: Its finite helpers.
        is_negated: By a word that hangs on the head.
        is_own: The subject is the speaker.
        is_passive: The subject suffers what the head tells.
        is_hedged: By a word that hangs on the head.
        is_body: The subject is a noun for a body without a name: „die Regierung“ of who speaks for it.
        is_bound: To a condition.
        is_grave: Tells of penalties.
        is_foreign: A verb whose subject is neither the speaker nor nobody: „das Werk braucht Geld“.
        is_awaited: Tells what is to be reckoned with.
    """

    head: Word
    auxiliaries: tuple[Word, ...]
    is_negated: bool
    is_own: bool
    is_passive: bool
    is_hedged: bool
    is_body: bool
    is_bound: bool
    is_grave: bool
    is_foreign: bool
    is_awaited: bool


def refine_acts(quotations: Sequence[Quotation], found: Layers, text: str, language: Language) -> list[Quotation]:
    """Quotations whose word of saying is neutral, with the act that their content tells.

    Args:
        quotations: In order.
        found: ``sentences``; ``parses`` for all but questions and openers.
        text: The analysed text.
        language: ``content_acts`` and ``cues``.
    """
    acts = language.content_acts
    if acts is None:
        return list(quotations)
    neutral = _neutral_forms(language.cues, acts.neutral)
    starts = [sentence.span.start for sentence in found.sentences]
    bodies = frozenset(m.span for m in found.mentions if m.type is EntityType.ORG and m.form is MentionForm.NOMINAL)
    done: list[Quotation] = []
    objected = -_GOES_ON - 1
    for quotation in quotations:
        at = max(0, bisect_right(starts, quotation.span.start) - 1)
        is_neutral = quotation.act is Act.ASSERTS and all(cue.of(text).lower() in neutral for cue in quotation.cues)
        told = quotation.type is not QuotationType.REPORTED
        parse = found.parses[at] if found.parses and told and (is_neutral or quotation.act is Act.PROMISES) else None
        clause = _clause_of(quotation, parse, text, bodies, language) if parse else None
        if is_neutral and told:
            goes_on = at - objected <= _GOES_ON
            quotation = replace(quotation, act=_act_of(quotation, clause, text, language, goes_on=goes_on))
        if quotation.act is Act.PROMISES and clause and _threatens(clause, acts):
            quotation = replace(quotation, act=Act.THREATENS)
        if quotation.act in OBJECTIONS:
            objected = at
        done.append(quotation)
    return done


@lru_cache(maxsize=8)
def _neutral_forms(cues: tuple[Cue, ...], lemmas: frozenset[str]) -> frozenset[str]:
    """Forms of neutral words of saying, and of separable ones their prefix, in small letters."""
    chosen = [cue for cue in cues if cue.lemma in lemmas or cue.kind != "verb"]
    return frozenset(form.lower() for cue in chosen for form in (*cue.forms, cue.prefix))


def _act_of(quotation: Quotation, clause: _Clause | None, text: str, language: Language, *, goes_on: bool) -> Act:
    acts = language.content_acts
    words = quotation.span.of(text).rstrip(" “”\"»«’‘'")
    if words.endswith("?"):
        return Act.ASKS
    if acts is None:
        return quotation.act
    if words.split(maxsplit=1)[0].strip(",.!").lower() in acts.denial_openers:
        return Act.DENIES
    if len(words.split()) <= _SHORT and (told := _by_phrase(quotation, text, language)):
        return told
    if clause is None:
        return quotation.act
    is_direct = quotation.type is QuotationType.DIRECT
    told = _by_modality(clause, acts, goes_on=goes_on, is_direct=is_direct)
    return _performed(clause, language) or told or quotation.act


def _by_phrase(quotation: Quotation, text: str, language: Language) -> Act | None:
    """The act of a fixed phrase in the quote."""
    for phrase, act in language.denial_phrases:
        if find_phrase(phrase, quotation.span, text, language.negation):
            return act
    return None


def without_echoes(quotations: Sequence[Quotation], text: str, language: Language) -> list[Quotation]:
    """Quotations without phrases of objection that another quotation holds, whose act they have told.

    A doubt that nobody has and that tells what could not be verified is the narrator's own.
    """
    objected = {
        act: Mask(len(text), (q.span for q in quotations if q.act is act and q.by.rule != PHRASE)) for act in OBJECTIONS
    }
    phrases = [q for q in quotations if q.by.rule == PHRASE]
    dropped = {q for q in phrases if any(objected[q.act].touches(cue) for cue in q.cues)}
    stems = language.speech.own_limits
    nobody = [q for q in phrases if q.act is Act.DOUBTS and q.voice is None]
    dropped |= {q for q in nobody if any(stem in cue.of(text).lower() for cue in q.cues for stem in stems)}
    return [q for q in quotations if q not in dropped]


def _performed(clause: _Clause, language: Language) -> Act | None:
    """„Ich bestreite das“: a verb of saying whose subject is the speaker does what it says."""
    cue = _verbs_of_saying(language.cues).get(clause.head.lemma)
    if cue is None or not clause.is_own or clause.is_passive:
        return None
    act = cue.negated if clause.is_negated and cue.negated else cue.act
    return act if act is not Act.ASSERTS else None


@lru_cache(maxsize=8)
def _verbs_of_saying(cues: tuple[Cue, ...]) -> dict[str, Cue]:
    return {cue.lemma: cue for cue in cues if cue.kind == "verb"}


def _by_modality(clause: _Clause, acts: ContentActs, *, goes_on: bool, is_direct: bool) -> Act | None:
    """What modal verbs, the future of oneself and negation make of it."""
    infinitive = clause.head.has("VerbForm", "Inf")
    if clause.is_negated:
        past = clause.head.has("VerbForm", "Part")
        return Act.DENIES if (past and clause.is_own) or (goes_on and (past or is_direct)) else None
    if clause.is_awaited and any(word.lemma in acts.demanding for word in clause.auxiliaries):
        return None
    modals = [word for word in clause.auxiliaries if word.lemma in acts.demanding]
    if any(word.has("Mood", "Sub") for word in modals) or (modals and is_direct and _calls(clause)):
        return Act.DEMANDS
    if clause.head.lemma.lower() in acts.needed and not _is_past(clause) and not clause.is_foreign:
        return Act.DEMANDS
    if _forecasts(clause, acts):
        return Act.EXPECTS
    # „Wir werden wohl …“ is a forecast, „Ich würde …“ advice; reported, „er würde …“ may stand for „ich werde …“.
    pledged = [w for w in clause.auxiliaries if w.lemma in acts.pledging and not (is_direct and w.has("Mood", "Sub"))]
    own = clause.is_own or (clause.is_body and not is_direct)
    return Act.PROMISES if pledged and infinitive and own and not clause.is_hedged else None


def _calls(clause: _Clause) -> bool:
    """„Die Stadt muss handeln“: in one's own words what others are to do now."""
    infinitive = clause.head.has("VerbForm", "Inf") or clause.is_passive
    return infinitive and not (clause.is_own or clause.is_bound or clause.is_hedged) and not _is_past(clause)


def _is_past(clause: _Clause) -> bool:
    return any(word.has("Tense", "Past") and word.has("Mood", "Ind") for word in (clause.head, *clause.auxiliaries))


def _forecasts(clause: _Clause, acts: ContentActs) -> bool:
    """„dürfte steigen“, „ist mit … zu rechnen“, „lässt hoffen“, „wird wohl steigen“."""
    infinitive = clause.head.has("VerbForm", "Inf")
    if any(
        word.lemma in acts.expecting and word.has("Mood", "Sub") and word.has("Tense", "Past")
        for word in clause.auxiliaries
    ):
        return infinitive
    return clause.is_awaited or (
        infinitive and clause.is_hedged and any(word.lemma in acts.future for word in clause.auxiliaries)
    )


def _threatens(clause: _Clause, acts: ContentActs) -> bool:
    """„Wenn …, werden wir klagen“, „Das wird ernste Folgen haben“."""
    strikes = clause.is_bound and (clause.is_own or clause.is_body) and clause.head.lemma in acts.avenging
    return strikes or clause.is_grave


def _clause_of(
    quotation: Quotation, parse: Parse, text: str, bodies: frozenset[Span], language: Language
) -> _Clause | None:
    acts = language.content_acts
    inside = parse.inside(quotation.quotes)
    known = set(inside)
    tops = [i for i in inside if parse.words[i].head not in known and parse.words[i].upos != "PUNCT"]
    if not tops or acts is None:
        return None
    tree = parse.tree()
    head = max(tops, key=lambda i: len(tree.subtree(i)))
    subject = next(iter(tree.children(head, ("nsubj", "nsubj:pass"))), None)
    name = parse.words[subject].span.of(text).lower() if subject is not None else ""
    own = acts.own if quotation.type is QuotationType.DIRECT else acts.told
    is_speaker = subject is not None and any(s.contains(parse.words[subject].span) for s in quotation.speakers)
    return _Clause(
        head=parse.words[head],
        auxiliaries=tuple(parse.words[i] for i in tree.children(head, _AUXILIARIES)),
        is_negated=_is_negated(head, parse, text, language),
        is_passive=bool(tree.children(head, ("aux:pass",))),
        is_hedged=any(
            parse.words[i].span.of(text).lower() in language.hedges for i in tree.children(head, ("advmod",))
        ),
        is_own=name in own or is_speaker or (subject is not None and _is_ours(subject, parse, text, acts)),
        is_body=subject is not None and any(s.contains(parse.words[subject].span) for s in bodies),
        is_bound=any(parse.words[i].span.of(text).lower() in acts.conditions for i in inside),
        is_grave=_is_grave(head, parse, acts),
        is_foreign=parse.words[head].upos == "VERB" and name not in language.speech.impersonal | own,
        is_awaited=any(
            parse.words[i].lemma in acts.awaited and parse.words[i].has("VerbForm", "Inf")
            for i in (head, *tree.children(head, ("xcomp",)))
        ),
    )


def _is_grave(head: int, parse: Parse, acts: ContentActs) -> bool:
    """Whether an object of the verb is a penalty, with an adjective that makes it one."""
    tree = parse.tree()
    return any(
        parse.words[child].lemma in acts.penalties
        and any(parse.words[i].lemma.startswith(tuple(acts.grave)) for i in tree.children(child, ("amod",)))
        for child in tree.children(head, ("obj", "nsubj"))
    )


def _is_ours(subject: int, parse: Parse, text: str, acts: ContentActs) -> bool:
    """„Unsere Fabrik“: what belongs to the speaker speaks for him."""
    articles = parse.tree().children(subject, ("det:poss", "det"))
    return any(parse.words[i].span.of(text).lower().startswith(tuple(acts.ours)) for i in articles)


def _is_negated(head: int, parse: Parse, text: str, language: Language) -> bool:
    """By an adverb on the verb, or by an article of its object or subject."""
    tree, denied = parse.tree(), language.content_acts.denied if language.content_acts else frozenset()
    for child in tree.children(head, _NEGATED):
        form = parse.words[child].span.of(text).lower()
        if tree.relations[child] == "advmod" and form in denied:
            return True
        articles = [parse.words[i].span.of(text).lower() for i in tree.children(child, ("det", "advmod"))]
        if tree.relations[child] != "advmod" and (form in language.negation or language.negation & set(articles)):
            return True
    return False
