"""Types of events and their roles, free of language; this package only loads them."""
