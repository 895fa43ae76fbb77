"""What a person has corrected in one article, put into its layers before the next stage reads them."""

from quellenlage.analyse.review.layers import correct, is_of_article, settle

__all__ = ["correct", "is_of_article", "settle"]
