"""Record to form: no database, no server, no printing."""
