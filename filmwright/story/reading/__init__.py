"""Reading a premise by rules: who, what, where, when, what is done, and the clauses a film must make true."""

from __future__ import annotations

from filmwright.story.reading.clauses import read_premise
from filmwright.story.reading.records import PersonRead, Reading

__all__ = ["PersonRead", "Reading", "read_premise"]
