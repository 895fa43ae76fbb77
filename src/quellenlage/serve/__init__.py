"""The local page: routes over ``present``. Nothing here changes a dossier, and nothing leaves the machine."""
