"""Reads mails. The source in which offsets count is one body part as decoded, after the subject and an empty line.

One mail is one article. What was forwarded inside the body stands in it; a mail that is attached is read where the
one around it has no text of its own, and is told of where it has.
"""

from __future__ import annotations

import codecs
import email
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any

from quellenlage.errors import EmptyDocumentError, InputError, UnreadableSourceError
from quellenlage.read.encoding import decode, is_mostly_controls, replace_unfit
from quellenlage.read.html import declared_encoding, read_page
from quellenlage.read.markup import strip_markup
from quellenlage.read.plain import MAX_BYTES
from quellenlage.read.statement import state, weigh_statements
from quellenlage.read.titled import Piece, put_title
from quellenlage.records.document import Source, Statement, StatementKind
from quellenlage.records.provenance import make_id
from quellenlage.text.edit import apply_edits
from quellenlage.text.span import Span

# The time of the parser grows with lines times the parts around them; set by hand: a mail of 20 MB has 300,000 lines.
_MAX_STEPS = 5_000_000
_MAX_PARTS = 10_000
# Longer header lines are cut: the time in which they are understood is quadratic.
_MAX_HEADER = 5_000
# The plain part of a newsletter is a stub if it has less than this share of the words of its page; set by hand.
_MIN_SHARE = 1 / 3
# A part that is not read is told of from this many words on (footers of mailing lists have fewer); set by hand.
_MIN_WORDS = 40

_SEPARATOR = re.compile(rb"^--(?![>\s])", re.MULTILINE)
_TEXTS = frozenset({"text/plain", "text/html"})
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_ADDRESS = re.compile("://|@")
_WORD = re.compile(r"\w")
_FORWARDED = re.compile(r"(?:fwd?|wg|wtr)\s*:", re.IGNORECASE)
_DEFECT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class _Lenient(EmailPolicy):
    """Header lines as text: cut to a length, and decoded even where they hold bytes that they must not hold."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of a header line as it stands in the file."""
        name, value = super().header_source_parse(sourcelines)
        value = value[:_MAX_HEADER]
        if not value.isascii():
            raw = value.encode("utf-8", "surrogateescape")
            try:
                value = decode(raw, name)[0]
            except UnreadableSourceError:
                value = raw.decode("utf-8", "replace")
        return name, value

    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401  as in the standard library
        """The header line; without its parameters where the standard library fails on them."""
        try:
            return super().header_fetch_parse(name, value)
        except Exception:  # noqa: BLE001  it does so in many ways, and what the parameters say is seldom needed
            return super().header_fetch_parse(name, value.partition(";")[0])


_POLICY = _Lenient()


@dataclass(frozen=True, slots=True)
class _Part:
    """A body part, decoded.

    Attributes:
        words: How many a reader sees, addresses left out.
        is_page: Whether it is markup.
    """

    text: str
    encoding: str
    flaw: str
    words: int
    is_page: bool


@dataclass(frozen=True, slots=True)
class _Mail:
    """What is read of a mail."""

    subject: str
    part: _Part
    statements: tuple[Statement, ...]
    flaws: tuple[str, ...]


def read_mail(data: bytes, name: str) -> Source:
    """Read the subject and the text of a mail: its plain part, or its page where the plain part is but a stub.

    Args:
        data: The whole file.
        name: Relative path, as the record shall know it.

    Returns:
        A source whose ``origin``, where a page was read, leads every character back to the markup that
        :func:`mail_markup` gives, and whose ``chosen`` are the subject and what an extractor takes for the article.

    Raises:
        EmptyDocumentError: No text in any body part.
        UnreadableSourceError: No mail, or one that cannot be taken apart.
    """
    mail = _read(data, name)
    page = read_page(mail.part.text, name) if mail.part.is_page else None
    piece = put_title(Piece(mail.subject), Piece(mail.part.text, page.edits if page else ()))
    text, origin = piece.apply()
    digest = hashlib.sha256(data).hexdigest()
    shift = len(piece.markup) - len(mail.part.text)
    chosen = tuple(span.shift(shift) for span in page.chosen or ()) if page else ()
    title = (Span(0, len(mail.subject)),) if shift else ()
    return Source(
        id=make_id(name, digest),
        path=name,
        sha256=digest,
        text=text,
        encoding=mail.part.encoding,
        flaw="; ".join(filter(None, (*mail.flaws, mail.part.flaw, page.flaw if page else ""))),
        media_type="message/rfc822",
        chosen=(*title, *chosen) if chosen else None,
        statements=mail.statements,
        regions=tuple((kind, span.shift(shift)) for kind, span in page.regions) if page else (),
        origin=origin if page else None,
    )


def mail_markup(data: bytes, name: str) -> str:
    """The markup in which the ``origin`` of a mail counts: subject, empty line and body part as decoded.

    Raises:
        InputError: As :func:`read_mail`.
    """
    mail = _read(data, name)
    return put_title(Piece(mail.subject), Piece(mail.part.text)).markup


def _read(data: bytes, name: str) -> _Mail:
    n_steps = data.count(b"\n") * (1 + len(_BOUNDARY.findall(data)))
    if len(data) > MAX_BYTES or n_steps > _MAX_STEPS or len(_SEPARATOR.findall(data)) > _MAX_PARTS:
        raise UnreadableSourceError(name, "has too many lines or parts and is no mail of an article")
    try:
        data = data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
        return _first_text(email.message_from_bytes(data, policy=_POLICY), name)
    except InputError:
        raise
    except RecursionError as error:
        raise UnreadableSourceError(name, "is a mail whose parts are nested too deep") from error
    except Exception as error:  # the standard library fails in many ways on header lines that are none
        reason = f"its header lines cannot be read ({type(error).__name__})"
        raise UnreadableSourceError(name, reason) from error


def _first_text(message: Message, name: str) -> _Mail:
    """The mail, or else the first one attached to it, that has text of its own."""
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableSourceError(name, "is no mail: it does not begin with header lines")
    waiting, defects = [message], dict[str, None]()
    while waiting:
        mail = waiting.pop(0)
        texts, attached = _take_apart(mail)
        part, n_left = _choose(texts, name)
        defects.update(dict.fromkeys(_defects(mail)))
        waiting = [*attached, *waiting]
        if part is None:
            continue
        flaws = [f"the mail is damaged: {', '.join(defects)}" if defects else ""]
        flaws.append(f"further parts with text that are not read: {n_left}" if n_left else "")
        flaws.append(f"attached mails that are not read: {len(waiting)}; save them as files" if waiting else "")
        subject = _subject(mail) or _subject(message)
        return _Mail(subject, part, weigh_statements(tuple(_statements(mail, subject))), tuple(flaws))
    raise EmptyDocumentError(name, "no part of its body holds text that can be read; attached files are not read")


def _take_apart(mail: EmailMessage) -> tuple[list[EmailMessage], list[EmailMessage]]:
    """The parts with text that are no attachments, and the mails attached, both in order."""
    texts: list[EmailMessage] = []
    attached: list[EmailMessage] = []
    stack = [mail]
    while stack:
        part = stack.pop()
        inner = [p for p in part.get_payload() if isinstance(p, EmailMessage)] if part.is_multipart() else []
        if part.get_content_maintype() == "message":
            attached += inner if part.get_content_type() == "message/rfc822" else []
        elif inner:
            stack += reversed(inner)
        elif (part.get_content_type() in _TEXTS or _is_in_one_piece(part)) and not part.is_attachment():
            texts.append(part)
    return texts, attached


def _is_in_one_piece(part: EmailMessage) -> bool:
    """Whether a part that should have parts was never taken apart, as the line between them is not found in it."""
    return part.get_content_maintype() == "multipart" and not part.is_multipart()


def _choose(texts: list[EmailMessage], name: str) -> tuple[_Part | None, int]:
    """The part to read, and how many of its kind hold text that is not read."""
    parts = [part for one in texts if (part := _decode(one, name)) and part.words]
    plain, pages = [part for part in parts if not part.is_page], [part for part in parts if part.is_page]
    best_plain = max(plain, key=lambda part: part.words, default=None)
    best_page = max(pages, key=lambda part: part.words, default=None)
    is_stub = best_plain is None or (best_page and best_plain.words < _MIN_SHARE * best_page.words)
    best, kind = (best_page, pages) if best_page and is_stub else (best_plain, plain)
    return best, sum(part is not best and part.words >= _MIN_WORDS for part in kind)


def _decode(part: EmailMessage, name: str) -> _Part | None:
    """A part with text; None if it cannot be decoded, or has more markup than any article."""
    data, is_page = _content(part), part.get_content_type() == "text/html"
    charset = _charset(part) or (declared_encoding(data) if is_page else None)
    try:
        text, encoding, flaw = decode(data, name, charset)
        seen = apply_edits(text, strip_markup(text, name).edits)[0] if is_page else text
    except UnreadableSourceError:
        return None
    if not is_page:
        text, told = replace_unfit(text)
        seen, flaw = text, "; ".join(filter(None, (flaw, told)))
    return None if is_mostly_controls(text) else _Part(text, encoding, flaw, _count_words(seen), is_page)


def _count_words(text: str) -> int:
    return sum(not _ADDRESS.search(word) and bool(_WORD.search(word)) for word in text.split())


def _content(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: EmailMessage) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError):
        return None


def _subject(message: EmailMessage) -> str:
    return replace_unfit(_line(message, "subject"))[0]


def _line(message: EmailMessage, name: str) -> str:
    """A header line; nothing if it is not there or cannot be understood."""
    try:
        return " ".join(str(message[name] or "").split())
    except Exception:  # noqa: BLE001  as in _read; one line is no reason to leave a mail unread
        return ""


def _defects(mail: Message) -> Iterator[str]:
    """What is wrong with the structure of a mail, in the words of the standard library."""
    for part in mail.walk():
        for defect in part.defects:
            yield _DEFECT.sub(" ", type(defect).__name__.removesuffix("Defect")).lower()


def _statements(mail: EmailMessage, subject: str) -> Iterator[Statement]:
    """What the header lines say. The day of a mail that passes an article on is not that of the article."""
    refused = "the mail passes the article on" if _FORWARDED.match(subject) else ""
    writer, place = parseaddr(_line(mail, "from"))
    said = (
        (StatementKind.PUBLISHED, _line(mail, "date"), "mail date", refused),
        (StatementKind.AUTHOR, writer or place, "mail from", ""),
        (StatementKind.LANGUAGE, _line(mail, "content-language"), "mail content-language", ""),
    )
    for kind, value, basis, reason in said:
        if value:
            yield state(kind, replace_unfit(value)[0], basis, refused=reason)
