"""What a language says of reports: the act that their content tells, and those who pass them on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentActs:
    """What the words of a report say about its act, where the word of saying is neutral; all in small letters.

    Attributes:
        neutral: Lemmas of words of saying that leave the act to the content.
        own: Subjects that are the speaker in his own words.
        ours: Stems of possessives that make a subject the speaker's own.
        told: Subjects that may be the speaker in reported words.
        demanding: Lemmas of modal verbs that call for something in the subjunctive.
        pledging: Lemmas of verbs that make a sentence about oneself a promise, beside an infinitive.
        needed: Predicates that call for something, where they are not of the past.
        future: Lemmas of auxiliaries of the future.
        expecting: Lemmas of modal verbs that make a forecast in the subjunctive.
        awaited: Lemmas of verbs of what is to come: „ist mit … zu rechnen“, „lässt hoffen“.
        avenging: Lemmas of deeds which the speaker threatens with, if something happens.
        penalties: What somebody threatens with that „will have“ them, beside one of ``grave``.
        grave: Stems of adjectives of such penalties.
        conditions: Words that open a condition.
        denial_openers: First words of a denial.
        denied: Negations that make an account of one's own deeds a denial.
    """

    neutral: frozenset[str]
    own: frozenset[str]
    ours: frozenset[str]
    told: frozenset[str]
    demanding: frozenset[str]
    pledging: frozenset[str]
    needed: frozenset[str]
    future: frozenset[str]
    expecting: frozenset[str]
    awaited: frozenset[str]
    avenging: frozenset[str]
    penalties: frozenset[str]
    grave: frozenset[str]
    conditions: frozenset[str]
    denial_openers: frozenset[str]
    denied: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassingOn:
    """Words for those who pass on what others say; all in small letters.

    Attributes:
        media: Ends of words for media and what appears in them.
        agencies: Ends of words for news agencies.
        codes: Short names of agencies, as in „dpa-Interview“.
        spokespersons: Ends of words for spokespeople.
        staff: Ends of words for those who belong to a medium of which the genitive tells.
        told: Articles in which a medium that is told something looks like one to which somebody belongs.
        policies: What makes a spokesperson one for a policy, who speaks for himself.
        bodies: Words for a body that was named before, as in „Firmensprecher“, without their endings.
        heads: Titles of those who lead a body that was named before, as whole words.
        town_heads: Ends of titles of those who lead a town that was named before.
        towns: Nouns for a town and those who run it, which need no name behind them.
        advocates: Ends of words for who speaks for a person that was named before.
        following: Words by which a narrator goes back to what was said or cited before.
        belonging: Patterns of what stands around the name of a body and that of its part („Das {whole}, dem {part}
            untersteht“): what stands between both and behind the second.
    """

    media: tuple[str, ...]
    agencies: tuple[str, ...]
    codes: tuple[str, ...]
    spokespersons: tuple[str, ...]
    staff: tuple[str, ...]
    told: frozenset[str]
    policies: tuple[str, ...]
    bodies: tuple[str, ...]
    heads: tuple[str, ...]
    town_heads: tuple[str, ...]
    towns: frozenset[str]
    advocates: tuple[str, ...]
    following: frozenset[str]
    belonging: tuple[str, ...]
