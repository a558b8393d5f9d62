"""The reference solutions of the given problems: plans with the plans that their actors have in mind."""

from __future__ import annotations

from pathlib import Path

from filmwright.story.planning.verifying import Witness

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "sabre"
LIMITS: dict[str, tuple[str, float, int, int]] = {  # solution: problem, author's goal, character limit, belief limit
    "bribery": ("bribery", 1, 5, 2),
    "fantasy_all": ("fantasy", 3, 3, 2),
    "fantasy_any": ("fantasy", 1, 3, 2),
    "fantasy_two": ("fantasy", 2, 3, 2),
    "gramma_any": ("gramma", 1, 5, 2),
    "gramma_win": ("gramma", 2, 5, 2),
    "jailbreak_escape": ("jailbreak", 3, 6, 1),
    "jailbreak_lose": ("jailbreak", 1, 6, 1),
    "jailbreak_revenge": ("jailbreak", 6, 6, 1),
    "lovers": ("lovers", 1, 5, 2),
    "raiders": ("raiders", 1, 4, 1),
    "space_all": ("space", 5, 3, 1),
    "space_any": ("space", 1, 3, 1),
    "space_four": ("space", 4, 3, 1),
    "space_three": ("space", 3, 3, 1),
    "space_two": ("space", 2, 3, 1),
    "treasure": ("treasure", 1, 4, 3),
}


def read_solution(text: str) -> tuple[list[str], dict[int, dict[str, Witness]]]:
    """A solution's acts, and the witnesses by act and character.

    Below an act, one level in, stands each plan that explains it, without its first act, up to a line goal(WHO, ...).
    """
    rows = [(line.count("| "), line.replace("| ", "").strip()) for line in text.splitlines() if line.strip()]
    acts: list[str] = []
    witnesses: dict[int, dict[str, Witness]] = {}
    at = 0
    while at < len(rows):
        depth, words = rows[at]
        at += 1
        if depth == 0 and not words.startswith("goal("):
            end = at
            while end < len(rows) and rows[end][0] > 0:
                end += 1
            witnesses[len(acts)] = _plans(rows[at:end], 1, words)
            acts.append(words)
            at = end
    return acts, witnesses


def _plans(rows: list[tuple[int, str]], depth: int, first: str) -> dict[str, Witness]:
    """The plans at one depth, by the name of who has them in mind; those of one act may follow one another."""
    found: dict[str, Witness] = {}
    plan: list[str] = [first]
    others: dict[int, dict[str, Witness]] = {}
    at = 0
    while at < len(rows):
        _, words = rows[at]
        at += 1
        if words.startswith("goal("):
            found[words[5:].split(",")[0].strip()] = Witness(tuple(plan), dict(others))
            continue
        end = at
        while end < len(rows) and rows[end][0] > depth:
            end += 1
        others[len(plan)] = _plans(rows[at:end], depth + 1, words)
        plan.append(words)
        at = end
    return found
