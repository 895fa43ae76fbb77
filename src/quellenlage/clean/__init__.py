"""``Source`` to ``Document``. Cleaning never rewrites a string: it returns edits."""
