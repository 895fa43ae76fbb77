"""Where the network runs: a GPU where there is one, else the processor; bfloat16 on both."""

from __future__ import annotations

import torch
from torch import Tensor

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def move(batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """A batch on the device."""
    return {name: values.to(DEVICE) for name, values in batch.items()}


def half() -> torch.autocast:
    """Products in bfloat16, sums in float32."""
    return torch.autocast(DEVICE.type, dtype=torch.bfloat16)
