"""Individuals: countries, places, organisations. Every row has a source; this package only loads them."""
