"""What a story does to looks holds from where it says so, and no longer than it says."""

from __future__ import annotations

import msgspec

from filmwright.stage.world import World
from tests.stage import small_film
from tests.stage.test_staging import staged, window


def test_who_is_soaked_in_a_deed_is_wet_from_then_on_and_dries_by_another_hour() -> None:
    deed = small_film.act("s1.a1", "anna", "pour", becomes="wet", whom="ben")
    scene, world, shots = staged(small_film.scene(small_film.act("s1.a0", "ben", "nod"), deed))
    ben = next(puppet for puppet in scene.puppets if puppet.role == "ben")
    done = window(shots, "s1.a1")
    assert ben.look(done.start).marks == ()
    assert ben.look(done.stop - 1).marks == ("wet",)
    assert world.marks == {"ben": ("wet",)}
    same_night, _, _ = staged(small_film.scene(small_film.act("s2.a1", "ben", "nod"), id="s2"), world)
    assert next(p for p in same_night.puppets if p.role == "ben").puppet.marks == ("wet",)
    morning, left, _ = staged(small_film.scene(small_film.act("s3.a1", "ben", "nod"), id="s3", time_of_day="day"), world)
    assert next(p for p in morning.puppets if p.role == "ben").puppet.marks == ()
    assert left.marks == {}


def test_a_torn_coat_is_torn_until_it_is_mended() -> None:
    torn = World(marks={"anna": ("torn",)}, hour="night")
    mends = msgspec.structs.replace(small_film.act("s1.a1", "anna", "repair"), becomes="not torn", whom="anna")
    scene, world, _ = staged(small_film.scene(mends, time_of_day="day"), torn)
    anna = next(puppet for puppet in scene.puppets if puppet.role == "anna")
    assert anna.puppet.marks == ("torn",)
    assert anna.look(scene.drawings - 1).marks == ()
    assert world.marks == {}
