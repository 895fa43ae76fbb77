"""Trained weights at work: one folder a model, one pass a window, nothing from the network."""

import os

# Newer ONNX Runtimes tell their maker of every session, with an id that they keep in ~/.cache, unless this stands
# before they are loaded. Nothing leaves the machine: it is no default that a user could have set otherwise.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
