"""``make size``: what a base installation brings along, package by package."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement


def main() -> None:
    """Print every package that ``pip install quellenlage`` brings, with its size."""
    sizes = {name: size(name) for name in sorted(needed("quellenlage", set()))}
    for name, count in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"{count / 1e6:8.1f} MB  {name}")
    print(f"{sum(sizes.values()) / 1e6:8.1f} MB  in {len(sizes)} packages")


def needed(name: str, seen: set[str]) -> set[str]:
    """The names of a package and of all that it requires on this machine, without extras."""
    if name in seen:
        return seen
    try:
        requires = distribution(name).requires or []
    except PackageNotFoundError:
        return seen
    seen.add(name)
    for text in requires:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed(requirement.name.lower().replace("_", "-"), seen)
    return seen


def size(name: str) -> int:
    """Bytes of the files of an installed package; of ours, which is installed as a link, those of its source."""
    if name == "quellenlage":
        source = Path(__file__).parents[1] / "src" / "quellenlage"
        return sum(p.stat().st_size for p in source.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    paths = (file.locate() for file in distribution(name).files or [] if "__pycache__" not in str(file))
    return sum(Path(str(path)).stat().st_size for path in paths if Path(str(path)).is_file())


if __name__ == "__main__":
    main()
