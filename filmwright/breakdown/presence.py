"""Presence: who is on stage when a scene opens, with entrances, exits and voices made to agree."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from filmwright.records.breakdown import Act, Action, Business, Image, LineOfDialogue
from filmwright.records.report import Approximation

# What is done to somebody within reach: whoever has it done to them is there, though they neither act nor speak in the scene.
_IN_REACH: frozenset[Act] = frozenset(("touch", "hug", "give", "take", "offer", "push", "pull", "put_on", "take_off", "put_down", "reach"))


def settle_presence(
    business: list[Business], notes: list[Approximation], where: str, *, roles: Collection[str]
) -> tuple[tuple[str, ...], list[Business]]:
    """Who is on stage when the scene opens, and the business with entrances, exits and voices made to agree.

    Someone whose first deed is to enter is not on stage before; a line before it is heard from off screen. An exit that is
    followed by a deed without an entrance, and an entrance of someone already there, become a walk and are noted. A line after
    an exit is heard from off screen. Whoever is touched, or given something, is there.

    Args:
        roles: All roles of the film: a target may be one of them, or a thing.
    """
    on: dict[str, bool] = {}
    present: list[str] = []
    result: list[Business] = []
    for i, item in enumerate(business):
        if isinstance(item, Image):
            result.append(item)
            continue
        role = item.role
        voice = isinstance(item, LineOfDialogue) and item.delivery in ("voice_over", "off_screen")
        if isinstance(item, Action):
            if role not in on:
                on[role] = True
                if item.act != "enter":
                    present.append(role)
            elif item.act == "enter":
                if on[role]:
                    item = msgspec.structs.replace(item, act="walk_to")
                on[role] = True
            if item.act == "exit":
                comes_back = next((later for later in business[i + 1 :] if isinstance(later, Action) and later.role == role), None)
                if comes_back is not None and comes_back.act != "enter":
                    item = msgspec.structs.replace(item, act="walk_to")
                    notes.append(
                        Approximation(
                            where=f"{where}, '{item.text}'", asked="leaves, and then acts again without coming in", done="stays in view"
                        )
                    )
                else:
                    on[role] = False
            for target in (item.target,):
                if target not in on and any(not isinstance(b, Image) and b.role == target for b in business[i + 1 :]):
                    nxt = next((b for b in business[i + 1 :] if isinstance(b, Action) and b.role == target), None)
                    if nxt is None or nxt.act != "enter":
                        on[target] = True
                        present.append(target)
        elif not voice:
            if role not in on:
                first_deed = next((later for later in business[i + 1 :] if isinstance(later, Action) and later.role == role), None)
                if first_deed is not None and first_deed.act == "enter":
                    item = msgspec.structs.replace(item, delivery="off_screen")
                else:
                    on[role] = True
                    present.append(role)
            elif not on[role]:
                item = msgspec.structs.replace(item, delivery="off_screen")
        result.append(item)
    acted_on = [b.target for b in business if isinstance(b, Action) and b.target in roles and b.act in _IN_REACH]
    roles_here = {b.role for b in business if not isinstance(b, Image)}
    return tuple(dict.fromkeys([*present, *(t for t in acted_on if t not in roles_here)])), result
