"""What has a theme in a film: its two main characters, the thing at its heart, and the bond between the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from filmwright.records.breakdown import THEME_OF_TWO, Action, Breakdown, Business, Image, LineOfDialogue, Prop, Role, Scene, ScoreNote
from filmwright.records.story import Feeling, Story
from filmwright.sound.score.motif import Motif, bound, unlike

Ending = Literal["home", "dark", "open"]
BOND = THEME_OF_TWO
_TOGETHER = frozenset(("hug", "give", "take", "dance", "offer"))  # acts of two that are of their bond
_LEAST_WEIGHT = 3.0  # a thing that is handled and named less often has no theme
_OF_THE_STORY = 20.0
_ENDS: dict[str, Ending] = {"together": "home", "open": "open", "apart": "dark", "bitter": "dark"}


@dataclass(frozen=True)
class Themes:
    """The motifs of a film. `first`, `second`: role ids, "" if there is none; `heart`: a prop's id or ""."""

    motifs: dict[str, Motif]
    first: str
    second: str
    heart: str
    ending: Ending

    @property
    def bond(self) -> str:
        """The theme of the two, or ""."""
        return BOND if BOND in self.motifs else ""

    def told_by(self, business: Sequence[Business], scene: Scene | None) -> list[str]:
        """The themes of what happens in a stretch without speech, the nearest first; those of who is there come after."""
        found: list[str] = []
        for item in business:
            if isinstance(item, LineOfDialogue):
                continue
            touched = (item.subject,) if isinstance(item, Image) else (item.prop, item.target)
            if self.heart and self.heart in touched:
                found.append(self.heart)
            if isinstance(item, Action):
                pair = {item.role, item.target}
                if self.bond and item.act in _TOGETHER and pair == {self.first, self.second}:
                    found.insert(0, BOND)
                found += [item.role] if item.role in self.motifs else []
        return list(dict.fromkeys([*found, *self.of_scene(scene)]))

    def of_scene(self, scene: Scene | None) -> list[str]:
        """The themes of who and what is in a scene; outside the scenes, the first one's."""
        if scene is None:
            return [self.first] if self.first else []
        there = set(scene.present) | {item.role for item in scene.business if not isinstance(item, Image)}
        roles = [role for role in (self.first, self.second) if role and role in there]
        thing = [self.heart] if self.heart and _mentions(scene, self.heart) else []
        both = [BOND] if self.bond and len(roles) == 2 else []
        return [*roles[:1], *thing, *roles[1:], *both] or ([self.first] if self.first else [])


def themes_of(breakdown: Breakdown, story: Story | None, metre: int, seed: int) -> Themes:
    """The themes of a film, drawn from names; those that a director's note asks for besides."""
    roles = _main_roles(breakdown)
    first, second = (*(role.id for role in roles[:2]), "", "")[:2]
    salt = str(seed)
    motifs: dict[str, Motif] = {}
    for role in roles[:2]:
        motifs[role.id] = unlike(role.name, metre, salt, motifs.values())
    asked = {note.theme for scene in breakdown.scenes for note in scene.notes if isinstance(note, ScoreNote)}
    for role in breakdown.cast:
        if role.id in asked and role.id not in motifs:
            motifs[role.id] = unlike(role.name, metre, salt, motifs.values())
    heart = _heart(breakdown, story)
    things = [prop for prop in breakdown.props if prop is heart or prop.id in asked]
    for prop in things:
        if prop.id not in motifs:
            motifs[prop.id] = unlike(prop.name, metre, f"{salt}/thing", motifs.values())
    if second:
        motifs[BOND] = bound(motifs[first], motifs[second])
    return Themes(motifs, first, second, heart.id if heart else "", _ending(breakdown, story))


def _main_roles(breakdown: Breakdown) -> list[Role]:
    """Principals first, those with most to do first among them."""
    count = {role.id: 0 for role in breakdown.cast}
    for scene in breakdown.scenes:
        for business in scene.business:
            role = getattr(business, "role", "")
            if role in count:
                count[role] += 1
    return sorted(breakdown.cast, key=lambda role: (not role.principal, -count[role.id]))


def _heart(breakdown: Breakdown, story: Story | None) -> Prop | None:
    """The thing of the story, if it is among the props; else the one that is handled, seen and named most."""
    words = " ".join(thing.name.lower() for thing in story.things[:1]) if story and story.things else ""
    best: tuple[float, Prop] | None = None
    for prop in breakdown.props:
        weight = sum(_weight(item, prop) for scene in breakdown.scenes for item in scene.business)
        weight += 3.0 * _named(prop.name, breakdown.title) + _OF_THE_STORY * _named(prop.name, words)
        if weight >= _LEAST_WEIGHT and (best is None or weight > best[0]):
            best = (weight, prop)
    return best[1] if best else None


def _weight(item: Business, prop: Prop) -> float:
    if isinstance(item, LineOfDialogue):
        return float(_named(prop.name, item.text))
    touched = (item.subject,) if isinstance(item, Image) else (item.prop, item.target)
    return float(prop.id in touched) + 0.5 * _named(prop.name, item.text)


def _named(name: str, text: str) -> bool:
    last = name.lower().split()[-1] if name.split() else ""
    return bool(last) and re.search(rf"\b{re.escape(last)}s?\b", text.lower()) is not None


def _mentions(scene: Scene, prop: str) -> bool:
    return any(
        prop in ((item.subject,) if isinstance(item, Image) else (item.prop, item.target))
        for item in scene.business
        if not isinstance(item, LineOfDialogue)
    ) or any(_named(prop.replace("_", " "), item.text) for item in scene.business)


def _ending(breakdown: Breakdown, story: Story | None) -> Ending:
    """Home, in the dark, or left open: as the story ends; where there is none, as its last scene feels."""
    if story and story.ending in _ENDS:
        return _ENDS[story.ending]
    last = breakdown.scenes[-1].feeling if breakdown.scenes else Feeling()
    if last.valence < -0.45:
        return "dark"
    return "open" if last.tension > 0.35 else "home"
