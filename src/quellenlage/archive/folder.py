"""An archive as a folder of tables: one Parquet file a shard, its account beside it, and what was linked from all.

A shard is written under another name first and its account last: what has an account is whole. The names tell the
input and the code that read it, so a run that was interrupted goes on, and a changed shard is read anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quellenlage.errors import ConfigError, MissingPackageError

COPIES, STORIES = "copies.parquet", "stories.parquet"
_SHARDS, _LIST = "analyses", "archive.json"
_VERSION = 1
# Rows that are written together.
_GROUP = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of a shard: inputs = ok + partial + rejected + duplicate.

    Attributes:
        shard: Its name in the archive.
        file: The table of its articles, in the folder of the archive.
        inputs: Articles and faults that were found in it.
        passed_over: What lies in it and is no article.
    """

    shard: str
    file: str
    inputs: int
    ok: int
    partial: int
    rejected: int
    duplicate: int
    passed_over: Mapping[str, int]


class Folder:
    """The folder of an archive.

    Args:
        path: Made if it is not there and ``create`` is set.
        create: Whether a missing folder is made.

    Raises:
        ConfigError: No archive, or one of another version.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        if create:
            (path / _SHARDS).mkdir(parents=True, exist_ok=True)
        elif not (path / _LIST).is_file():
            raise ConfigError(f"{path}: there is no archive; make one with 'quellenlage archive'")

    def file(self, key: str) -> Path:
        """The table of a shard."""
        return self.path / _SHARDS / f"{key}.parquet"

    def account(self, key: str) -> Account | None:
        """The account of a shard; None if it was not finished."""
        path = self._account(key)
        return Account(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None

    def close_shard(self, key: str, account: Account) -> None:
        """Say that a shard is whole."""
        _write(self._account(key), asdict(account))

    def accounts(self) -> tuple[Account, ...]:
        """The shards of the archive, by name."""
        path = self.path / _LIST
        if not path.is_file():
            return ()
        held = json.loads(path.read_text(encoding="utf-8"))
        if held.get("version") != _VERSION:
            raise ConfigError(f"{self.path}: an archive of another version; make a new one")
        return tuple(Account(**one) for one in held["shards"])

    def tables(self) -> list[Path]:
        """The tables of all shards."""
        return [self.path / account.file for account in self.accounts()]

    def close(self, accounts: Iterable[Account]) -> None:
        """Say which shards the archive has now; tables of others are removed."""
        kept = sorted(accounts, key=lambda account: account.shard)
        _write(self.path / _LIST, {"version": _VERSION, "shards": [asdict(account) for account in kept]})
        names = {Path(account.file).stem for account in kept}
        for path in (self.path / _SHARDS).iterdir():
            if path.stem not in names:
                path.unlink()

    def _account(self, key: str) -> Path:
        return self.path / _SHARDS / f"{key}.json"


def write_table(path: Path, fields: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a Parquet file, whole or not at all.

    Args:
        path: Of the file.
        fields: Names to types of Arrow; ``[string]`` is a list.
        rows: Any number; a few hundred are held at a time.
    """
    arrow, parquet = _packages()
    types = {name: arrow.list_(_type(arrow, kind[1:-1])) if kind[0] == "[" else _type(arrow, kind)
             for name, kind in fields.items()}  # fmt: skip
    schema = arrow.schema(list(types.items()))
    unfinished = path.with_suffix(".unfinished")
    with parquet.ParquetWriter(unfinished, schema, compression="zstd") as writer:
        group: list[Mapping[str, Any]] = []
        for row in rows:
            group.append(row)
            if len(group) >= _GROUP:
                writer.write_table(arrow.Table.from_pylist(group, schema))
                group = []
        writer.write_table(arrow.Table.from_pylist(group, schema))
    unfinished.replace(path)


def read_table(path: Path, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of a Parquet file."""
    _, parquet = _packages()
    return list(parquet.read_table(path, columns=list(columns)).to_pylist())


def _type(arrow: Any, kind: str) -> Any:  # noqa: ANN401  types of a package that may be absent
    return getattr(arrow, kind)()


def _packages() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingPackageError("'quellenlage[archive]'", "an archive") from error
    return pyarrow, pyarrow.parquet


def _write(path: Path, content: object) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    unfinished.replace(path)
