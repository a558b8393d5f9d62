"""The shot list: scene time, and which camera sees which part of it, why."""

from __future__ import annotations

from typing import Literal

from filmwright.records.codec import Document, Record

ShotSize = Literal["extreme_wide", "wide", "full", "medium_wide", "medium", "medium_close", "close", "extreme_close", "insert"]
Angle = Literal["eye", "low", "high", "overhead"]
# "over_thing": a thing large and sharp before those who are named after it, who are soft
Framing = Literal["single", "two", "group", "over_shoulder", "insert", "establishing", "pov", "over_thing"]
Move = Literal["locked", "push_in", "pull_back", "pan", "crane"]


class BusinessTime(Record, frozen=True, kw_only=True):
    """When a business happens, in frames from the scene's first frame; whole drawings."""

    business: str  # id
    start: int
    end: int
    speech_start: int = -1  # for a line: the frame at which its first sample sounds


class Shot(Record, frozen=True, kw_only=True):
    """One shot, in words: what is seen, how and why. `start` and `end` are frames of scene time."""

    id: str  # "s1.2": scene 1, second shot
    scene: str
    start: int
    end: int
    size: ShotSize
    framing: Framing
    angle: Angle = "eye"
    move: Move = "locked"
    subjects: tuple[str, ...] = ()  # role, prop ids, or () for the place; the first is in focus
    foreground: str = ""  # over_shoulder: whose shoulder
    side: int = 1  # 1 or -1: side of the scene's axis on which the camera stands; 0: on it, before the face
    business: tuple[str, ...] = ()
    reason: str = ""
    transition: Literal["cut", "dissolve", "fade_in", "fade_out"] = "cut"  # into this shot


class SceneTiming(Record, frozen=True, kw_only=True):
    """The clock of one scene."""

    scene: str
    frames: int  # length of scene time
    business: tuple[BusinessTime, ...]


class ShotList(Document, frozen=True, kw_only=True):
    """All shots of the film in the order of the screenplay."""

    schema: str = "shots/1"
    timings: tuple[SceneTiming, ...]
    shots: tuple[Shot, ...]

    def check(self) -> None:
        """Each shot is itself, of a scene that has a clock, and ends after it begins.

        Raises:
            ValueError: two shots of one id, a shot of a scene without a clock, or one that ends before it begins.
        """
        scenes = {timing.scene for timing in self.timings}
        seen: set[str] = set()
        for shot in self.shots:
            if shot.id in seen:
                raise ValueError(f"two shots are called '{shot.id}'")
            seen.add(shot.id)
            if shot.scene not in scenes:
                raise ValueError(f"shot {shot.id} is of the scene '{shot.scene}'; there are {', '.join(sorted(scenes))}")
            if not 0 <= shot.start < shot.end:
                raise ValueError(f"shot {shot.id} is from frame {shot.start} to {shot.end}; it must end after it begins, at 0 or later")
