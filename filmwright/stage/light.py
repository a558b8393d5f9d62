"""How a scene is lit: from the hour, the weather, the place and the feeling."""

from __future__ import annotations

from typing import Literal

from filmwright.records.staging import LightPlan
from filmwright.stage.setting import Setting

# Stops outdoors, by eye on finished films: night for night still shows dark clothes on grass, and snow is white, not grey.
OUTSIDE = {"dawn": 0.3, "day": 0.1, "dusk": 0.3, "night": 0.45}
INSIDE = {"dawn": 0.1, "day": 0.0, "dusk": 0.1, "night": 0.15}
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
    practicals = {"dawn": 0.6, "day": 0.25, "dusk": 1.0, "night": 1.0}[hour]
    lamps = [p.place[0] for p in kit.practicals]
    key = -35.0 if not lamps or kit.interior is False or sum(lamps) <= 0 else 35.0
    return LightPlan(
        time_of_day=hour, weather=scene.weather, mood=mood, key_from=key, contrast=round(contrast, 3), exposure=round(exposure, 2),
        practicals=practicals,
    )  # fmt: skip
