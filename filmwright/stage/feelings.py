"""How an emotion shows: face, posture, tempo; continuous in its intensity."""

from __future__ import annotations

from dataclasses import dataclass

from filmwright.records.breakdown import Emotion
from filmwright.records.speech import MouthShape
from filmwright.records.staging import HandShape

Place = tuple[float, float, float]


@dataclass(frozen=True)
class Look:
    """An emotion at full strength. Hands, if given, are places (out, forward, up) of `armature.anchor`."""

    brow: float = 0.0
    tilt: float = 0.0
    lid: float = 0.9
    smile: float = 0.05
    lean: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    yaw: float = 0.0  # the head turned aside; the eyes stay where they were
    one_brow: float = 0.0  # added to the left brow, taken from the right
    mouth: MouthShape = "rest"  # of the take
    taking: bool = False  # the hands have their place in the take only
    right: Place | None = None
    left: Place | None = None
    palms: Place = (0.0, 0.0, 0.0)  # pitch, yaw, roll of hands that have a place
    shape: HandShape = "relaxed"
    tempo: float = 1.0  # of gestures and blinks
    size: float = 1.0  # of gestures

    def hand(self, side: str) -> Place | None:
        """Where this feeling brings a hand."""
        return self.left if side == "left" else self.right


# Guesses by an animator's handbook eye: brows and lids say what, the trunk says how much, the hands say it to the back row.
LOOKS: dict[Emotion, Look] = {
    "neutral": Look(),
    "joy": Look(brow=0.55, lid=0.8, smile=1.0, lean=-5, pitch=7, mouth="E", taking=True, right=(2.2, 0.3, 1.75), left=(2.2, 0.3, 1.75),
                palms=(0.0, 0.0, -70.0), shape="open", tempo=1.2, size=1.2),
    "sorrow": Look(brow=0.1, tilt=-1.0, lid=0.70, smile=-1.0, lean=9, pitch=-14, roll=5, right=(0.36, 0.34, 0.08), left=(0.36, 0.34, 0.1),
                   tempo=0.7, size=0.6),
    "anger": Look(brow=-0.9, tilt=1.0, lid=0.78, smile=-0.9, lean=9, pitch=-5, mouth="S", right=(1.45, 0.55, 0.85),
                  left=(1.45, 0.55, 0.85), palms=(10.0, 0.0, 45.0), shape="fist", tempo=1.3, size=1.1),
    "fear": Look(brow=1.0, tilt=-1.0, lid=1.15, smile=-0.9, lean=-9, pitch=-3, yaw=10, mouth="I", taking=True, right=(0.62, 0.52, 0.93),
                 left=(0.62, 0.52, 0.98), shape="open", tempo=1.4, size=0.8),
    "surprise": Look(brow=1.0, lid=1.15, smile=0.0, lean=-6, pitch=4, mouth="O", taking=True, right=(1.75, 0.4, 1.0),
                     left=(1.75, 0.4, 1.0), palms=(0.0, 0.0, -60.0), shape="open", tempo=1.2, size=1.2),
    "disgust": Look(brow=-0.85, tilt=0.6, lid=0.4, smile=-1.0, lean=-9, pitch=4, roll=7, yaw=17, one_brow=0.1, mouth="T", taking=True,
                    right=(1.3, 0.75, 0.8), palms=(70.0, 0.0, 0.0), shape="open", tempo=0.9, size=0.8),
    "tenderness": Look(brow=0.25, tilt=-0.45, lid=0.76, smile=0.7, lean=3, pitch=-2, roll=11, right=(0.35, 0.36, 0.66),
                       palms=(-25.0, 0.0, 0.0), shape="flat", tempo=0.8, size=0.8),
    "pride": Look(brow=0.3, tilt=0.15, lid=0.62, smile=0.65, lean=-8, pitch=11, right=(1.3, 0.1, 0.1), left=(1.3, 0.1, 0.1),
                  shape="fist", tempo=0.9, size=1.1),
    "shame": Look(brow=-0.1, tilt=-0.75, lid=0.60, smile=-0.6, lean=9, pitch=-18, roll=-6, yaw=-14, right=(0.7, 0.5, 1.55),
                  shape="flat", tempo=0.7, size=0.5),
    "longing": Look(brow=0.35, tilt=-0.8, lid=0.84, smile=0.0, lean=3, pitch=8, roll=7, right=(0.35, 0.36, 0.7), palms=(-25.0, 0.0, 0.0),
                    shape="flat", tempo=0.7, size=0.8),
    "determination": Look(brow=-0.45, tilt=0.6, lid=0.82, smile=-0.15, lean=4, pitch=1, right=(0.7, 0.55, 0.75), shape="fist",
                          tempo=1.1, size=1.0),
}  # fmt: skip
STRONG = 0.75  # intensity from which a feeling has the hands, and comes with a take

# What a listener who cares shows for what the speaker shows, and how strongly.
SYMPATHY: dict[Emotion, tuple[Emotion, float]] = {
    "neutral": ("neutral", 0.4), "joy": ("joy", 0.6), "sorrow": ("tenderness", 0.7), "anger": ("fear", 0.5),
    "fear": ("surprise", 0.5), "surprise": ("surprise", 0.5), "disgust": ("surprise", 0.3), "tenderness": ("tenderness", 0.6),
    "pride": ("joy", 0.4), "shame": ("tenderness", 0.6), "longing": ("sorrow", 0.5), "determination": ("determination", 0.4),
}  # fmt: skip


def quarter(intensity: float) -> float:
    """An intensity in quarters, at least one: what carries over does not tell a small difference."""
    return min(1.0, max(0.25, round(4 * intensity) / 4))


def look(emotion: Emotion, intensity: float, *, taken: bool = False) -> Look:
    """The emotion between neutral (intensity 0) and full (1).

    taken: In the take, the moment in which a strong feeling has just come: an open mouth, hands thrown up.
    """
    full, calm = LOOKS[emotion], LOOKS["neutral"]
    k = min(1.0, 0.35 + 0.65 * max(0.0, intensity)) if emotion != "neutral" else 1.0

    def mix(name: str) -> float:
        a, b = float(getattr(calm, name)), float(getattr(full, name))
        return a + (b - a) * k

    taken = taken and intensity >= STRONG
    shown = intensity >= STRONG and (taken or not full.taking)
    return Look(
        brow=mix("brow"), tilt=mix("tilt"), lid=mix("lid"), smile=mix("smile"), lean=mix("lean"), pitch=mix("pitch"), roll=mix("roll"),
        yaw=mix("yaw"), one_brow=mix("one_brow"), mouth=full.mouth if taken else "rest", taking=full.taking,
        right=full.right if shown else None, left=full.left if shown else None, palms=full.palms,
        shape=full.shape if shown else "relaxed", tempo=mix("tempo"), size=mix("size"),
    )  # fmt: skip
