"""The card of a model, and its way into the package: ``python training/encoder/card.py build/encoder/de-open``.

Writes ``card.toml`` beside the exported weights, puts the three files into ``src/quellenlage/models/MODEL`` and, with
``--measure``, adds what ``bench`` measures there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpora.sample import FEATURES, LINKS, MEDIA, NAME_TAGS, QUOTATION_TYPES, ROLES, UPOS
from quellenlage.models.card import CARD, FOLDER, TOKENIZER, WEIGHTS
from sources import e5_version

VERSION = "2"
# A pair of quote and other part is joined from this score on: where joining is likelier than not.
THRESHOLDS = {"join": 0.5}
LICENCES = {"de-open": "CC-BY-SA-4.0", "de-research": "CC-BY-NC-SA-4.0"}
_OWN = {"training/encoder/own": "MIT"}


def write_card(folder: Path, scores: Mapping[str, Any]) -> Path:
    """Write ``card.toml``.

    Args:
        folder: With ``about.json`` and the exported files.
        scores: Measure -> value, interval, number of cases.
    """
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    settings, model = about["settings"], about["settings"]["model"]
    curve = [json.loads(line) for line in (folder / "curve.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = [
        "# Written by training/encoder/card.py; do not edit.",
        f"name = {json.dumps(model)}",
        f'version = "{VERSION}"',
        f'made = "{datetime.now(UTC):%Y-%m-%d}"',
        'task = "part of speech, morphology, tree, names, parts of quotations and their pairs, sentence vectors"',
        'languages = ["de"]',
        f'licence = "{LICENCES[model]}"',
        f'base = "multilingual-e5-small (MIT), as packed in {e5_version()}"',
        f'command = "make {"train" if model == "de-open" else "research"}"',
        f"seed = {settings['seed']}",
        f"training_minutes = {sum(line['seconds'] for line in curve) // 60}",
        f"pieces = {about['pieces']}",
        "width = 384",
        "\n[thresholds]",
        *(f"{name} = {value}" for name, value in THRESHOLDS.items()),
        "\n[labels]",
        *(
            f"{name} = {json.dumps(list(values))}"
            for name, values in {
                "upos": UPOS, "relations": about["relations"], "names": NAME_TAGS, "roles": ROLES,
                "types": QUOTATION_TYPES, "media": MEDIA, "links": LINKS,
            }.items()
        ),
        "\n[labels.features]",
        *(f"{name} = {json.dumps(list(values))}" for name, values in FEATURES.items()),
        "\n[settings]",
        *(f"{name} = {json.dumps(value)}" for name, value in settings.items() if not isinstance(value, dict)),
        "\n[settings.repeats]",
        *(f"{name} = {value}" for name, value in settings["repeats"].items()),
        "\n[data]",
        *(f"{json.dumps(name)} = {json.dumps(licence)}" for name, licence in {**about["files"], **_OWN}.items()),
        "\n[sha256]",
        *(f"{json.dumps(name)} = {json.dumps(_digest(folder / name))}" for name in (WEIGHTS, TOKENIZER)),
        "\n[scores]",
        *(f"{json.dumps(name)} = {json.dumps(value)}" for name, value in scores.items()),
    ]  # fmt: skip
    path = folder / CARD
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def install(folder: Path) -> Path:
    """Put card, weights and tokeniser where the program looks for models."""
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    home = FOLDER / about["settings"]["model"]
    home.mkdir(exist_ok=True)
    for name in (CARD, WEIGHTS, TOKENIZER):
        shutil.copyfile(folder / name, home / name)
    return home


def measure(model: str, shared: Path) -> dict[str, list[float]]:
    """What ``bench`` measures of the layers: value, lower and upper end of the 95 % interval, number of cases."""
    sys.path.append(str(Path(__file__).parents[2] / "bench"))
    from layer_measures import measure_layers

    found = measure_layers(shared, model)
    return {m.name: [round(m.score.value, 4), round(m.score.low, 4), round(m.score.high, 4), m.score.n] for m in found}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Write and install as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    write_card(options.folder, {})
    home = install(options.folder)
    if options.measure:
        write_card(options.folder, measure(home.name, options.shared))
        install(options.folder)
    print(f"{home}: {', '.join(f'{p.name} {p.stat().st_size / 1e6:.1f} MB' for p in sorted(home.iterdir()))}")


if __name__ == "__main__":
    main()
