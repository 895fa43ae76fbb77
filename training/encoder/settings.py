"""How a model is trained.

Values come from the trials or were set by hand; one short run with other rates was compared on the choosing tenths.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One training.

    Attributes:
        model: A key of ``licences.ALLOWED``.
        epochs: Passes over the data, as weighed by ``repeats``.
        pieces: Of a batch. Trials: 400 to 600 train well, 1,600 does not.
        rate: Learning rate of the uppermost layer, falling linearly to zero after a tenth of warming up.
        decay: From one layer to the one below.
        head_factor: Rate of the heads, relative to ``rate``.
        hidden: Share of pieces that are replaced by the sign for the unknown.
        average: Decay of the moving average of the weights, which is what ships.
        paraphrases: Share of steps that also read a batch of paraphrases.
        repeats: How often a corpus is read in an epoch; a fraction draws that share.
        choosing: Whether the choosing tenths are kept out and measured after every epoch.
    """

    model: str = "de-open"
    seed: int = 1
    epochs: int = 7
    pieces: int = 640
    rate: float = 3e-4
    decay: float = 0.9
    head_factor: float = 4.0
    hidden: float = 0.03
    average: float = 0.998
    paraphrases: float = 0.15
    threads: int = 2
    choosing: bool = False
    repeats: dict[str, float] = field(
        default_factory=lambda: {
            "trees": 2.0, "germeval": 1.5, "mobie": 0.4, "spkatt": 0.3, "own": 1.2, "marks": 1.3, "gnqa": 1.0,
            "english": 0.3, "names": 1.0,
        }
    )  # fmt: skip
