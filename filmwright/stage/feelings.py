"""How an emotion shows: face, posture, tempo; continuous in its intensity."""

from __future__ import annotations

from dataclasses import dataclass

from filmwright.records.breakdown import Emotion
from filmwright.records.staging import HandShape


@dataclass(frozen=True)
class Look:
    """An emotion at full strength. Hands, if given, are (out, forward, up) of `armature.anchor`."""

    brow: float = 0.0
    tilt: float = 0.0
    lid: float = 0.9
    smile: float = 0.05
    lean: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    one_brow: float = 0.0  # added to the left brow, taken from the right
    hands: tuple[float, float, float] | None = None
    shape: HandShape = "relaxed"
    tempo: float = 1.0  # of gestures and blinks
    size: float = 1.0  # of gestures


# Guesses by an animator's handbook eye: brows and lids say what, the trunk says how much.
LOOKS: dict[Emotion, Look] = {
    "neutral": Look(),
    "joy": Look(brow=0.4, lid=0.80, smile=0.95, lean=-3, pitch=3, tempo=1.2, size=1.2),
    "sorrow": Look(brow=-0.05, tilt=-0.95, lid=0.60, smile=-0.85, lean=7, pitch=-10, tempo=0.7, size=0.6),
    "anger": Look(brow=-0.7, tilt=0.95, lid=0.74, smile=-0.6, lean=6, pitch=-4, shape="fist", tempo=1.3, size=1.1),
    "fear": Look(brow=0.75, tilt=-0.75, lid=1.12, smile=-0.45, lean=-6, pitch=2, hands=(0.75, 0.45, 0.75), tempo=1.4, size=0.8),
    "surprise": Look(brow=1.0, lid=1.15, smile=0.1, lean=-6, pitch=4, shape="open", tempo=1.2, size=1.2),
    "disgust": Look(brow=-0.45, tilt=0.5, lid=0.62, smile=-0.75, lean=-5, pitch=2, roll=5, one_brow=0.25, tempo=0.9, size=0.8),
    "tenderness": Look(brow=0.2, tilt=-0.4, lid=0.74, smile=0.6, lean=4, pitch=-1, roll=6, tempo=0.8, size=0.8),
    "pride": Look(brow=0.3, tilt=0.1, lid=0.72, smile=0.55, lean=-5, pitch=7, tempo=0.9, size=1.1),
    "shame": Look(brow=-0.1, tilt=-0.65, lid=0.52, smile=-0.4, lean=8, pitch=-14, roll=-4, tempo=0.7, size=0.5),
    "longing": Look(brow=0.35, tilt=-0.7, lid=0.80, smile=0.0, lean=2, pitch=4, roll=4, tempo=0.7, size=0.8),
    "determination": Look(brow=-0.4, tilt=0.55, lid=0.82, smile=-0.1, lean=4, pitch=1, shape="fist", tempo=1.1, size=1.0),
}

# What a listener who cares shows for what the speaker shows, and how strongly.
SYMPATHY: dict[Emotion, tuple[Emotion, float]] = {
    "neutral": ("neutral", 0.4), "joy": ("joy", 0.6), "sorrow": ("tenderness", 0.7), "anger": ("fear", 0.5),
    "fear": ("surprise", 0.5), "surprise": ("surprise", 0.5), "disgust": ("surprise", 0.3), "tenderness": ("tenderness", 0.6),
    "pride": ("joy", 0.4), "shame": ("tenderness", 0.6), "longing": ("sorrow", 0.5), "determination": ("determination", 0.4),
}  # fmt: skip


def quarter(intensity: float) -> float:
    """An intensity in quarters, at least one: what carries over does not tell a small difference."""
    return min(1.0, max(0.25, round(4 * intensity) / 4))


def look(emotion: Emotion, intensity: float) -> Look:
    """The emotion between neutral (intensity 0) and full (1)."""
    full, calm = LOOKS[emotion], LOOKS["neutral"]
    k = min(1.0, 0.35 + 0.65 * max(0.0, intensity)) if emotion != "neutral" else 1.0

    def mix(name: str) -> float:
        a, b = float(getattr(calm, name)), float(getattr(full, name))
        return a + (b - a) * k

    return Look(
        brow=mix("brow"), tilt=mix("tilt"), lid=mix("lid"), smile=mix("smile"), lean=mix("lean"), pitch=mix("pitch"), roll=mix("roll"),
        one_brow=mix("one_brow"), hands=full.hands if intensity >= 0.5 else None, shape=full.shape if intensity >= 0.5 else "relaxed",
        tempo=mix("tempo"), size=mix("size"),
    )  # fmt: skip
