"""A shot list that a person can read."""

from __future__ import annotations

from filmwright.records.breakdown import Action, Breakdown, Image, LineOfDialogue
from filmwright.records.clock import seconds
from filmwright.records.shots import Shot, ShotList

_SIZES = {
    "extreme_wide": "extreme wide", "wide": "wide", "full": "full", "medium_wide": "medium wide", "medium": "medium",
    "medium_close": "medium close", "close": "close", "extreme_close": "extreme close", "insert": "insert",
}  # fmt: skip


def readable(shot_list: ShotList, breakdown: Breakdown) -> str:
    """The shot list as plain text: a heading for each scene; for each shot its number, its length, what it shows and why."""
    names = {role.id: role.name for role in breakdown.cast} | {prop.id: prop.name for prop in breakdown.props}
    told = {b.id: _said(b, names) for scene in breakdown.scenes for b in scene.business}
    total = sum(shot.end - shot.start for shot in shot_list.shots)
    out = [f"{breakdown.title}: {len(shot_list.shots)} shots, {seconds(total):.1f} s", ""]
    for scene in breakdown.scenes:
        shots = [shot for shot in shot_list.shots if shot.scene == scene.id]
        length = seconds(sum(shot.end - shot.start for shot in shots))
        out += [f"{scene.number or scene.id}  {scene.heading}  ({len(shots)} shots, {length:.1f} s)", ""]
        for shot in shots:
            out.append(f"  {shot.id:<7}{seconds(shot.end - shot.start):>5.1f} s  {_seen(shot, names)}")
            if shot.reason:
                out.append(f"                 {shot.reason}")
            out += [f"                 {told[b]}" for b in shot.business if b in told]
        out.append("")
    return "\n".join(out)


def _seen(shot: Shot, names: dict[str, str]) -> str:
    who = " and ".join(names.get(s, s.replace("_", " ")) for s in shot.subjects) or "the place"
    size = _SIZES[shot.size]
    if shot.framing == "over_shoulder":
        text = f"{size} on {who}, over the shoulder of {names.get(shot.foreground, shot.foreground)}"
    elif shot.framing == "two":
        text = f"{size} two-shot, {who}"
    elif shot.framing == "establishing":
        text = f"{size}, establishing"
    elif shot.framing == "insert":
        text = f"insert, {who}"
    elif shot.framing == "over_thing":
        thing, *beyond = (names.get(s, s.replace("_", " ")) for s in shot.subjects)
        text = f"{thing}, near" + f", {' and '.join(beyond)} beyond" * bool(beyond)
    elif shot.framing == "pov":
        text = f"what is seen: {who}"
    else:
        text = f"{size} of {who}"
    extras = [shot.angle + " angle"] * (shot.angle != "eye") + [shot.move.replace("_", " ")] * (shot.move != "locked")
    extras += [shot.transition.replace("_", " ")] * (shot.transition != "cut")
    return ", ".join([text, *extras])


def _said(business: LineOfDialogue | Action | Image, names: dict[str, str]) -> str:
    if isinstance(business, LineOfDialogue):
        return f"{names.get(business.role, business.role)}: {business.text}"
    return business.text
