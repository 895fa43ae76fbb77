"""„die Hilfe, die das Land zugesagt hatte“: what a relative clause reports is more than its pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quellenlage.analyse.quotation.matters import phrase_of
from quellenlage.lang.language import Language
from quellenlage.records.layers import OBJECTIONS, Quotation, QuotationType
from quellenlage.records.parse import Parse
from quellenlage.text.span import Span, cover

# What a relative clause is to its noun.
RELATIVE = frozenset({"acl", "acl:relcl"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def with_antecedents(said: Sequence[Quotation], parse: Parse | None, text: str, language: Language) -> list[Quotation]:
    """Quotations of a sentence; none has nothing but a relative pronoun for its content.

    Who objects does so to the noun on which the clause hangs, unless that is quoted already. Of other acts the clause
    is the content: the noun belongs to the main clause, and what that says of it is the narrator's.

    Args:
        said: Quotations of the sentence.
        parse: Its tree.
        text: The analysed text.
        language: ``relative_pronouns``.
    """
    quoted = [quote for quotation in said for quote in quotation.quotes]
    done = []
    for quotation in said:
        content = _content(quotation, parse, text, language) if parse else None
        if content and not any(content.overlaps(quote) for quote in quoted if quote not in quotation.quotes):
            quotation = replace(quotation, quotes=(content,), frame=None)
        done.append(quotation)
    return done


def _content(quotation: Quotation, parse: Parse, text: str, language: Language) -> Span | None:
    """What a quotation of one relative pronoun has instead of it."""
    words = parse.inside(quotation.quotes[:1])
    reported = quotation.type is QuotationType.REPORTED and len(quotation.quotes) == 1 and len(words) == 1
    if not reported or quotation.quotes[0].of(text).lower() not in language.relative_pronouns:
        return None
    verb = parse.words[words[0]].head
    noun = parse.words[verb].head if verb >= 0 and parse.words[verb].relation in RELATIVE else -1
    if noun < 0 or parse.words[noun].upos not in _NOUNS or noun > words[0]:
        return None
    return phrase_of(noun, parse) if quotation.act in OBJECTIONS else _clause(words[0], verb, parse)


def _clause(pronoun: int, verb: int, parse: Parse) -> Span:
    """From the pronoun to the last word that hangs on the verb."""
    inside = [i for i in parse.tree().subtree(verb) if i >= pronoun and parse.words[i].upos != "PUNCT"]
    return cover([parse.words[i].span for i in inside])
