"""Views of the dossier for people who open the file with a tool of their own: no JSON, no ids to look up.

They hold nothing themselves, so they can be made and dropped at any time. They keep to what SQLite 3.40 knows.
Days are ISO days, inclusive; null is unknown or open. Offsets count code points of the article as it was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view.

    Attributes:
        name: In the plural where the table of the same things has the singular.
        says: What one row is.
        columns: Every column with what it holds, in the order of ``select``.
        select: The statement behind it; ends in an order that leaves no ties.
    """

    name: str
    says: str
    columns: Mapping[str, str]
    select: str

    @property
    def statement(self) -> str:
        """What makes the view."""
        return f"CREATE VIEW {self.name} AS\n{self.select.strip()}"


_PRINTED = {
    "printed_from": "First day on which the article may have been printed; null is open.",
    "printed_to": "Last such day; null is open.",
}
_START = "Where it begins: code points from 0 in the article as it was read."
_ID = "For 'quellenlage explain DOSSIER ID', which shows the chain behind the row."
_FILE = "Name of the article's file, relative to the folder that was given."
# Selected so wherever an article ``a`` is at hand.
_PRINTED_SQL = (
    "json_extract(a.published, '$.earliest') AS printed_from, json_extract(a.published, '$.latest') AS printed_to"
)
_SAID = {
    "article": _FILE,
    "speaker": "Who says it; words in brackets mean nobody who is known by name, null: nobody was found.",
    "act": "What is done by saying it: asserts, denies, doubts, confirms, promises, demands, …",
    "words": "What was said, as it stands there; … stands between parts.",
    "cue": "The word of saying, and its prefix where German splits it off.",
    "type": "direct: in quotation marks. indirect: in a clause. reported: an act that only names its content.",
    "via": "Who passes it on, from the article inwards.",
    "said_from": "First day on which it may have been said; null is unknown.",
    "said_to": "Last such day; null is unknown.",
    **_PRINTED,
    "start": _START,
    "id": _ID,
}

# Parts are put together by subqueries that sort: group_concat() keeps their order, and takes none itself before 3.44.
_ARTICLES = View(
    "articles",
    "One article: its file, title, makers and days, and how much was found in it.",
    {
        "article": _FILE,
        "title": "Words of its title; empty if it has none.",
        **_PRINTED,
        "because": "Why these days, in one line.",
        "evidence": "The words that bound them.",
        "credits": "Whom it names as its makers.",
        "language": "Two letters; null if it was not recognised.",
        "analysed": "1 if the program has rules for this language; 0: read, cleaned and kept, nothing else.",
        "quotations": "How many speech acts it reports.",
        "events": "How many events it tells of.",
        "lines_cut": "How many of its lines are no part of what was analysed.",
        "length": "Code points of the article as it was read.",
        "id": _ID,
    },
    f"""
SELECT a.source AS article, a.title, {_PRINTED_SQL},
       json_extract(a.published, '$.reason') AS because,
       (SELECT group_concat(words, ' … ') FROM (
            SELECT json_extract(p.value, '$.text') AS words FROM json_each(a.published, '$.evidence') p ORDER BY p.key
       )) AS evidence,
       (SELECT group_concat(maker, '; ') FROM (
            SELECT json_extract(c.value, '$.role') || ': ' || json_extract(c.value, '$.name') AS maker
            FROM json_each(a.credits) c ORDER BY c.key
       )) AS credits,
       a.language, a.analysed,
       coalesce(q.many, 0) AS quotations, coalesce(e.many, 0) AS events, coalesce(b.many, 0) AS lines_cut,
       a.length, a.id
FROM article a
LEFT JOIN (SELECT article, count(*) AS many FROM quotation GROUP BY article) q ON q.article = a.id
LEFT JOIN (
    SELECT j.value AS article, count(*) AS many FROM event, json_each(event.articles) j GROUP BY j.value
) e ON e.article = a.id
LEFT JOIN (SELECT article, count(*) AS many FROM block WHERE NOT analysed GROUP BY article) b ON b.article = a.id
ORDER BY a.number
""",  # noqa: S608  our own words
)

_WHO_SAYS_WHAT = View(
    "who_says_what",
    "One speech act as an article reports it, in the order of the articles.",
    _SAID,
    f"""
SELECT a.source AS article,
       coalesce(
           (SELECT group_concat(name, ' + ') FROM (
                SELECT coalesce(e.name, s.value) AS name
                FROM json_each(q.speaker, '$.entities') s LEFT JOIN entity e ON e.id = s.value ORDER BY s.key
           )),
           '(' || json_extract(q.speaker, '$.span.text') || ')'
       ) AS speaker,
       q.act,
       (SELECT group_concat(words, ' … ') FROM (
            SELECT json_extract(p.value, '$.text') AS words FROM json_each(q.quote) p ORDER BY p.key
       )) AS words,
       (SELECT group_concat(words, ' … ') FROM (
            SELECT json_extract(p.value, '$.text') AS words FROM json_each(q.cue) p ORDER BY p.key
       )) AS cue,
       q.type,
       (SELECT group_concat(link, ', ') FROM (
            SELECT coalesce(e.name, json_extract(v.value, '$.name')) AS link
            FROM json_each(q.via) v LEFT JOIN entity e ON e.id = json_extract(v.value, '$.entity') ORDER BY v.key
       )) AS via,
       q."from" AS said_from, q."to" AS said_to, {_PRINTED_SQL},
       coalesce(json_extract(q.quote, '$[0].start'), json_extract(q.cue, '$[0].start')) AS start,
       q.id
FROM quotation q LEFT JOIN article a ON a.id = q.article
ORDER BY q.number
""",  # noqa: S608  our own words
)

_OBJECTIONS = View(
    "objections",
    "Who denies, doubts or does not comment.",
    _SAID,
    f"""
SELECT {", ".join(f"w.{name}" for name in _SAID)}
FROM quotation q JOIN who_says_what w ON w.id = q.id
WHERE q.act IN ('denies', 'doubts', 'no_comment')
ORDER BY q.number
""",  # noqa: S608  our own words
)

_SAID_BY = View(
    "said_by",
    "One speech act of one actor; an act of two speakers stands here twice.",
    {
        "actor": "The name that is shown.",
        "other_names": "Other forms of the name in the texts.",
        **{name: what for name, what in _SAID.items() if name != "speaker"},
        "actor_id": "Id of the actor.",
    },
    f"""
SELECT e.name AS actor,
       (SELECT group_concat(alias, ', ') FROM (SELECT value AS alias FROM json_each(e.aliases) ORDER BY key))
           AS other_names,
       {", ".join(f"w.{name}" for name in _SAID if name != "speaker")},
       e.id AS actor_id
FROM quotation q, json_each(q.speaker, '$.entities') s, entity e, who_says_what w
WHERE e.id = s.value AND w.id = q.id
ORDER BY q.number, s.key
""",  # noqa: S608  our own words
)

_TIMELINE = View(
    "timeline",
    "One event, told by one article or several. Those whose day is unknown stand last.",
    {
        "day_from": "First day on which it may have happened; null is open.",
        "day_to": "Last such day; null is open.",
        "days": "How many days that are: 1 is an exact day, null is open.",
        "event": "Label, composed by the machine from names that were found.",
        "type": "Type of the event.",
        "phase": "How far it has come, as told: occurred, announced, …",
        "certainty": "CT certain, PR probable, PS possible, U open; + happens, - does not.",
        "told_by": "Who says so: narrator is an article in its own voice.",
        "participants": "Who takes part, with the role.",
        "place": "Where it happens, or null.",
        "words": "The words that name it, once for each telling.",
        "articles": "Files of the articles that tell of it.",
        "start": f"{_START} Of the first telling.",
        "id": _ID,
    },
    """
SELECT v."from" AS day_from, v."to" AS day_to,
       CAST(julianday(v."to") - julianday(v."from") + 1 AS INTEGER) AS days,
       v.label AS event, v.type, v.phase,
       (SELECT group_concat(value, ', ') FROM (
            SELECT DISTINCT json_extract(f.value, '$.value') AS value FROM json_each(v.factuality) f ORDER BY 1
       )) AS certainty,
       (SELECT group_concat(teller, ', ') FROM (
            SELECT DISTINCT coalesce(e.name, json_extract(f.value, '$.source')) AS teller
            FROM json_each(v.factuality) f LEFT JOIN entity e ON e.id = json_extract(f.value, '$.source') ORDER BY 1
       )) AS told_by,
       (SELECT group_concat(taker, ', ') FROM (
            SELECT coalesce(e.name, json_extract(p.value, '$.entity')) || ' (' || json_extract(p.value, '$.role') || ')'
                AS taker
            FROM json_each(v.participants) p LEFT JOIN entity e ON e.id = json_extract(p.value, '$.entity')
            ORDER BY p.key
       )) AS participants,
       (SELECT coalesce(max(e.name), v.place) FROM entity e WHERE e.id = v.place) AS place,
       (SELECT group_concat(words, ' … ') FROM (
            SELECT json_extract(m.value, '$.text') AS words FROM json_each(v.mentions) m ORDER BY m.key
       )) AS words,
       (SELECT group_concat(file, ', ') FROM (
            SELECT coalesce(a.source, j.value) AS file
            FROM json_each(v.articles) j LEFT JOIN article a ON a.id = j.value ORDER BY j.key
       )) AS articles,
       json_extract(v.mentions, '$[0].start') AS start, v.id
FROM event v
ORDER BY v."from" IS NULL, v."from", v."to" IS NULL, v."to", v.number
""",
)

_ACTORS = View(
    "actors",
    "One person, organisation or state under all its names; who speaks most stands first.",
    {
        "actor": "The name that is shown.",
        "type": "PER person, ORG organisation, GPE state or place that acts.",
        "other_names": "Other forms of the name in the texts.",
        "titles": "Titles in front of the name.",
        "named": "0 if the texts leave the actor without a name.",
        "mentions": "How often it is mentioned.",
        "articles": "In how many articles.",
        "speaks": "How many speech acts it has.",
        "objects": "How many of them deny, doubt or do not comment.",
        "id": _ID,
    },
    """
SELECT e.name AS actor, e.type,
       (SELECT group_concat(alias, ', ') FROM (SELECT value AS alias FROM json_each(e.aliases) ORDER BY key))
           AS other_names,
       (SELECT group_concat(title, ', ') FROM (
            SELECT json_extract(o.value, '$.title') AS title FROM json_each(e.offices) o ORDER BY o.key
       )) AS titles,
       NOT e.anonymous AS named,
       coalesce(m.many, 0) AS mentions, coalesce(m.articles, 0) AS articles,
       coalesce(q.many, 0) AS speaks, coalesce(q.objects, 0) AS objects,
       e.id
FROM entity e
LEFT JOIN (
    SELECT entity, count(*) AS many, count(DISTINCT article) AS articles FROM mention GROUP BY entity
) m ON m.entity = e.id
LEFT JOIN (
    SELECT s.value AS entity, count(*) AS many, sum(act IN ('denies', 'doubts', 'no_comment')) AS objects
    FROM quotation, json_each(quotation.speaker, '$.entities') s GROUP BY s.value
) q ON q.entity = e.id
WHERE e.type IN ('PER', 'ORG', 'GPE')
ORDER BY speaks DESC, mentions DESC, e.id
""",
)

_SOURCES_OF_ACTOR = View(
    "sources_of_actor",
    "One actor in one article: which articles name it, and which let it speak.",
    {
        "actor": "The name that is shown.",
        "article": _FILE,
        **_PRINTED,
        "mentions": "How often the article mentions the actor.",
        "speaks": "How many of its speech acts the article reports.",
        "start": f"{_START} Of the first mention.",
        "actor_id": "Id of the actor.",
    },
    f"""
SELECT e.name AS actor, a.source AS article, {_PRINTED_SQL},
       m.many AS mentions, coalesce(q.many, 0) AS speaks, m.start, e.id AS actor_id
FROM (SELECT entity, article, count(*) AS many, min(start) AS start FROM mention GROUP BY entity, article) m
JOIN entity e ON e.id = m.entity
JOIN article a ON a.id = m.article
LEFT JOIN (
    SELECT s.value AS entity, article, count(*) AS many
    FROM quotation, json_each(quotation.speaker, '$.entities') s GROUP BY s.value, article
) q ON q.entity = m.entity AND q.article = m.article
WHERE e.type IN ('PER', 'ORG', 'GPE')
ORDER BY e.name, e.id, a.number
""",  # noqa: S608  our own words
)

_FURNITURE = View(
    "furniture",
    "One line that was cut from the analysis: adverts, teasers, share bars, bylines. It is still in the record.",
    {
        "article": _FILE,
        "type": "What the line is.",
        "text": "The line.",
        "rule": "Why it was cut.",
        "start": _START,
        "end": "One behind its last code point.",
        "id": _ID,
    },
    """
SELECT a.source AS article, b.type, b.text, json_extract(b."by", '$.rule') AS rule, b.start, b."end", b.id
FROM block b LEFT JOIN article a ON a.id = b.article
WHERE NOT b.analysed
ORDER BY b.number
""",
)

_COPIES = View(
    "copies",
    "One group of articles that are copies of one another.",
    {
        "relation": "What they are to each other.",
        "articles": "Their files.",
        "score": "1.0 for identical ones.",
        "id": _ID,
    },
    """
SELECT c.relation,
       (SELECT group_concat(file, ', ') FROM (
            SELECT coalesce(a.source, j.value) AS file
            FROM json_each(c.articles) j LEFT JOIN article a ON a.id = j.value ORDER BY j.key
       )) AS articles,
       c.score, c.id
FROM copy c
ORDER BY c.number
""",
)

# Views on views stand behind them.
VIEWS = (
    _WHO_SAYS_WHAT, _OBJECTIONS, _TIMELINE, _ARTICLES, _ACTORS, _SAID_BY, _SOURCES_OF_ACTOR, _FURNITURE, _COPIES,
)  # fmt: skip
SCHEMA: tuple[str, ...] = tuple(view.statement for view in VIEWS)
