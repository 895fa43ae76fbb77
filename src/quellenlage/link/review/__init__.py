"""What a person has corrected over the pile: rulings for linking, rejected rows, and what became of each correction."""

from quellenlage.link.review.rejected import Reviewed, without
from quellenlage.link.review.rows import correction_rows
from quellenlage.link.review.rulings import rulings_of

__all__ = ["Reviewed", "correction_rows", "rulings_of", "without"]
