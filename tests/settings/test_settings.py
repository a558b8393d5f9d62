"""Settings: what a filmwright.toml may say, and what is said when it may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright import settings
from filmwright.errors import SettingsError


def test_an_empty_file_means_the_defaults() -> None:
    assert settings.parse("") == settings.Settings()


def test_the_template_says_the_defaults() -> None:
    assert settings.parse(settings.template(settings.Settings())) == settings.Settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[film]\nminute = 2", "Did you mean 'minutes in [film]'?"),
        ("[flim]\nminutes = 2", "Did you mean '[film]'?"),
        ("[film]\nquality = 'draft'", "Did you mean 'quality in [picture]'?"),
        ("[voice]\nbakend = 'kokoro'", "Did you mean 'backend'?"),
        ("[film]\nminutes = 'two'", "expected a number, found text in quotes (at film.minutes)"),
        ("[picture]\nwidth = 1.5", "expected a whole number, found a number (at picture.width)"),
        ("[film]\ntone = 3", "expected text in quotes, found a whole number (at film.tone)"),
        ("[writer]\noptions = 3", "expected a table, found a whole number (at writer.options)"),
        ("[writer.options]\nseconds = 3", 'seconds in [writer.options] must be in quotes, as seconds = "3"'),
        ("[film]\nminutes = nan", "must be from 0.1 to 10"),
        ("[film]\nminutes = 0", "must be from 0.1 to 10"),
        ("[picture]\nquality = 'fein'", "expected one of draft, standard, fine"),
        ("[picture]\nwidth = 961", "must be even"),
        ("film = 3", "write [film]"),
        ("[film", "this is not TOML"),
    ],
)
def test_a_wrong_setting_is_refused_with_one_sentence_that_helps(text: str, said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        settings.parse(text, where="film/filmwright.toml")
    assert said in str(refused.value)
    assert str(refused.value).startswith("film/filmwright.toml: ")


def test_a_production_overrides_parts_of_its_preset() -> None:
    spec = settings.parse("[picture]\nquality = 'draft'\nsamples = 3").picture_spec()
    assert (spec.width, spec.height, spec.samples, spec.frames_per_drawing, spec.relief) == (480, 240, 3, 4, False)
    assert settings.parse("[picture]\nquality = 'draft'\nrelief = true").picture_spec().relief


def test_options_alone_keep_the_default_backend() -> None:
    found = settings.parse("[voice.options]\nmodel = '~/kokoro.onnx'")
    assert found.voice == settings.BackendSettings(backend="kokoro", options={"model": "~/kokoro.onnx"})


@given(
    minutes=st.floats(0.1, 10).map(lambda value: round(value, 3)),
    seed=st.integers(0, 2**31 - 1),
    quality=st.sampled_from(["draft", "standard", "fine"]),
)
def test_a_value_that_is_set_is_read_back_and_comments_stay(minutes: float, seed: int, quality: str) -> None:
    text = settings.template(settings.Settings())
    for table, key, value in (("film", "minutes", minutes), ("film", "seed", seed), ("picture", "quality", quality)):
        text = settings.with_value(text, table, key, value)
    found = settings.parse(text)
    assert (found.film.minutes, found.film.seed, found.picture.quality) == (minutes, seed, quality)
    assert text.count("#") == settings.template(settings.Settings()).count("#")


def test_a_value_is_set_where_there_was_no_table() -> None:
    assert settings.parse(settings.with_value("", "picture", "quality", "fine")).picture.quality == "fine"
    assert settings.parse(settings.with_value("[film]\nseed = 3", "picture", "quality", "fine")).film.seed == 3
