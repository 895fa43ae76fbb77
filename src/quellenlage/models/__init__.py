"""Trained weights at work: one folder a model, one pass a window, nothing from the network."""
