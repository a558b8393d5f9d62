"""The review: the delivered file itself is decoded and measured, and said to be right or wrong in plain sentences."""

from filmwright.review.checks import review
from filmwright.review.report import report
from filmwright.review.verdict import Check, Review

__all__ = ["Check", "Review", "report", "review"]
