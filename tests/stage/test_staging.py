"""What a staged scene promises: feet that hold, hands that arrive, props that stay, and edits that stay local."""

from __future__ import annotations

import math

import msgspec
import pytest

from filmwright.errors import StageError
from filmwright.records.breakdown import Action, LineOfDialogue, Scene
from filmwright.records.clock import noise_start
from filmwright.records.codec import encode
from filmwright.records.shots import ShotList
from filmwright.records.speech import Dialogue, MouthCue, SpokenLine
from filmwright.records.staging import Pose, StagedScene
from filmwright.shots import plan_shots
from filmwright.stage import World, stage_scene
from filmwright.stage.armature import arm_length, head_in, palm_in, shoulder
from filmwright.stage.gestures import gestures
from filmwright.stage.setting import setting_of
from filmwright.stage.space import facing, to_puppet, to_stage
from filmwright.stage.volumes import before_each_other, volumes
from tests.stage.small_film import ANNA, BEN, MODELS, TALK, act, film, line, recorded, scene, with_line


def staged(item: Scene, entry: World | None = None) -> tuple[StagedScene, World, ShotList]:
    breakdown = film(item)
    dialogue = recorded([item])
    shots = plan_shots(breakdown, dialogue)
    return *stage_scene(item, breakdown, dialogue, shots, entry=entry), shots


def poses(result: StagedScene, role: str) -> list[Pose | None]:
    return list(next(p for p in result.puppets if p.role == role).poses)


def window(shots: ShotList, business: str) -> slice:
    time = next(t for timing in shots.timings for t in timing.business if t.business == business)
    return slice(time.start // 2, time.end // 2)


def numbers(pose: Pose) -> list[float]:
    out: list[float] = []
    for value in msgspec.structs.astuple(pose):
        out += [value] if isinstance(value, float | int) else [v for v in value if isinstance(v, float)] if isinstance(value, tuple) else []
    return out


def test_every_drawing_has_a_pose_and_every_number_is_a_number() -> None:
    result, _, _ = staged(TALK)
    for puppet in result.puppets:
        assert len(puppet.poses) == result.drawings
        assert all(math.isfinite(n) for pose in puppet.poses if pose for n in numbers(pose))
    assert all(len(prop.states) == result.drawings for prop in result.props)
    assert all(0 <= s.frame < 2 * result.drawings for s in result.sounds)


def test_the_same_scene_is_staged_the_same_twice() -> None:
    assert [encode(r) for r in staged(TALK)] == [encode(r) for r in staged(TALK)]


def test_a_planted_foot_does_not_slide() -> None:
    """A sole on the floor at two successive drawings is at the same place, but where it lands or a sitter shifts."""
    walk = scene(act("s1.a1", "ben", "enter"), act("s1.a2", "ben", "walk_to", "window"), act("s1.a3", "ben", "exit"), present=("anna",))
    result, _, _ = staged(walk)
    slips: list[float] = []
    stride = 0.0
    for one, two in zip(poses(result, "ben"), poses(result, "ben")[1:], strict=False):
        if one is None or two is None:
            continue
        for a, b in ((one.foot_left, two.foot_left), (one.foot_right, two.foot_right)):
            moved = math.dist(a[:2], b[:2])
            stride = max(stride, moved)
            if a[2] < 0.002 and b[2] < 0.002:
                slips.append(moved)
    assert stride > 0.05, "nobody walked"
    assert max(slips) < 0.02 * 0.32


def test_a_walker_moves_smoothly_and_arrives() -> None:
    result, world, shots = staged(scene(act("s1.a1", "ben", "walk_to", "window")))
    track = [p for p in poses(result, "ben") if p]
    jumps = [math.dist(a.root, b.root) for a, b in zip(track, track[1:], strict=False)]
    assert max(jumps[window(shots, "s1.a1").start + 1 :]) < 0.16
    assert math.dist(track[-1].root[:2], (0.5, 0.95)) < 0.02
    assert math.dist((world.roles["ben"].x, world.roles["ben"].y), (0.5, 0.95)) < 0.02


def test_no_wrist_is_farther_from_its_shoulder_than_the_arm_is_long() -> None:
    result, _, _ = staged(TALK)
    for puppet in result.puppets:
        body = puppet.puppet.body
        for pose in filter(None, puppet.poses):
            for hand, wrist in (("left", pose.hand_left), ("right", pose.hand_right)):
                joint = shoulder(body, hand, pose.pelvis_drop, pose.lean, pose.sway, pose.twist)
                assert math.dist(joint, wrist) <= arm_length(body) + 0.002


@pytest.mark.parametrize(("prop", "who"), [("cup", "anna"), ("lamp", "ben")])
def test_a_hand_is_at_the_thing_when_it_is_picked_up(prop: str, who: str) -> None:
    item = scene(act("s1.a1", who, "pick_up", prop, prop))
    result, _, _ = staged(item)
    states = next(p for p in result.props if p.id == prop).states
    first = next(i for i, s in enumerate(states) if s.held_by == who)
    pose = poses(result, who)[first]
    puppet = next(p for p in result.puppets if p.role == who).puppet
    assert pose is not None
    grip = setting_of(item, film(item)).grip(prop, states[first - 1])
    assert math.dist(palm_in(puppet.body, pose, states[first].hand), grip) < 0.05


def test_a_thing_that_is_given_passes_between_two_hands_that_meet() -> None:
    result, world, shots = staged(TALK)
    states = next(p for p in result.props if p.id == "letter").states
    first = next(i for i, s in enumerate(states) if s.held_by == "anna")
    assert states[first - 1].held_by == "ben"
    assert window(shots, "s1.a2").start < first < window(shots, "s1.a2").stop
    at: list[tuple[float, float, float]] = []
    heads = []
    for role, state in (("ben", states[first - 1]), ("anna", states[first])):
        puppet = next(p for p in result.puppets if p.role == role).puppet
        pose = poses(result, role)[first]
        assert pose is not None
        at.append(palm_in(puppet.body, pose, state.hand))
        heads.append(head_in(puppet.body, pose))
    assert math.dist(*at) < 0.08
    assert math.dist(*heads) > 0.47, "two heads are in one place"
    assert world.props["letter"].state.held_by == "", "it was put down"
    assert abs(world.props["letter"].state.place[2] - 0.48) < 0.01, "on the table"


def test_the_world_goes_on_where_it_was_left() -> None:
    _, world, _ = staged(msgspec.structs.replace(TALK, business=TALK.business[:-1]))
    after = scene(line("s2.l1", "anna", "It is late.", "ben"), act("s2.a1", "ben", "pick_up", "letter", "letter"), id="s2")
    result, _, _ = staged(after, entry=world)
    states = next(p for p in result.props if p.id == "letter").states
    assert states[0].place == world.props["letter"].state.place
    first = poses(result, "anna")[0]
    assert first is not None
    assert math.dist(first.root[:2], (world.roles["anna"].x, world.roles["anna"].y)) < 0.001


def test_an_edited_line_changes_only_its_own_drawings() -> None:
    """Longer words in one line: every other business, seen from its own start, is the same to the last digit."""
    edited = with_line(TALK, "s1.l2", "I went all the way to the harbour and back again. I found something there, under the nets.")
    before, _, one = staged(TALK)
    after, _, two = staged(edited)
    assert before.drawings != after.drawings
    for item in TALK.business:
        a, b = window(one, item.id), window(two, item.id)
        same = item.id != "s1.l2"
        for role in ("anna", "ben"):
            assert (poses(before, role)[a] == poses(after, role)[b]) == same, f"{item.id} {role}"
        for prop in ("letter", "lamp", "cup"):
            first = next(p for p in before.props if p.id == prop).states[a]
            second = next(p for p in after.props if p.id == prop).states[b]
            assert first == second or not same


def test_business_joins_business_without_a_jump() -> None:
    """Between the last drawing of one business and the first of the next nothing leaps: hands, heads, roots."""
    result, _, _ = staged(TALK)
    for puppet in result.puppets:
        for one, two in zip(puppet.poses, puppet.poses[1:], strict=False):
            if one is None or two is None:
                continue
            assert math.dist(one.root, two.root) < 0.2
            assert abs(one.head_yaw - two.head_yaw) < 40
            for a, b in ((one.hand_left, two.hand_left), (one.hand_right, two.hand_right)):
                assert math.dist(a, b) < 0.3


def test_talkers_face_each_other_opened_to_the_front_at_a_distance_for_talk() -> None:
    result, _, _ = staged(scene(line("s1.l1", "anna", "Well.", "ben"), line("s1.l2", "ben", "Well.", "anna")))
    a, b = poses(result, "anna")[8], poses(result, "ben")[8]
    assert a and b
    assert 0.9 <= math.dist(a.root, b.root) <= 1.35
    assert facing(a.heading)[0] * facing(b.heading)[0] < 0, "they face opposite ways"
    assert all(35 <= abs(p.heading) <= 65 for p in (a, b))


def test_eyes_go_before_the_head() -> None:
    item = scene(line("s1.l1", "anna", "Listen to me now.", "ben"), act("s1.a1", "anna", "look_at", "window"))
    result, _, shots = staged(item)
    track = [p for p in poses(result, "anna")[window(shots, "s1.a1")] if p]
    rest = track[0]
    eyes = next(i for i, p in enumerate(track) if abs(p.gaze_yaw - rest.gaze_yaw) > 6 or abs(p.gaze_pitch - rest.gaze_pitch) > 6)
    head = next(i for i, p in enumerate(track) if abs(p.head_yaw - rest.head_yaw) > 6)
    assert eyes < head


def test_the_mouth_is_the_sound_within_one_drawing() -> None:
    item = scene(line("s1.l1", "anna", "Mama bobo mama bobo.", "ben"))
    result, _, shots = staged(item)
    spoken = recorded([item]).lines[0]
    time = shots.timings[0].business[0]
    for i, pose in enumerate(poses(result, "anna")[time.speech_start // 2 : time.end // 2 - 4]):
        near = {c.shape for c in spoken.mouth if c.start < (i + 2) * 4000 and c.end > (i - 1) * 4000}
        assert pose is not None and pose.mouth in near | {"rest"}


def test_an_acted_laugh_opens_the_mouth_with_its_sound_and_not_otherwise() -> None:
    item = scene(act("s1.a1", "anna", "laugh", "ben"))
    breakdown = film(item)
    shots = plan_shots(breakdown, recorded([item]))
    ha = tuple(MouthCue(start=i * 16000, end=i * 16000 + 8000, shape="A") for i in range(3))
    laugh = SpokenLine(line="s1.a1", role="anna", media="", samples=48000, words=(), mouth=ha)
    result, _ = stage_scene(item, breakdown, Dialogue(voices={}, lines=(), noises=(laugh,)), shots)
    time = shots.timings[0].business[0]
    first = noise_start(time.start, time.end) // 2
    mouths = [pose.mouth for pose in poses(result, "anna") if pose]
    assert mouths[first : first + 12] == ["A", "A", "rest", "rest"] * 3
    assert set(mouths[:first] + mouths[first + 12 :]) == {"rest"}


def test_idle_life_holds_its_drawings() -> None:
    """A listener is still at most drawings: what does not move costs nothing."""
    item = scene(line("s1.l1", "anna", "I have a long story to tell you about the sea and everybody who went out on it.", "ben"))
    result, _, shots = staged(item)
    track = [p for p in poses(result, "ben")[window(shots, "s1.l1")] if p]
    held = sum(a == b for a, b in zip(track, track[1:], strict=False))
    assert held >= 0.3 * len(track)


_ACTS = msgspec.inspect.type_info(Action).fields  # type: ignore[attr-defined]
_WORDS: tuple[str, ...] = next(f.type.values for f in _ACTS if f.name == "act")


@pytest.mark.parametrize("word", _WORDS)
@pytest.mark.parametrize("target", ["", "anna", "lamp", "window", "table", "nowhere"])
def test_every_act_can_be_staged_at_every_target(word: str, target: str) -> None:
    item = scene(act("s1.a1", "ben", word, target, "cup" if target != "lamp" else ""), line("s1.l1", "anna", "I see.", "ben"))
    result, _, _ = staged(item)
    for puppet in result.puppets:
        assert all(math.isfinite(n) for pose in puppet.poses if pose for n in numbers(pose))


def test_each_gesture_begins_and_ends_at_rest() -> None:
    for name, gesture in gestures().items():
        for hand in (gesture.one, gesture.left, gesture.right, gesture.aim):
            assert not hand or (hand[0][1] == "rest" and hand[-1][1] == "rest"), name
        for channel in ("lean", "sway", "twist", "drop", "head_yaw", "head_roll", "tilt", "smile", "squash"):
            keys = getattr(gesture, channel)
            assert not keys or keys[-1][1] == 0, (name, channel)


def test_a_scene_without_a_clock_or_a_kit_is_refused_in_one_sentence() -> None:
    breakdown = film(TALK)
    with pytest.raises(StageError, match="no clock for scene s1"):
        stage_scene(TALK, breakdown, recorded([TALK]), ShotList(timings=(), shots=()))
    place = msgspec.structs.replace(breakdown.sets[0], kit="moon")
    with pytest.raises(StageError, match="'moon'"):
        stage_scene(TALK, msgspec.structs.replace(breakdown, sets=(place,)), recorded([TALK]), plan_shots(breakdown, recorded([TALK])))


def test_a_puppets_own_space_and_the_stage_are_inverse() -> None:
    point = (0.3, -0.2, 0.7)
    assert to_puppet(to_stage(point, (1.0, 2.0, 0.1), 37.0), (1.0, 2.0, 0.1), 37.0) == pytest.approx(point)
    assert MODELS and isinstance(TALK.business[2], LineOfDialogue)


def test_who_touches_a_thing_that_another_holds_does_not_stand_where_they_stand() -> None:
    item = scene(act("s1.a1", "ben", "pick_up", "letter", "letter"), act("s1.a2", "anna", "pull", "letter", "letter"))
    _, world, _ = staged(item)
    anna, ben = world.roles["anna"], world.roles["ben"]
    assert math.dist((anna.x, anna.y), (ben.x, ben.y)) > before_each_other(volumes(ANNA.puppet), volumes(BEN.puppet))
