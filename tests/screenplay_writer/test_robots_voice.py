"""Machines speak without contractions; what a contraction stood for depends on what follows it."""

from __future__ import annotations

import pytest

from filmwright.screenplay.writer.state import in_robots_voice


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("I'd got used to it.", "I had got used to it."),
        ("I'd a headache.", "I had a headache."),
        ("He'd never asked me.", "He had never asked me."),
        ("I'd only thought it.", "I had only thought it."),
        ("You'd better go.", "You had better go."),
        ("I'd like to stay.", "I would like to stay."),
        ("I'd have waited.", "I would have waited."),
        ("I'd need another.", "I would need another."),
        ("You'd never say so.", "You would never say so."),
        ("It's been nine years.", "It has been nine years."),
        ("She's always had it.", "She has always had it."),
        ("It's nine years.", "It is nine years."),
        ("What's that? That's it.", "What is that? That is it."),
    ],
)
def test_what_a_contraction_stands_for(said: str, spoken: str) -> None:
    assert in_robots_voice(said) == spoken
