"""The beats of a scene that are felt most, and whose face they are seen on."""

from __future__ import annotations

from filmwright.records.breakdown import Action, Business, Image, LineOfDialogue, Scene

FELT = 0.7  # intensity from which a beat is one of those; feelings come in quarters
_BOTH = ("hug", "shake_hands", "dance")  # what two do alike: either face tells it
_ON_THE_WAY = ("enter", "exit", "walk_to")

# What is done with hands or bodies and leaves something done; of it, what passes between two.
_PASSING = ("give", "take", "offer", "hug", "shake_hands", "carry", "put_on", "take_off")
BODILY = ("hug", "kneel", "dance", "fall")  # deeds of the whole body: no hand tells them
DEEDS = (*_PASSING, *BODILY, "open", "close", "write", "read", "play", "pick_up", "put_down", "push", "pull", "throw", "touch", "light",
         "repair", "pour", "knock", "blow", "reach", "eat", "drink", "work")  # fmt: skip
# What each weighs, beside its intensity; by reading which deed is chosen in the scenes of eleven films of a minute.
_BETWEEN, _WITH_A_THING, _TO_SOMEBODY, _LATE = 0.5, 0.4, 0.4, 0.6


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


def decisive(scene: Scene) -> Action | None:
    """The deed on which a scene hangs, that must be seen done: of what is done with hands or bodies, what weighs most; None if nothing is.

    What is done to another, with a thing, with feeling and late in the scene weighs more. Of two that weigh the same, the later.
    """
    best: tuple[float, Action] | None = None
    last, roles = max(1, len(scene.business) - 1), _roles(scene)
    for number, item in enumerate(scene.business):
        if not isinstance(item, Action) or item.act not in DEEDS:
            continue
        worth = _BETWEEN * (item.act in _PASSING) + _LATE * number / last
        worth += _WITH_A_THING * bool(item.prop) + _TO_SOMEBODY * (item.target in roles and item.target != item.role)
        worth += item.intensity * (item.emotion != "neutral")
        if best is None or worth >= best[0]:
            best = (worth, item)
    return best[1] if best else None


def _roles(scene: Scene) -> set[str]:
    return {*scene.present, *(item.role for item in scene.business if not isinstance(item, Image))}


def handled(item: Business) -> tuple[str, ...]:
    """The things of an act: what is used first, then what it is done to."""
    return tuple(name for name in (item.prop, item.target) if name) if isinstance(item, Action) else ()
