"""Reads articles that a crawler wrote as JSON, one object an article: keys of news-please, of Fundus, or plain.

The source in which offsets count is the text, after the title and an empty line where there is a title. Days, authors,
publisher, language and address become statements; what else an object holds is in the bytes that the dossier keeps.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from quellenlage.errors import EmptyDocumentError, InputError, UnreadableSourceError
from quellenlage.read.encoding import decode, refuse_binary, replace_unfit
from quellenlage.read.naming import address, name_article
from quellenlage.read.statement import state, weigh_statements
from quellenlage.records.document import Source, Statement, StatementKind
from quellenlage.records.provenance import make_id

MAX_LINE = 10_000_000
# In this order: news-please keeps an older extraction in ``text`` besides ``maintext``.
_TEXTS = ("maintext", "plaintext", "body", "text")
# What is said about an article, by the keys of news-please, of Fundus, of schema.org, or plain.
_SAID = {
    StatementKind.PUBLISHED: ("date_publish", "publishing_date", "datePublished", "published", "date"),
    StatementKind.MODIFIED: ("date_modify", "dateModified", "modified", "updated"),
    StatementKind.AUTHOR: ("authors", "author"),
    StatementKind.PUBLISHER: ("publisher", "source_name", "source", "source_domain"),
    StatementKind.LANGUAGE: ("language", "lang"),
    StatementKind.ADDRESS: ("url",),
}
_USED = frozenset((*_TEXTS, "title", "id", *(key for keys in _SAID.values() for key in keys)))
_LIST = re.compile(r"\s*\[\s*")
_COMMA = re.compile(r"\s*(?:(,)\s*|\])")


def split_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a JSONL file with their numbers, one at a time, without line ends; blank ones are left out.

    Returns:
        None stands for a line of more than 10 MB.
    """
    number = 0
    while line := stream.readline(MAX_LINE + 2):
        number += 1
        is_whole = line.endswith(b"\n")
        line = line.rstrip(b"\r\n")
        if len(line) > MAX_LINE:
            while not is_whole and (rest := stream.readline(MAX_LINE)):
                is_whole = rest.endswith(b"\n")
            yield number, None
        elif line := (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip():
            yield number, line


def split_list(data: bytes, name: str) -> Iterator[bytes | InputError]:
    """The articles of a JSON file: the items of a list (Fundus writes one), or the file itself.

    Args:
        data: The whole file.
        name: For the message.

    Returns:
        Where the list breaks off or goes wrong, an error stands for the rest.
    """
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    match = _LIST.match(text)
    if not match:
        yield data
        return
    decoder, at, count = json.JSONDecoder(), match.end(), 0
    while not text.startswith("]", at):
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield UnreadableSourceError(name, f"is no JSON after its first {count} articles")
            return
        yield text[at:end].encode("utf-8", "surrogateescape")
        count += 1
        comma = _COMMA.match(text, end)
        if not comma:
            yield UnreadableSourceError(name, f"is no JSON after its first {count} articles")
            return
        if not comma[1]:
            return
        at = comma.end()


def article_name(data: bytes, file: str, number: int) -> str:
    """The name of an article: its URL, or the file's with the article's id, or with its number.

    Args:
        data: The object.
        file: Name of the file that it stands in.
        number: Of the line or item, from 1.
    """
    try:
        article, _, _ = _parse(data, file)
    except InputError:
        return f"{file}:{number}"
    given = article.get("id")
    key = str(given) if isinstance(given, str | int) and not isinstance(given, bool) else ""
    return name_article(address(article.get("url")), key, file, number)


def read_article(data: bytes, name: str) -> Source:
    """Read one JSON object: ``title``, and ``maintext``, ``plaintext``, ``body`` or ``text``.

    Args:
        data: The object, nothing besides.
        name: As :func:`article_name` gives it. Where the object has a URL, that is the path of the source.

    Raises:
        EmptyDocumentError: There is no text in it.
        UnreadableSourceError: No JSON, no object, or something else where the text should be.
    """
    article, encoding, flaws = _parse(data, name)
    body = _text(article, name)
    title = article.get("title")
    if title is not None and not isinstance(title, str):
        flaws.append("'title' is no text and left out")
    text = f"{title}\n\n{body}" if isinstance(title, str) and title.strip() else body
    text, flaw = replace_unfit(text)
    flaws += [flaw] if flaw else []
    refuse_binary(text, name)
    path = address(article.get("url")) or name
    digest = hashlib.sha256(data).hexdigest()
    return Source(
        id=make_id(path, digest),
        path=path,
        sha256=digest,
        text=text,
        encoding=encoding,
        flaw="; ".join(flaws),
        media_type="application/json",
        statements=weigh_statements(tuple(_statements(article))),
    )


def _statements(article: dict[str, Any]) -> Iterator[Statement]:
    """What the object says besides its text; of two keys for one thing the first that is filled."""
    for kind, keys in _SAID.items():
        key = next((key for key in keys if article.get(key)), "")
        for value in _values(article.get(key)):
            fit = replace_unfit(value)[0]
            if fit.strip() and (kind is not StatementKind.ADDRESS or address(fit)):
                yield state(kind, fit, f"JSON {key}")


def _values(value: object) -> Iterator[str]:
    """A text, or the texts and names of a list."""
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name


def _parse(data: bytes, name: str) -> tuple[dict[str, Any], str, list[str]]:
    """The object, its encoding, and what is wrong with it."""
    if len(data) > MAX_LINE:
        raise UnreadableSourceError(name, f"is larger than {MAX_LINE // 1_000_000} MB and no article")
    text, encoding, flaw = decode(data, name)
    flaws = [flaw] if flaw else []

    def gather(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            flaws.extend(f"'{k}' stands there more than once; the last one counts" for k in sorted(_twice(keys)))
        return found

    def no_number(sign: str) -> None:
        flaws.append(f"{sign} is no JSON; taken for null")

    try:
        article = json.loads(text, object_pairs_hook=gather, parse_constant=no_number)
    except json.JSONDecodeError as error:
        raise UnreadableSourceError(name, f"is no JSON: {error.msg}, character {error.pos + 1}") from error
    except ValueError as error:
        raise UnreadableSourceError(name, "is no JSON that can be read: a number is too long") from error
    except RecursionError as error:
        raise UnreadableSourceError(name, "is no JSON that can be read: too deeply nested") from error
    if not isinstance(article, dict):
        raise UnreadableSourceError(name, "is JSON, but no object with an article")
    return article, encoding, list(dict.fromkeys(flaws))


def _twice(keys: list[str]) -> set[str]:
    return {key for key in _USED if keys.count(key) > 1}


def _text(article: dict[str, Any], name: str) -> str:
    for key in _TEXTS:
        value = article.get(key)
        if value is None:
            continue
        text = _join_body(value) if isinstance(value, dict) else value
        if not isinstance(text, str):
            raise UnreadableSourceError(name, f"'{key}' is no text")
        if text.strip():
            return text
    raise EmptyDocumentError(name, f"holds no text under {', '.join(_TEXTS)}")


def _join_body(body: dict[str, Any]) -> str | None:
    r"""The body of Fundus (a summary, sections with headline and paragraphs) as its ``plaintext``; None if it is none.

    Examples:
        >>> _join_body({"summary": ["Kurz."], "sections": [{"headline": [], "paragraphs": ["Lang.", "Mehr."]}]})
        'Kurz.\n\nLang.\n\nMehr.'
    """
    sections = body.get("sections")
    if not isinstance(sections, list) or not all(isinstance(section, dict) for section in sections):
        return None
    parts = [body.get("summary")]
    for section in sections:
        parts += [section.get("headline"), section.get("paragraphs")]
    lines = [line for part in parts if part for line in (part if isinstance(part, list) else [part])]
    return "\n\n".join(lines) if all(isinstance(line, str) for line in lines) else None
