"""What a line answers stays on the page when the page is cut to length."""

from __future__ import annotations

import pytest

from filmwright.screenplay import fountain
from filmwright.screenplay.writer import write_screenplay
from filmwright.story import write_story

# premise, a line, what must have stood before it
ANSWERS = [
    (
        "An old lighthouse keeper finds a violin that plays by itself at night.",
        "Who'll say good evening to you?",
        "good evening",
    ),
    ("The cook of a besieged castle must serve dinner to the enemy general.", "You didn't burn it.", "caraway"),
    ("A fox makes a bargain with a scarecrow before the first snow.", "I'll tell you what's behind the hill.", "Tell me what's behind"),
    ("A boy teaches his grandfather, who has lost his words, to speak with a music box.", "long, short, long. He", "taps in the palm"),
]


@pytest.mark.parametrize(("premise", "line", "before"), ANSWERS)
@pytest.mark.parametrize("minutes", [0.5, 1.2])
def test_no_answer_stands_without_what_it_answers(premise: str, line: str, before: str, minutes: float) -> None:
    for seed in range(8):
        page = fountain.write(write_screenplay(write_story(premise, seed=seed), minutes=minutes, seed=seed))
        said, found, _ = page.partition(line)
        assert not found or before in said, page
