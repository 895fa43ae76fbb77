"""Where articles agree and where they do not."""

from quellenlage.weigh.agreement.find import find_agreements

__all__ = ["find_agreements"]
