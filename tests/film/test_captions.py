"""Captions say what is heard, when it is heard, and can be read."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from filmwright.film.captions import WIDEST, Caption, make_captions, to_srt, to_vtt, wrap
from filmwright.records.breakdown import Breakdown, Delivery, LineOfDialogue, Role, Scene
from filmwright.records.cut import Cut, CutLine
from filmwright.records.puppet import Body, Puppet
from filmwright.records.speech import Dialogue, SpokenLine, SpokenWord

BODY = Body(
    height=1, head_radius=0.2, neck_height=0.7, shoulder_height=0.7, shoulder_width=0.3, hip_height=0.4, hip_width=0.2, upper_arm=0.2,
    forearm=0.2, hand=0.1, upper_leg=0.2, lower_leg=0.2, foot=0.1, girth=0.2,
)  # fmt: skip


def _film(*lines: tuple[str, str, float, float, Delivery]) -> tuple[Cut, Breakdown, Dialogue]:
    """Lines as (role, text, start s, length s, delivery)."""
    roles = sorted({role for role, *_ in lines})
    cast = tuple(Role(id=r, name=r.upper(), description="", puppet=Puppet(name=r.upper(), body=BODY)) for r in roles)
    business = tuple(LineOfDialogue(id=f"s1.l{n}", role=r, text=t, delivery=d) for n, (r, t, _, _, d) in enumerate(lines))
    scene = Scene(id="s1", number="1", heading="INT. A", set="a", time_of_day="day", present=(), business=business)
    spoken, placed = [], []
    for n, (role, text, start, length, _) in enumerate(lines):
        samples = int(length * 48_000)
        words = text.split()
        each = samples // max(1, len(words))
        spoken.append(
            SpokenLine(
                line=f"s1.l{n}", role=role, media="m", samples=samples,
                words=tuple(SpokenWord(text=w, start=i * each, end=i * each + each) for i, w in enumerate(words)),
            )
        )  # fmt: skip
        placed.append(CutLine(line=f"s1.l{n}", role=role, film_start_sample=int(start * 48_000), samples=samples, media="m"))
    cut = Cut(title="T", frames=24 * 60, shots=(), lines=tuple(placed), titles=(), chapters=())
    return cut, Breakdown(title="T", cast=cast, sets=(), props=(), scenes=(scene,)), Dialogue(voices={}, lines=tuple(spoken))


LONG = "I have kept this light for forty years, and in all of them I never heard a violin; not once, not even in the great storm."


def test_a_long_line_is_parted_where_its_words_are_heard() -> None:
    captions = make_captions(*_film(("tobias", LONG, 2.0, 10.0, "plain")))
    assert len(captions) >= 2
    assert " ".join(" ".join(c.rows()) for c in captions) == LONG
    assert captions[0].start_ms == 2000
    assert 4000 < captions[1].start_ms < 11000
    assert captions[0].rows()[-1][-1] in ",;."


@given(st.lists(st.text(alphabet="abc,.", min_size=1, max_size=60), min_size=1, max_size=40).map(" ".join))
def test_every_caption_has_at_most_two_rows_of_38(text: str) -> None:
    captions = make_captions(*_film(("m", text, 1.0, 8.0, "plain"), ("t", text, 12.0, 8.0, "off_screen")))
    for caption in captions:
        assert 1 <= len(caption.rows()) <= 2
        assert all(len(row) <= WIDEST for row in caption.rows())
    said = "".join("".join(c.rows()) for c in captions if not c.unseen)
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", text)


def test_captions_never_overlap_and_short_ones_stay_a_second() -> None:
    captions = make_captions(*_film(("a", "No.", 1.0, 0.3, "plain"), ("b", "Yes.", 3.0, 0.3, "plain"), ("a", "No!", 3.4, 0.3, "plain")))
    assert captions[0].end_ms - captions[0].start_ms >= 1000
    for first, second in pairwise(captions):
        assert first.end_ms < second.start_ms


def test_two_voices_at_once_share_a_caption() -> None:
    captions = make_captions(*_film(("a", "Wait for me!", 1.0, 2.0, "plain"), ("b", "Run now!", 1.2, 2.0, "plain")))
    assert [c.rows() for c in captions] == [("– Wait for me!", "– Run now!")]
    assert "<v A>– Wait for me!</v>\n<v B>– Run now!</v>" in to_vtt(captions)


def test_who_is_not_seen_is_named() -> None:
    captions = make_captions(*_film(("mara", "Open the door!", 1.0, 1.0, "off_screen")))
    assert captions[0].rows() == ("MARA: Open the door!",)
    assert "<v MARA>Open the door!</v>" in to_vtt(captions)


def test_the_files_are_well_formed() -> None:
    captions = make_captions(*_film(("a", "One *two* & <three> --> four", 1.0, 2.0, "plain"), ("b", "Five.", 5.0, 1.0, "plain")))
    srt = to_srt(captions)
    assert re.fullmatch(r"(\d+\n\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}\n(?:[^\n]+\n){1,2}\n)+", srt)
    assert srt.count("-->") == 2 and "One two & <three>" in srt
    vtt = to_vtt(captions)
    assert vtt.startswith("WEBVTT\n\n") and "&amp; &lt;three&gt;" in vtt and vtt.count("-->") == 2


def test_a_trimmed_line_is_captioned_only_where_it_is_heard() -> None:
    cut, breakdown, dialogue = _film(("a", "one two three four", 1.0, 4.0, "plain"))
    line = CutLine(line="s1.l0", role="a", film_start_sample=0, samples=96_000, media="m", source_start_sample=96_000)
    captions = make_captions(Cut(title="T", frames=240, shots=(), lines=(line,), titles=(), chapters=()), breakdown, dialogue)
    assert captions[0].rows() == ("three four",) and captions[0].start_ms == 0


def test_two_rows_are_balanced() -> None:
    assert wrap("Who is playing out there, at this hour of the night?") == ("Who is playing out there,", "at this hour of the night?")
    assert Caption(0, 1, (("A", ("x",)),)).rows() == ("x",)
