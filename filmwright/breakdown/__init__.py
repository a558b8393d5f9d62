"""Breakdown: the screenplay read as a production needs it: scenes, cast, sets, props, and every line and act as business."""

from filmwright.breakdown.bodies import body_for
from filmwright.breakdown.scenes import MOST_LINES, MOST_SCENES, break_down

__all__ = ["MOST_LINES", "MOST_SCENES", "body_for", "break_down"]
