"""How a scene is lit: from the hour, the weather, the place and the feeling."""

from __future__ import annotations

from typing import Literal

from filmwright.records.breakdown import TimeOfDay
from filmwright.records.staging import LightPlan
from filmwright.stage.setting import Setting
from filmwright.theatre.catalogue import SetKit

# Stops outdoors, by eye on finished films: night for night still shows dark clothes on grass, and snow is white, not grey.
OUTSIDE = {"dawn": 0.3, "day": 0.1, "dusk": 0.3, "night": 0.45}
INSIDE = {"dawn": 0.1, "day": 0.0, "dusk": 0.1, "night": 0.15}
LAMPS = {"dawn": 0.35, "day": 0.25, "dusk": 0.9, "night": 1.0}  # how bright the lamps in the picture burn
OPENED = {"snow": 0.3, "rain": 0.15, "fog": 0.1}

Mood = Literal["warm", "cold", "neutral", "eerie", "harsh", "glowing"]


def light_plan(setting: Setting) -> LightPlan:
    """The light of a scene. Contrast rises with tension, warmth with the valence; the key comes across the room."""
    scene, kit = setting.scene, setting.kit
    feeling, hour = scene.feeling, scene.time_of_day
    mood: Mood
    if feeling.tension > 0.5 and feeling.valence < -0.3:
        mood = "eerie" if hour in ("night", "dusk") else "harsh"
    elif feeling.valence < -0.45:
        mood = "cold"
    elif hour in ("dawn", "dusk") and feeling.valence > -0.2:
        mood = "glowing"
    elif kit.interior and (hour != "day" or feeling.valence >= 0):
        mood = "warm"
    elif scene.weather in ("rain", "fog", "snow") or hour == "night":
        mood = "cold"
    else:
        mood = "neutral" if feeling.valence < 0.3 else "warm"
    base = {"dawn": 0.55, "day": 0.4, "dusk": 0.6, "night": 0.7}[hour] - (0.15 if scene.weather in ("fog", "snow") else 0.0)
    contrast = min(0.95, max(0.15, base + 0.2 * feeling.tension))
    exposure = INSIDE[hour] if kit.interior else OUTSIDE[hour] + OPENED.get(scene.weather, 0.0)
    return LightPlan(
        time_of_day=hour, weather=scene.weather, mood=mood, key_from=_key_from(kit, hour), contrast=round(contrast, 3),
        exposure=round(exposure, 2), practicals=1.0 if kit.sky == "none" else LAMPS[hour],
    )  # fmt: skip


def _key_from(kit: SetKit, hour: TimeOfDay) -> float:
    """The heading of the key: the sun rises on the left and sets on the right; by night a room is lit from the side of its lamps."""
    if hour in ("dawn", "dusk") and kit.sky != "none":
        return -60.0 if hour == "dawn" else 60.0
    lamps = sum(lamp.place[0] for lamp in kit.practicals)
    return 35.0 if kit.interior and lamps > 0 else -35.0
