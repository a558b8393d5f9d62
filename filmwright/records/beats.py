"""The beats of a scene that are felt most, and whose face they are seen on."""

from __future__ import annotations

from filmwright.records.breakdown import Action, Business, Image, LineOfDialogue, Scene

FELT = 0.7  # intensity from which a beat is one of those; feelings come in quarters
_BOTH = ("hug", "shake_hands", "dance")  # what two do alike: either face tells it
_ON_THE_WAY = ("enter", "exit", "walk_to")


def felt_by(item: Business) -> tuple[str, ...]:
    """Whose face a beat is felt on, any of them; () if it is not one of those felt most."""
    if isinstance(item, Image) or item.emotion == "neutral" or item.intensity < FELT:
        return ()
    if isinstance(item, LineOfDialogue):
        return () if item.delivery in ("voice_over", "off_screen") else (item.role,)
    if item.act in _ON_THE_WAY:
        return ()
    return (item.role, item.target) if item.act in _BOTH and item.target else (item.role,)


def strongest(scene: Scene) -> dict[str, tuple[str, ...]]:
    """Business id -> whose face, for the beats of a scene that are felt most."""
    return {item.id: who for item in scene.business if (who := felt_by(item))}


def handled(item: Business) -> tuple[str, ...]:
    """The things of an act: what is used first, then what it is done to."""
    return tuple(name for name in (item.prop, item.target) if name) if isinstance(item, Action) else ()
