"""The audition lets good backends pass and says what is wrong with others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from filmwright_sketch import Hum, Sketch

from filmwright.backends import audition
from filmwright.backends.camera import ShotJob
from filmwright.errors import BackendError
from filmwright.production.house import Storyteller
from filmwright.records.breakdown import Breakdown, LineOfDialogue, Role, Scene, SetRecord, VoiceRecord
from filmwright.records.puppet import Body, Puppet
from filmwright.records.speech import MouthCue, SpokenLine
from filmwright.records.takes import PictureSpec, Take
from filmwright.store import Store

BODY = Body(
    height=1.15, head_radius=0.19, neck_height=0.77, shoulder_height=0.7, shoulder_width=0.34, hip_height=0.36, hip_width=0.16,
    upper_arm=0.2, forearm=0.19, hand=0.07, upper_leg=0.17, lower_leg=0.16, foot=0.17, girth=0.2,
)  # fmt: skip
BREAKDOWN = Breakdown(
    title="Two words",
    cast=(Role(id="mara", name="MARA", description="a sailor", puppet=Puppet(name="MARA", body=BODY)),),
    sets=(SetRecord(id="pier", name="PIER", kit="harbour", interior=False),),
    props=(),
    scenes=(
        Scene(
            id="s1", number="1", heading="EXT. PIER - DAY", set="pier", time_of_day="day", present=("mara",),
            business=tuple(LineOfDialogue(id=f"s1.l{n}", role="mara", text=text) for n, text in enumerate(("Cast off.", "Now, please."))),
        ),
    ),
)  # fmt: skip


def shoot_badly(spoil: Callable[[Take, Store], Take]) -> Sketch:
    class Spoilt(Sketch):
        def shoot(self, job: ShotJob, picture: PictureSpec, *, store: Store, on_drawing: Any) -> Take:
            return spoil(super().shoot(job, picture, store=store, on_drawing=on_drawing), store)

    return Spoilt()


def test_a_good_camera_passes(tmp_path: Path) -> None:
    audition.camera(Sketch(), options={"ink": "#ffff00"}, job=audition.small_job(), scratch=tmp_path)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda take, store: msgspec.structs.replace(take, drawings=take.drawings[:-1]), "gave 2 drawings of a job of 3"),
        (lambda take, store: msgspec.structs.replace(take, drawings=take.drawings[:1] * 3), "the same picture for all drawings"),
        (lambda take, store: msgspec.structs.replace(take, drawings=(store.put(b"no picture"),) * 3), "gave a drawing 0 of None"),
    ],
)
def test_a_bad_camera_is_told_what_is_wrong(spoil: Callable[[Take, Store], Take], said: str, tmp_path: Path) -> None:
    with pytest.raises(BackendError, match=said):
        audition.camera(shoot_badly(spoil), options={}, job=audition.small_job(), scratch=tmp_path)


def test_a_camera_that_remembers_its_last_shot_is_found_out(tmp_path: Path) -> None:
    class Forgetful(Sketch):
        shots = 0

        def shoot(self, job: ShotJob, picture: PictureSpec, *, store: Store, on_drawing: Any) -> Take:
            self.shots += 1
            self._ink = f"#{self.shots:02x}ffff"
            return super().shoot(job, picture, store=store, on_drawing=on_drawing)

    with pytest.raises(BackendError, match="gave other pictures when asked for the same job again"):
        audition.camera(Forgetful(), options={}, job=audition.small_job(), scratch=tmp_path)


def test_a_good_voice_passes(tmp_path: Path) -> None:
    audition.voice(Hum(), options={}, breakdown=BREAKDOWN, scratch=tmp_path)


def test_a_voice_whose_mouth_moves_after_its_sound_is_found_out(tmp_path: Path) -> None:
    class Late(Hum):
        def record(self, line: LineOfDialogue, voice: VoiceRecord, *, store: Store, options: Any) -> SpokenLine:
            spoken = super().record(line, voice, store=store, options=options)
            return msgspec.structs.replace(spoken, mouth=(MouthCue(start=0, end=spoken.samples + 1, shape="A"),))

    with pytest.raises(BackendError, match="mouth shapes of 'Cast off.' lie outside its sound"):
        audition.voice(Late(), options={}, breakdown=BREAKDOWN, scratch=tmp_path)


def test_the_built_in_writer_passes() -> None:
    audition.writer(Storyteller(), options={}, premise="A lighthouse keeper finds a violin that plays by itself.")
