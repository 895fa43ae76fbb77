"""State of a training on disk, so that it can go on after an interruption. Tensors only, no pickle."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn


def save(
    path: Path, about: dict[str, str], network: nn.Module, average: dict[str, Tensor], optimizer: torch.optim.Optimizer
) -> None:
    """Write weights, their average and the optimizer's state; the old file stays until the new one is whole.

    Args:
        path: Of the checkpoint.
        about: ``epoch``, how many are done, and ``settings``, of the run.
        network: As trained so far.
        average: Of its weights.
        optimizer: With its moments.
    """
    state = optimizer.state_dict()
    tensors = {f"network.{k}": v for k, v in network.state_dict().items()}
    tensors |= {f"average.{k}": v for k, v in average.items()}
    for number, values in state["state"].items():
        tensors |= {f"optimizer.{number}.{k}": torch.as_tensor(v) for k, v in values.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(".part")
    save_file({k: v.detach().contiguous().clone() for k, v in tensors.items()}, whole, about)
    whole.replace(path)


def resume(
    path: Path, settings: str, network: nn.Module, average: dict[str, Tensor], optimizer: torch.optim.Optimizer
) -> int:
    """Put everything back in place.

    Returns:
        How many epochs are done.

    Raises:
        SystemExit: The checkpoint is of a run with other settings.
    """
    with safe_open(path, "pt") as file:
        about = file.metadata()
    if about["settings"] != settings:
        raise SystemExit(f"{path} is of a run with other settings; remove its folder, or give another --out")
    tensors = load_file(path)
    network.load_state_dict({k.removeprefix("network."): v for k, v in tensors.items() if k.startswith("network.")})
    average.update({k.removeprefix("average."): v for k, v in tensors.items() if k.startswith("average.")})
    state = optimizer.state_dict()
    for name, tensor in tensors.items():
        if name.startswith("optimizer."):
            _, number, key = name.split(".")
            state["state"].setdefault(int(number), {})[key] = tensor
    optimizer.load_state_dict(state)
    return int(about["epoch"])


def save_weights(path: Path, average: dict[str, Tensor]) -> None:
    """Only what ships, before export."""
    save_file({k: v.detach().contiguous().clone() for k, v in average.items()}, path)


def weights(path: Path) -> dict[str, Tensor]:
    """Weights of ``save_weights``."""
    return load_file(path)
