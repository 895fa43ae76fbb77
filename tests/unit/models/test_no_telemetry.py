"""The runtime of the models tells its maker nothing, and keeps no id of the machine."""

import os
import subprocess
import sys
from pathlib import Path


def test_a_model_that_reads_leaves_no_trace_in_the_home(tmp_path: Path):
    code = "from quellenlage.world import load_worlds; load_worlds()[0].encoder._loaded"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG", "ORT"))}
    subprocess.run([sys.executable, "-c", code], env={**environment, "HOME": str(tmp_path)}, check=True, timeout=100)
    assert not [path.name for path in tmp_path.rglob("*") if "onnx" in path.name.lower()]


def test_the_setting_stands_before_the_runtime_is_loaded():
    code = (
        "import quellenlage.models, os, sys; print('onnxruntime' in sys.modules, os.environ['ORT_DISABLE_TELEMETRY'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=100)
    assert done.stdout.strip() == "False 1"
