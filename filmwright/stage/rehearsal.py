"""A scene rehearsed: every business performed in its window of scene time, joined into one staged scene."""

from __future__ import annotations

import msgspec

from filmwright.errors import StageError
from filmwright.records.breakdown import Breakdown, Business, Image, LineOfDialogue, Scene
from filmwright.records.clock import FRAMES_PER_DRAWING, SAMPLES_PER_FRAME, noise_start
from filmwright.records.report import Approximation
from filmwright.records.shots import BusinessTime, ShotList
from filmwright.records.speech import Dialogue, MouthShape, SpokenLine
from filmwright.records.staging import Pose, PropState, SoundEvent, StagedProp, StagedScene
from filmwright.stage import wearing
from filmwright.stage.becoming import Marked
from filmwright.stage.blocking import open_scene
from filmwright.stage.business import Performed, perform_business
from filmwright.stage.light import light_plan
from filmwright.stage.setting import setting_of
from filmwright.stage.speaking import mouths
from filmwright.stage.world import PropWhere, World


def stage_scene(
    scene: Scene, breakdown: Breakdown, dialogue: Dialogue, shot_list: ShotList, *, entry: World | None = None
) -> tuple[StagedScene, World]:
    """Stage one scene: the pose of every puppet and the state of every prop at each of its drawings.

    Args:
        scene: A scene of `breakdown`.
        dialogue: The recorded lines; words and mouth shapes move heads, hands and mouths.
        shot_list: For the clock of the scene.
        entry: The world as earlier scenes left it; None for the first.

    Returns:
        The staged scene, and the world as it leaves it.

    Raises:
        StageError: the scene has no clock in the shot list, or its set cannot be built.
    """
    timing = next((t for t in shot_list.timings if t.scene == scene.id), None)
    if timing is None:
        raise StageError(f"stage: the shot list has no clock for scene {scene.id}; run `filmwright shots` again")
    setting = setting_of(scene, breakdown)
    entry = entry or World()
    states, props, notes = open_scene(setting, entry)
    spoken = {line.line: line for line in dialogue.lines}
    known = {b.id: b for b in scene.business}
    windows = _windows(scene, timing.business, timing.frames, known)
    story = Marked(scene, windows, entry)

    drawings = timing.frames // FRAMES_PER_DRAWING
    poses: dict[str, list[Pose | None]] = {}
    prop_states: dict[str, list[PropState]] = {}
    sounds: list[SoundEvent] = []
    enters = {b.role for b in scene.business if not isinstance(b, Image)} | set(states)
    elsewhere = {p: w for p, w in props.items() if w.set != setting.place.id and w.state.held_by not in enters}
    props = {p: w for p, w in props.items() if p not in elsewhere}
    opening = dict(props)
    for name, item, first, last, lead in windows:
        if last <= first:
            continue
        speech = spoken.get(item.id) if isinstance(item, LineOfDialogue) else None
        done = perform_business(setting, item, name, last - first, states, props, lead=lead, speech=speech)
        _append(done, first, poses, prop_states, sounds, opening)
        notes += done.notes
        states, props = done.states, done.props
    for role in poses:
        poses[role] += [None] * (drawings - len(poses[role]))
    _lip_sync(scene, timing.business, dialogue, poses)
    staged = StagedScene(
        scene=scene.id, set=setting.place, light=light_plan(setting), drawings=drawings,
        puppets=tuple(wearing.dressed(setting, r, tuple(poses[r]), prop_states, entry, story) for r in sorted(poses)),
        props=tuple(
            StagedProp(id=p, model=setting.props[p].model, colour=setting.props[p].colour, states=_seen(prop_states[p], poses))
            for p in sorted(prop_states)
        ),
        sounds=tuple(sorted(sounds, key=lambda s: (s.frame, s.kind, s.source))), approximations=_told(notes),
    )  # fmt: skip
    carried = dict(entry.carried)
    for role in poses:
        holds = [(w.state.hand, p) for p, w in props.items() if w.state.held_by == role and not w.state.worn]
        carried[role] = (next((p for h, p in holds if h != "left"), ""), next((p for h, p in holds if h == "left"), ""))
    everything = {**elsewhere, **props}
    return staged, World(
        set=setting.place.id,
        roles=dict(sorted(states.items())),
        carried=dict(sorted(carried.items())),
        props=dict(sorted(everything.items())),
        marks=story.leaves(drawings),
        hour=scene.time_of_day,
    )


def _windows(
    scene: Scene, times: tuple[BusinessTime, ...], frames: int, known: dict[str, Business]
) -> list[tuple[str, Business | None, int, int, int]]:
    """(name, business, first drawing, drawing after the last, drawings before speech) for all of scene time."""
    out: list[tuple[str, Business | None, int, int, int]] = []
    clock = 0
    for time in times:
        if time.business not in known:
            raise StageError(
                f"stage: the clock of scene {scene.id} has business {time.business}, which the breakdown does not; "
                "run `filmwright shots` again"
            )
        first, last = time.start // FRAMES_PER_DRAWING, time.end // FRAMES_PER_DRAWING
        if first > clock:
            out.append((f"{scene.id}.before.{time.business}", None, clock, first, 0))
        lead = max(0, time.speech_start // FRAMES_PER_DRAWING - first) if time.speech_start >= 0 else 0
        out.append((time.business, known[time.business], max(first, clock), last, lead))
        clock = last
    out.append((f"{scene.id}.end", None, clock, frames // FRAMES_PER_DRAWING, 0))
    return out


def _append(
    done: Performed, first: int, poses: dict[str, list[Pose | None]], prop_states: dict[str, list[PropState]], sounds: list[SoundEvent],
    opening: dict[str, PropWhere],
) -> None:  # fmt: skip
    for role, track in done.tracks.items():
        row = poses.setdefault(role, [])
        row += [None] * (first - len(row))
        row += [track.pose(i) if track.seen[i] else None for i in range(track.drawings)]
    for prop, states in done.prop_states.items():
        so_far = prop_states.setdefault(prop, [])
        if len(so_far) < first:
            so_far += [opening[prop].state if prop in opening else states[0]] * (first - len(so_far))
        so_far += states
    for sound in done.sounds:
        sounds.append(msgspec.structs.replace(sound, frame=sound.frame + first * FRAMES_PER_DRAWING))


def _lip_sync(scene: Scene, times: tuple[BusinessTime, ...], dialogue: Dialogue, poses: dict[str, list[Pose | None]]) -> None:
    """Mouths follow the sound itself, also where a line runs on under the next; so do those of acts that are heard, a laugh, a sob."""
    spoken = {line.line: line for line in (*dialogue.lines, *dialogue.noises)}
    items = {b.id: b for b in scene.business if not isinstance(b, Image)}
    for time in times:
        item, speech = items.get(time.business), spoken.get(time.business)
        if item is None or speech is None or item.role not in poses:
            continue
        if isinstance(item, LineOfDialogue):
            if item.delivery not in ("voice_over", "off_screen"):
                _mouthed(poses[item.role], time.speech_start // FRAMES_PER_DRAWING, speech)
            continue
        begins, ends = time.start // FRAMES_PER_DRAWING, time.end // FRAMES_PER_DRAWING
        _mouthed(poses[item.role], begins, None, ends)
        _mouthed(poses[item.role], noise_start(time.start, time.end) // FRAMES_PER_DRAWING, speech, ends)


def _mouthed(track: list[Pose | None], first: int, speech: SpokenLine | None, end: int | None = None) -> None:
    """Put the mouths of a recording into a track from a drawing on; without one the mouth is closed."""
    last = len(track) if end is None else min(end, len(track))
    count = last - first if speech is None else -(-speech.samples // (FRAMES_PER_DRAWING * SAMPLES_PER_FRAME))
    shapes: list[MouthShape] = ["rest"] * max(0, count) if speech is None else mouths(speech, count)
    for i, shape in enumerate(shapes):
        pose = track[first + i] if first + i < last else None
        if pose is not None:
            track[first + i] = msgspec.structs.replace(pose, mouth=shape)


def _seen(states: list[PropState], poses: dict[str, list[Pose | None]]) -> tuple[PropState, ...]:
    """What is in the hand of someone off stage is off stage too."""
    out: list[PropState] = []
    for i, state in enumerate(states):
        holder = poses.get(state.held_by) if state.held_by else None
        away = bool(state.held_by) and (holder is None or holder[i] is None)
        out.append(msgspec.structs.replace(state, hidden=True) if away else state)
    return tuple(out)


def _told(notes: list[Approximation]) -> tuple[Approximation, ...]:
    return tuple(dict.fromkeys(notes))
