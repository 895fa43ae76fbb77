"""What a person wants corrected, in the words of the record as it is now, made into corrections that outlive it."""

from quellenlage.pipeline.review.apply import apply
from quellenlage.pipeline.review.desk import Desk, Said, open_desk
from quellenlage.pipeline.review.fault import fault_of
from quellenlage.pipeline.review.ledger import Taken, later, take, undo

__all__ = ["Desk", "Said", "Taken", "apply", "fault_of", "later", "open_desk", "take", "undo"]
