"""Algebra on strings and trees: pure functions, standard library only."""
