"""The scripts of ``training/encoder`` are no package; they find each other in their folder, and so do their tests."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[3] / "training" / "encoder"))
