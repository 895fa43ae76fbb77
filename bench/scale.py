"""``make scale``: an archive of made-up pages, read, fingerprinted and clustered; seconds by stage, memory, counts.

Each page is one of a few thousand made-up articles, or an edited copy of one. Nothing of it is anybody's text.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from quellenlage.archive import run
from quellenlage.archive.engine import Engine, Runner

SYLLABLES = "ba be bi do du fa fe ga go hu ka ke la le lo ma me mu na no pa pe ra re ro sa se ta te tu wa we".split()  # noqa: SIM905
SMALL = "der die das und in von mit auf für nach bei aus über sagte wurde hat ist nicht auch ein eine dem den".split()  # noqa: SIM905
SHARDS, SENTENCES = 20, 18
# Of ten pages, how many are an article that no page had before.
FRESH = 6


def main() -> None:
    """Make the pages, build the archive, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--runner", choices=[runner.value for runner in Runner], default=Runner.NATIVE.value)
    options = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        size = write_shards(Path(folder, "shards"), options.pages)
        print(f"{options.pages:,} pages in {SHARDS} shards, {size / 1e6:.1f} MB, made in {seconds(started)}")
        engine = Engine(Runner(options.runner))
        started = time.perf_counter()
        link = run.link

        def timed(*arguments: object) -> tuple[int, int]:
            print(f"read, cleaned, fingerprinted   {seconds(started)}")
            began = time.perf_counter()
            found = link(*arguments)  # type: ignore[arg-type]
            print(f"copies and stories             {seconds(began)}")
            return found

        run.link = timed  # type: ignore[assignment]
        report = run.archive((str(Path(folder, "shards")),), Path(folder, "archive"), engine, jobs=options.jobs)
        taken = time.perf_counter() - started
        tables = sum(path.stat().st_size for path in Path(folder, "archive").rglob("*.parquet"))
    counts = [sum(getattr(a, name) for a in report.accounts) for name in ("inputs", "ok", "partial", "rejected")]
    print(
        f"together                       {taken:.1f} s, {counts[0] / taken:.0f} pages a second, {options.jobs} workers"
    )
    print("inputs {:,}: {:,} ok, {:,} partial, {:,} rejected".format(*counts))
    print(f"{report.copies:,} articles with copies, {report.stories:,} stories, tables {tables / 1e6:.1f} MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"peak memory of the program without its workers: {peak} MiB")


def seconds(started: float) -> str:
    """Since then."""
    return f"{time.perf_counter() - started:.1f} s"


def write_shards(folder: Path, n_pages: int) -> int:
    """Write the pages as web archives.

    Returns:
        Their size in bytes.
    """
    folder.mkdir()
    pages = made_up(n_pages)
    for shard in range(SHARDS):
        with Path(folder, f"{shard:02}.warc.gz").open("wb") as stream:
            writer = WARCWriter(stream, gzip=True)
            for number in range(n_pages // SHARDS):
                data = next(pages)
                http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
                address = f"https://{shard}.example/{number}"
                record = writer.create_warc_record(address, "response", io.BytesIO(data), len(data), http_headers=http)
                writer.write_record(record)
    return sum(path.stat().st_size for path in folder.iterdir())


def made_up(count: int) -> Iterator[bytes]:
    """Pages with articles in invented words; some are copies of earlier ones with a few words changed."""
    chance = random.Random(15)
    names = ["".join(chance.choices(SYLLABLES, k=4)).capitalize() for _ in range(20_000)]
    words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(20_000)]
    articles: list[list[str]] = []
    for number in range(count):
        if number % 10 < FRESH or not articles:
            actors = chance.sample(names, 6)
            article = [sentence(chance, words, actors) for _ in range(SENTENCES)]
            articles.append(article)
        else:
            article = list(chance.choice(articles))
            article[chance.randrange(SENTENCES)] = sentence(chance, words, chance.sample(names, 2))
        body = "".join(f"<p>{' '.join(article[at : at + 3])}</p>" for at in range(0, SENTENCES, 3))
        menu = "".join(f"<li><a href='/{n}'>Rubrik {n}</a></li>" for n in range(12))
        day = f"2024-01-{1 + len(articles) * 28 // count:02}"
        head = f"<meta property='article:published_time' content='{day}T08:00:00Z'><title>{article[0]}</title>"
        page = f"<html lang='de'><head>{head}</head><body><ul>{menu}</ul><article><h1>{article[0]}</h1>{body}</article>"
        yield f"{page}<footer>Impressum</footer></body></html>".encode()


def sentence(chance: random.Random, words: list[str], actors: list[str]) -> str:
    """Fourteen words, of which one or two are names."""
    parts = [chance.choice(SMALL if chance.random() < 0.6 else words) for _ in range(12)]
    for _ in range(2):
        parts.insert(chance.randrange(1, len(parts)), chance.choice(actors))
    return f"{parts[0].capitalize()} {' '.join(parts[1:])}."


if __name__ == "__main__":
    main()
