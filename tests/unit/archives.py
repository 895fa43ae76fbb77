"""Archives as others make them: web archives by warcio, zip files by the standard library, PDF files by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = (
    "<html><head><title>Ein Kran</title></head><body><article><h1>Der Hafen bekommt einen Kran</h1>"
    "<p>Der Hafen von Adorf bekommt einen Kran mit der Nummer {0}, sagte der Leiter am Montag. Er könne viel heben und "
    "sei ein Segen für die Stadt.</p><p>Die Kosten übernimmt das Land, wie eine Sprecherin mitteilte.</p></article>"
    "</body></html>"
)
Answer = tuple[str, bytes, str, str]


def page(number: object = 1) -> bytes:
    """A web page with an article."""
    return PAGE.format(number).encode()


def answer(
    data: bytes, address: str = "https://a.example/1", media_type: str = "text/html", status: str = "200 OK"
) -> Answer:
    """What a server gives."""
    return (address, data, media_type, status)


def warc(
    answers: Iterable[Answer], *, is_packed: bool = True, headers: Mapping[str, str] | None = None
) -> tuple[bytes, list[int]]:
    """A web archive: a record about the crawl and one an answer; and where each record begins."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=is_packed)
    starts = [0]
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for address, data, media_type, status in answers:
        starts.append(stream.tell())
        named = [("Content-Type", media_type), *(headers or {}).items()]
        http = StatusAndHeaders(status, named, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(address, "response", io.BytesIO(data), len(data), http_headers=http)
        )
    return stream.getvalue(), starts


def zipped(members: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return stream.getvalue()


def pdf(*pages: Iterable[tuple[int, str]], info: str = "", size: int = 11) -> bytes:
    """A PDF file: of each page its lines, with their height above the foot of the page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"1 0 0 1 60 {height} Tm ({text}) Tj" for height, text in lines)
        drawn = f"BT /F1 {size} Tf {shown} ET"
        objects += (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        )
    objects.append(f"<< {info} >>")
    out, starts = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    return out + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{len(out)}\n%%EOF\n".encode()
    )
