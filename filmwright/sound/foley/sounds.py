"""The sound of what is done: steps by floor, things by material, doors, paper, cloth, water, bells."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import numpy as np

from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.sound.ambience.beds import bed, known_words, wind
from filmwright.sound.noise import Mono, blow, filtered, put, stick_slip, struck, wander
from filmwright.sound.sampled import Sound

Random = np.random.Generator
# Beds of calls and blows with silence between them.
_CALLS = frozenset(("gulls", "birds", "garden", "meadow", "clock", "clockwork", "creaks", "clatter", "far_steps"))
_LONGEST_WAIT_S = 5.0  # for the first call of such a bed
# Modes of a struck body: Hz, decay 1/s, weight; how long and dark the blow is (ms, Hz).
_BODIES: dict[str, tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...], float, float]] = {
    "wood": ((92, 178, 305, 520, 870), (38, 45, 60, 85, 120), (1, 0.7, 0.5, 0.25, 0.12), 4.0, 1800),
    "panel": ((138, 262, 421, 690, 1150, 1870), (42, 48, 60, 85, 120, 170), (0.6, 0.9, 0.85, 0.55, 0.35, 0.15), 2.5, 3200),
    "stone": ((160, 620, 1500, 2900), (90, 140, 220, 320), (0.6, 0.4, 0.35, 0.2), 2.5, 4500),
    "metal": ((410, 1130, 1820, 2740, 4120), (9, 12, 16, 24, 34), (0.8, 0.6, 0.5, 0.35, 0.25), 1.5, 8000),
    "glass": ((1650, 2980, 4350, 6100), (26, 34, 45, 60), (0.8, 0.6, 0.4, 0.3), 1.0, 11000),
    "china": ((1180, 2250, 3600, 5200), (38, 48, 62, 80), (0.8, 0.6, 0.4, 0.25), 1.2, 9000),
    "cloth": ((80, 140), (70, 90), (0.6, 0.3), 14.0, 500),
    "paper": ((240, 480), (160, 200), (0.3, 0.2), 6.0, 3000),
    "leather": ((110, 210, 380), (60, 75, 95), (0.8, 0.5, 0.3), 7.0, 1200),
    "earth": ((75, 130), (60, 80), (0.9, 0.4), 9.0, 700),
    "plastic": ((420, 910, 1600), (90, 120, 170), (0.6, 0.4, 0.2), 2.0, 4000),
}  # fmt: skip
_ALIASES = {
    "tin": "metal", "iron": "metal", "brass": "metal", "steel": "metal", "silver": "metal", "gold": "metal", "ceramic": "china",
    "porcelain": "china",
    "clay": "china", "felt": "cloth", "wool": "cloth", "knit": "cloth", "fabric": "cloth", "carpet": "cloth", "rug": "cloth",
    "card": "paper", "book": "paper",
    "brick": "stone", "tile": "stone", "rock": "stone", "concrete": "stone", "cobble": "stone", "dirt": "earth", "soil": "earth",
    "mud": "earth",
    "board": "wood", "plank": "wood", "straw": "grass", "leaf": "grass", "leaves": "grass", "rubber": "leather", "food": "leather",
    "bread": "leather",
}  # fmt: skip

MATERIALS = frozenset(_BODIES) | frozenset(_ALIASES) | {"snow", "gravel", "sand", "grass", "water"}


def _topped(sound: Mono) -> Mono:
    """The sound with its peak at 1."""
    out: Mono = sound / (np.abs(sound).max() + 1e-9)
    return out


def _material(word: str) -> str:
    return _ALIASES.get(word, word)


def _hit(material: str, generator: Random, *, force: float = 1.0, seconds: float = 0.5, small: float = 1.0) -> Mono:
    hertz, decays, weights, length, top = _BODIES.get(_material(material), _BODIES["wood"])
    bend = small * generator.uniform(0.95, 1.06)
    spread = tuple(f * bend * generator.uniform(0.985, 1.015) for f in hertz)
    sound = struck(spread, decays, weights, seconds, blow(generator, length, top * (0.6 + 0.6 * force)))
    return _topped(sound) * force


def _grains(generator: Random, seconds: float, count: int, *, low: float, high: float, middle: float = 0.35, size_ms: float = 5.0) -> Mono:
    """A crunch: many small grains about one moment."""
    out = np.zeros(int(seconds * SAMPLE_RATE_HZ))
    for _ in range(count):
        length = int(size_ms / 1000 * SAMPLE_RATE_HZ * generator.uniform(0.5, 1.6))
        time = np.arange(length) / SAMPLE_RATE_HZ
        grain = generator.standard_normal(length) * np.exp(-time * 1000 / size_ms * 3) * min(generator.pareto(2.2) * 0.25, 1.0)
        put(out, grain, int(np.clip(generator.normal(middle, 0.16), 0, 0.95) * seconds * SAMPLE_RATE_HZ))
    out = filtered(out, low, high)
    return _topped(out)


def _rustle(generator: Random, seconds: float, *, low: float, high: float, rate: float = 16.0) -> Mono:
    count = int(seconds * SAMPLE_RATE_HZ)
    sound = filtered(generator.standard_normal(count), low, high) * wander(count, rate, 0.0, 1.0, generator, power=2.0)
    sound *= np.sin(np.pi * np.linspace(0, 1, count)) ** 0.7
    return _topped(sound)


def _step(material: str, generator: Random, force: float) -> Mono:
    out = np.zeros(int(0.42 * SAMPLE_RATE_HZ))
    floor = _material(material)
    small = 2.0 ** (0.9 - 1.8 * force)  # a light foot makes the floor answer higher, a heavy one lower
    if floor in ("snow", "gravel", "sand", "grass", "water"):
        low, high, count, size, body = {
            "snow": (500.0, 5200.0, 150, 4.0, 0.25), "gravel": (900.0, 9000.0, 70, 4.5, 0.4), "sand": (700.0, 4200.0, 220, 3.0, 0.3),
            "grass": (1200.0, 6500.0, 110, 5.0, 0.3), "water": (350.0, 3500.0, 60, 9.0, 0.3),
        }[floor]  # fmt: skip
        put(out, _grains(generator, 0.32, count, low=low, high=high, size_ms=size) * 0.55, 0)
        put(out, _hit("earth", generator, force=body * (0.4 + force), seconds=0.2, small=small), int(0.03 * SAMPLE_RATE_HZ))
    else:
        put(out, _hit(floor, generator, force=1.0, seconds=0.25, small=small) * (0.6 if floor == "metal" else 1.0), 0)
        put(
            out,
            _hit(floor, generator, force=0.4, seconds=0.2, small=small) * (0.6 if floor == "metal" else 1.0),
            int(generator.uniform(0.06, 0.09) * SAMPLE_RATE_HZ),
        )
        put(out, _rustle(generator, 0.16, low=900, high=6000, rate=40) * (0.07 if floor != "cloth" else 0.14), int(0.02 * SAMPLE_RATE_HZ))
        if floor == "wood" and generator.random() < 0.16:
            put(out, _creak(generator, 0.3) * 0.12, int(0.05 * SAMPLE_RATE_HZ))
    return out * (0.5 + 0.5 * force)


def _creak(generator: Random, seconds: float) -> Mono:
    """Wood or a hinge that sticks and slips."""
    size = generator.uniform(0.85, 1.2)
    return _topped(stick_slip(generator, seconds, (410 * size, 790 * size, 1330 * size, 2240 * size), (22, generator.uniform(70, 150))))


def _click(generator: Random, pitch: float) -> Mono:
    sound = struck((pitch, pitch * 1.7, pitch * 2.9), (140, 190, 260), (1, 0.6, 0.4), 0.12, blow(generator, 1.2, 9000))
    return _topped(sound)


def _door(generator: Random, *, opens: bool) -> Mono:
    out = np.zeros(int((1.6 if opens else 1.1) * SAMPLE_RATE_HZ))
    if opens:
        put(out, _click(generator, 1900) * 0.25, 0)
        put(out, _click(generator, 1300) * 0.35, int(0.12 * SAMPLE_RATE_HZ))
        put(out, _creak(generator, 0.95) * 0.32, int(0.22 * SAMPLE_RATE_HZ))
        return out
    put(out, _creak(generator, 0.35) * 0.14, 0)
    thud = struck((58, 96, 141, 233, 402), (14, 18, 24, 40, 70), (1, 0.8, 0.6, 0.35, 0.2), 0.6, blow(generator, 8, 900))
    put(out, thud / np.abs(thud).max() * 0.9, int(0.3 * SAMPLE_RATE_HZ))
    put(out, _click(generator, 1500) * 0.35, int(0.33 * SAMPLE_RATE_HZ))
    return out


def _knocks(generator: Random, count: int = 3) -> Mono:
    out = np.zeros(int((0.3 + 0.24 * count) * SAMPLE_RATE_HZ))
    for k in range(count):
        put(
            out,
            _hit("panel", generator, force=0.9 + 0.1 * (k == 0), seconds=0.25),
            int((0.22 * k + generator.uniform(0, 0.015)) * SAMPLE_RATE_HZ),
        )
    return out


def _page(generator: Random) -> Mono:
    out = np.zeros(int(0.6 * SAMPLE_RATE_HZ))
    put(out, _rustle(generator, 0.42, low=1500, high=9500, rate=26) * 0.8, 0)
    put(out, _grains(generator, 0.3, 26, low=2000, high=10_000, size_ms=2.5) * 0.5, int(0.12 * SAMPLE_RATE_HZ))
    return out


def _writing(generator: Random) -> Mono:
    out = np.zeros(int(1.2 * SAMPLE_RATE_HZ))
    now = 0.0
    while now < 1.05:
        length = generator.uniform(0.06, 0.16)
        put(out, _rustle(generator, length, low=2200, high=8000, rate=50) * generator.uniform(0.3, 0.7), int(now * SAMPLE_RATE_HZ))
        now += length + generator.uniform(0.01, 0.07)
    return out


def _pour(generator: Random, seconds: float = 1.2) -> Mono:
    count = int(seconds * SAMPLE_RATE_HZ)
    out = filtered(generator.standard_normal(count), 500, 4000) * 0.18 * np.sin(np.pi * np.linspace(0, 1, count)) ** 0.5
    for _ in range(int(60 * seconds)):
        time = np.arange(int(generator.uniform(0.015, 0.05) * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        bubble = np.sin(2 * np.pi * generator.uniform(450, 1700) * (1 + time * 6) * time) * np.exp(-time * 70) * generator.uniform(0.1, 0.5)
        put(out, bubble, int(generator.uniform(0, 0.9) * count))
    return _topped(out)


def _sip(generator: Random) -> Mono:
    count = int(0.42 * SAMPLE_RATE_HZ)
    air = filtered(generator.standard_normal(count), 1800, 7000) * np.linspace(0.2, 1, count) ** 2 * np.hanning(count)
    out: Mono = air / np.abs(air).max() * 0.5
    put(out, _pour(generator, 0.15) * 0.25, int(0.25 * SAMPLE_RATE_HZ))
    return out


def _bell(generator: Random, *, pitch: float = 520.0, seconds: float = 4.0) -> Mono:
    partials = (0.5, 1.0, 1.19, 1.5, 2.0, 2.74, 3.0, 4.07)
    sound = struck(
        tuple(pitch * p for p in partials),
        (0.7, 1.1, 1.6, 2.0, 2.6, 4.0, 5.0, 8.0),
        (0.5, 0.8, 0.6, 0.35, 0.5, 0.3, 0.2, 0.15),
        seconds,
        blow(generator, 1.5, 6000),
    )
    return _topped(sound)


def _thunder(generator: Random) -> Mono:
    count = int(5.0 * SAMPLE_RATE_HZ)
    rolls = wander(count, 3.0, 0.1, 1.0, generator) * np.exp(-np.linspace(0, 3.2, count)) * np.minimum(1, np.linspace(0, 25, count))
    sound = (
        filtered(generator.standard_normal(count), 28, 190) * rolls + 0.15 * filtered(generator.standard_normal(count), 200, 900) * rolls**2
    )
    return _topped(sound)


def _shattered(generator: Random) -> Mono:
    out = np.zeros(int(0.9 * SAMPLE_RATE_HZ))
    put(out, _hit("glass", generator, force=1.0), 0)
    put(out, _grains(generator, 0.7, 60, low=1500, high=11_000) * 0.8, 0)
    return out


def _gust(generator: Random) -> Mono:
    count = int(3.2 * SAMPLE_RATE_HZ)
    sound = wind(count, generator, strength=0.9)[0] * np.sin(np.pi * np.linspace(0, 1, count)) ** 1.6
    return _topped(sound)


def _whistle(generator: Random) -> Mono:
    """A far train or ship."""
    count = int(2.6 * SAMPLE_RATE_HZ)
    time = np.arange(count) / SAMPLE_RATE_HZ
    envelope = np.clip(time / 0.2, 0, 1) * np.clip((2.6 - time) / 0.7, 0, 1)
    tone = sum(w * np.sin(2 * np.pi * f * time * (1 - 0.004 * time)) for f, w in ((311, 1.0), (370, 0.8), (466, 0.7), (622, 0.3)))
    sound = filtered(np.asarray(tone) * envelope + 0.1 * generator.standard_normal(count) * envelope, 200, 1400)
    return _topped(sound)


def _ticks(generator: Random) -> Mono:
    out = np.zeros(int(2.1 * SAMPLE_RATE_HZ))
    for k in range(4):
        put(out, _click(generator, 2300 if k % 2 else 1950) * 0.5, int(k * 0.5 * SAMPLE_RATE_HZ))
    return out


def _flap(generator: Random) -> Mono:
    out = np.zeros(int(0.8 * SAMPLE_RATE_HZ))
    for k in range(6):
        put(out, _rustle(generator, 0.08, low=250, high=2600) * (0.9 - 0.1 * k), int(k * 0.11 * SAMPLE_RATE_HZ))
    return out


def _breath(generator: Random) -> Mono:
    count = int(0.9 * SAMPLE_RATE_HZ)
    sound = filtered(generator.standard_normal(count), 500, 3500) * np.sin(np.pi * np.linspace(0, 1, count) ** 0.6) ** 2
    return np.asarray(_topped(sound) * 0.5)


def _swish(generator: Random) -> Mono:
    return _rustle(generator, 0.3, low=600, high=5000, rate=5) * 0.6


def _owl(generator: Random) -> Mono:
    out = np.zeros(int(2.2 * SAMPLE_RATE_HZ))
    for at, length in ((0.0, 0.5), (0.75, 0.16), (0.98, 0.75)):
        part = np.linspace(0, 1, int(length * SAMPLE_RATE_HZ))
        pitch = 390 * (1 + 0.05 * np.sin(np.pi * part) + 0.012 * np.sin(2 * np.pi * 7 * part))
        pitch = pitch * (1 + 0.012 * wander(len(part), 40, -1, 1, generator))
        phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE_HZ
        hoot = np.sin(phase) + 0.35 * np.sin(2 * phase) + 0.12 * np.sin(3 * phase)
        hoot = hoot * wander(len(part), 25, 0.7, 1.0, generator) + 0.9 * filtered(generator.standard_normal(len(part)), 300, 1100)
        put(out, hoot * np.sin(np.pi * part) ** 0.8, int(at * SAMPLE_RATE_HZ))
    return _topped(out)


def _throat(generator: Random, pitches: tuple[float, float], length: float, *, rough: float, formants: tuple[float, ...]) -> Mono:
    """An animal's call: a buzzing source between two pitches, through a few resonances."""
    count = int(length * SAMPLE_RATE_HZ)
    part = np.linspace(0, 1, count)
    pitch = (pitches[0] + (pitches[1] - pitches[0]) * part) * (1 + rough * wander(count, 70, -1, 1, generator))
    phase = np.cumsum(pitch) / SAMPLE_RATE_HZ
    source = 2 * (phase - np.floor(phase)) - 1 + 0.25 * generator.standard_normal(count)
    sound = sum(filtered(source, f * 0.8, f * 1.25) for f in formants)
    return _topped(np.asarray(sound) * np.sin(np.pi * part) ** 0.6)


def _repeated(one: Callable[[], Mono], times: int, every_s: float) -> Mono:
    sounds = [one() for _ in range(times)]
    out = np.zeros(int((times - 1) * every_s * SAMPLE_RATE_HZ) + max(len(sound) for sound in sounds))
    for k, sound in enumerate(sounds):
        put(out, sound, int(k * every_s * SAMPLE_RATE_HZ))
    return out


def _caw(generator: Random) -> Mono:
    return _repeated(lambda: _throat(generator, (640, 520), 0.34, rough=0.10, formants=(1150.0, 1900.0)), 2, 0.52)


def _bark(generator: Random) -> Mono:
    return _repeated(lambda: _throat(generator, (520, 300), 0.17, rough=0.06, formants=(600.0, 1250.0)), 2, 0.36)


def _snore(generator: Random) -> Mono:
    return _throat(generator, (62, 48), 1.3, rough=0.12, formants=(260.0, 700.0, 1500.0))


def _ring(generator: Random) -> Mono:
    """A telephone with two small bells."""
    out = np.zeros(int(2.0 * SAMPLE_RATE_HZ))
    for k in range(36):
        put(
            out,
            _bell(generator, pitch=1450 if k % 2 else 1730, seconds=0.3) * 0.6,
            int((k % 18 * 0.045 + (k // 18) * 1.05) * SAMPLE_RATE_HZ),
        )
    return _topped(out)


def _kettle(generator: Random) -> Mono:
    count = int(2.4 * SAMPLE_RATE_HZ)
    part = np.linspace(0, 1, count)
    steam = filtered(generator.standard_normal(count), 2000, 9000) * part**1.2 * 0.5
    song = np.sin(2 * np.pi * np.cumsum(2100 + 420 * part**0.5) / SAMPLE_RATE_HZ) * np.clip(part - 0.35, 0, 1) ** 1.5
    return _topped((steam + song) * np.minimum(1, (1 - part) / 0.08))


def _drips(generator: Random) -> Mono:
    def drip() -> Mono:
        time = np.arange(int(0.12 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        made: Mono = np.sin(2 * np.pi * generator.uniform(900, 1500) * (1 + time * 7) * time) * np.exp(-time * 45)
        return made

    return _topped(_repeated(drip, 3, 0.7))


def _heart(generator: Random) -> Mono:
    def beat() -> Mono:
        out = np.zeros(int(0.6 * SAMPLE_RATE_HZ))
        for at, force in ((0.0, 1.0), (0.24, 0.65)):
            put(out, struck((48, 72), (22, 30), (1, 0.5), 0.25, blow(generator, 12, 160)) * force, int(at * SAMPLE_RATE_HZ))
        return out

    return _topped(_repeated(beat, 3, 0.86))


def _clatter(generator: Random, material: str = "china") -> Mono:
    out = np.zeros(int(0.9 * SAMPLE_RATE_HZ))
    for _ in range(9):
        at = min(generator.exponential(0.18), 0.6)
        put(out, _hit(material, generator, force=generator.uniform(0.3, 1.0), seconds=0.25), int(at * SAMPLE_RATE_HZ))
    return _topped(out)


def _typing(generator: Random) -> Mono:
    out = np.zeros(int(1.7 * SAMPLE_RATE_HZ))
    now = 0.0
    while now < 1.3:
        put(out, _click(generator, generator.uniform(1100, 1500)) * generator.uniform(0.5, 1.0), int(now * SAMPLE_RATE_HZ))
        now += generator.uniform(0.08, 0.19)
    put(out, _bell(generator, pitch=2100, seconds=0.3) * 0.3, int(1.38 * SAMPLE_RATE_HZ))
    return _topped(out)


def _drummed(generator: Random) -> Mono:
    return struck((95, 150, 210), (9, 14, 20), (1, 0.5, 0.3), 0.6, blow(generator, 6, 900))


def _clap(generator: Random) -> Mono:
    count = int(2.6 * SAMPLE_RATE_HZ)
    out = np.zeros(count)
    for _ in range(150):
        one = filtered(generator.standard_normal(900) * np.exp(-np.arange(900) / 160), 700, 4500) * generator.uniform(0.3, 1.0)
        put(out, one, int(generator.uniform(0, 0.95) * count))
    return _topped(out * np.sin(np.pi * np.linspace(0, 1, count)) ** 0.6)


def _siren(generator: Random) -> Mono:
    count = int(3.0 * SAMPLE_RATE_HZ)
    part = np.linspace(0, 1, count)
    tone = np.sin(2 * np.pi * np.cumsum(480 + 170 * np.sin(2 * np.pi * 0.7 * part * 3)) / SAMPLE_RATE_HZ) * np.sin(np.pi * part)
    return _topped(filtered(tone + 0.2 * tone**3, 250, 1600))


def _swell(word: str, generator: Random) -> Mono:
    """A few seconds of a bed that comes and goes: a wave, a gust, a rumble. One of calls (gulls, birds) begins with the first of them."""
    count, ahead = int(3.4 * SAMPLE_RATE_HZ), int(_LONGEST_WAIT_S * SAMPLE_RATE_HZ)
    made = bed((word,), count + ahead, interior=False, seed=str(generator.integers(1 << 30))).mean(axis=0).astype(np.float64)
    comes = np.sin(np.pi * np.linspace(0, 1, count)) ** 1.3
    if word not in _CALLS:
        return _topped(made[:count] * comes)
    block = SAMPLE_RATE_HZ // 50
    level = np.sqrt((made[: len(made) // block * block].reshape(-1, block) ** 2).mean(axis=1))
    begins = max(int(np.argmax(level[: ahead // block] > level.max() / 4)) - 1, 0) * block
    at_once = np.maximum(comes, np.linspace(1, 0, count) ** 0.5)
    at_once[:block] *= np.linspace(0, 1, block)
    return _topped(made[begins : begins + count] * at_once)


def _set_down(material: str, generator: Random, force: float) -> Mono:
    out = np.zeros(int(0.7 * SAMPLE_RATE_HZ))
    put(out, _hit(material, generator, force=0.8, seconds=0.5) * (0.45 if _material(material) in ("metal", "glass", "china") else 1.0), 0)
    put(out, _hit("wood", generator, force=0.5, seconds=0.25), 20)
    put(out, _hit(material, generator, force=0.25, seconds=0.4) * 0.5, int(generator.uniform(0.05, 0.08) * SAMPLE_RATE_HZ))
    return out * (0.45 + 0.55 * force)


def _lifted(material: str, generator: Random, force: float) -> Mono:
    out = np.zeros(int(0.4 * SAMPLE_RATE_HZ))
    put(out, _rustle(generator, 0.22, low=700, high=5000) * 0.25, 0)
    put(out, _hit(material, generator, force=0.3, seconds=0.3) * 0.4, int(0.05 * SAMPLE_RATE_HZ))
    return out * (0.5 + 0.5 * force)


def _cloth(generator: Random, force: float) -> Mono:
    return _rustle(generator, 0.28 + 0.2 * force, low=350, high=4200, rate=18) * (0.3 + 0.4 * force)


def _sit(generator: Random, material: str) -> Mono:
    out = np.zeros(int(0.8 * SAMPLE_RATE_HZ))
    put(out, _cloth(generator, 0.6), 0)
    put(out, _hit("cloth", generator, force=0.6, seconds=0.3), int(0.12 * SAMPLE_RATE_HZ))
    if _material(material) in ("wood", ""):
        put(out, _creak(generator, 0.4) * 0.2, int(0.16 * SAMPLE_RATE_HZ))
    return out


def _scratch(generator: Random, seconds: float, *, low: float, high: float, grain_ms: float, density: float) -> Mono:
    """A rough thing drawn over another: grains that come faster in the middle of the stroke, over a breath of noise."""
    count = int(seconds * SAMPLE_RATE_HZ)
    stroke = np.sin(np.pi * np.linspace(0, 1, count)) ** 0.8
    out = filtered(generator.standard_normal(count), low, high) * stroke * wander(count, 60, 0.3, 1.0, generator) * 0.35
    for _ in range(int(density * seconds)):
        length = int(grain_ms / 1000 * SAMPLE_RATE_HZ * generator.uniform(0.5, 1.5))
        grain = generator.standard_normal(length) * np.exp(-np.arange(length) / (0.3 * length)) * generator.uniform(0.2, 1.0)
        put(out, grain * stroke[int(generator.uniform(0, 0.9) * count)], int(generator.uniform(0, 0.95) * count))
    return _topped(filtered(out, low * 0.7, high))


def _stroke_and_back(one: Callable[[], Mono], other: Callable[[], Mono], after_s: float) -> Mono:
    """There and back."""
    first, second = one(), other()
    out = np.zeros(int(after_s * SAMPLE_RATE_HZ) + len(second) + len(first))
    put(out, first, 0)
    put(out, second * 0.75, int(after_s * SAMPLE_RATE_HZ))
    return _topped(out)


def _filled(generator: Random) -> Mono:
    """Water into a vessel: the air above it rises in pitch as it fills."""
    seconds = 1.6
    count = int(seconds * SAMPLE_RATE_HZ)
    part = np.linspace(0, 1, count)
    out = _pour(generator, seconds)[:count]
    air = generator.standard_normal(count)
    chunks = 24
    rising = np.zeros(count)
    for k in range(chunks):
        first, last = k * count // chunks, min((k + 2) * count // chunks, count)
        pitch = 380 + 900 * (k / chunks) ** 1.4
        rising[first:last] += filtered(air[first:last], pitch * 0.75, pitch * 1.35) * np.hanning(last - first)
    shape = np.minimum(1, part / 0.08) * np.minimum(1, (1 - part) / 0.12)
    return _topped((out * 0.6 + _topped(rising) * 0.3) * shape)


def _flared(generator: Random) -> Mono:
    """A match: the scrape, the flare, and the flame that settles."""
    out = np.zeros(int(1.5 * SAMPLE_RATE_HZ))
    put(out, _scratch(generator, 0.16, low=1800, high=9000, grain_ms=2.0, density=500) * 0.7, 0)
    count = int(1.2 * SAMPLE_RATE_HZ)
    time = np.arange(count) / SAMPLE_RATE_HZ
    flare = (
        filtered(generator.standard_normal(count), 700, 11_000)
        * np.minimum(1, time / 0.03)
        * (np.exp(-time * 7) + 0.10 * np.exp(-time * 1.8))
    )
    put(out, _topped(flare), int(0.13 * SAMPLE_RATE_HZ))
    put(
        out,
        filtered(generator.standard_normal(count), 80, 420) * np.exp(-time * 4) * np.minimum(1, time / 0.06) * 0.5,
        int(0.16 * SAMPLE_RATE_HZ),
    )
    return _topped(out * np.minimum(1, np.linspace(8, 0, len(out))))


def _torn(generator: Random) -> Mono:
    """Paper that gives way, in two pulls."""
    out = np.zeros(int(1.15 * SAMPLE_RATE_HZ))
    for at, seconds, force in ((0.0, 0.32, 0.7), (0.42, 0.5, 1.0)):
        count = int(seconds * SAMPLE_RATE_HZ)
        part = np.linspace(0, 1, count)
        fibres = np.zeros(count)
        now = 0.0
        while now < seconds * 0.95:
            length = int(generator.uniform(0.0008, 0.003) * SAMPLE_RATE_HZ)
            put(fibres, generator.standard_normal(length) * np.hanning(length) * generator.uniform(0.3, 1.0), int(now * SAMPLE_RATE_HZ))
            now += generator.exponential(0.0045 - 0.0028 * now / seconds)
        torn = filtered(fibres, 900, 9500) + 0.12 * filtered(generator.standard_normal(count), 1500, 8000)
        put(out, _topped(torn * np.minimum(1, part / 0.1) * np.minimum(1, (1 - part) / 0.08)) * force, int(at * SAMPLE_RATE_HZ))
    return _topped(out)


def _swept(generator: Random) -> Mono:
    return _scratch(generator, 0.62, low=1100, high=7500, grain_ms=3.0, density=260)


def _scrubbed(generator: Random) -> Mono:
    def stroke() -> Mono:
        return _scratch(generator, generator.uniform(0.2, 0.28), low=700, high=4200, grain_ms=4.0, density=180)

    return _topped(_repeated(stroke, 4, 0.31))


def _sawed(generator: Random) -> Mono:
    def stroke(low: float) -> Mono:
        made = _scratch(generator, 0.36, low=low, high=5200, grain_ms=2.2, density=620)
        body = filtered(made, 180, 420)
        return _topped(made + 1.4 * body)

    return _topped(_repeated(lambda: _stroke_and_back(lambda: stroke(900.0), lambda: stroke(1200.0), 0.42), 2, 0.92))


def _chopped(generator: Random) -> Mono:
    """An axe: the blow, wood that cracks along its length, the halves that fall."""
    out = np.zeros(int(1.0 * SAMPLE_RATE_HZ))
    put(out, _hit("wood", generator, force=1.0, seconds=0.35), 0)
    put(out, _grains(generator, 0.16, 18, low=900, high=8000, middle=0.2, size_ms=4.0) * 0.7, int(0.004 * SAMPLE_RATE_HZ))
    for at in (0.34, 0.47):
        put(out, _hit("wood", generator, force=0.3, seconds=0.2), int((at + generator.uniform(0, 0.05)) * SAMPLE_RATE_HZ))
    return out


def _sliced(generator: Random) -> Mono:
    out = np.zeros(int(0.3 * SAMPLE_RATE_HZ))
    put(out, _scratch(generator, 0.11, low=1600, high=8000, grain_ms=1.5, density=300) * 0.3, 0)
    put(out, _hit("wood", generator, force=0.6, seconds=0.18), int(0.1 * SAMPLE_RATE_HZ))
    return out


def _hammered(generator: Random) -> Mono:
    iron = _hit("metal", generator, force=0.4, seconds=0.25)
    out = iron * np.exp(-np.arange(len(iron)) / 3000)  # a nail in wood does not ring
    put(out, _hit("wood", generator, force=1.0, seconds=0.24), 0)
    return _topped(out)


def _dug(generator: Random) -> Mono:
    out = np.zeros(int(1.1 * SAMPLE_RATE_HZ))
    put(out, _scratch(generator, 0.3, low=600, high=5000, grain_ms=5.0, density=420), 0)
    put(out, _hit("earth", generator, force=0.8, seconds=0.3), int(0.06 * SAMPLE_RATE_HZ))
    put(out, _grains(generator, 0.4, 60, low=300, high=3500, size_ms=7.0) * 0.6, int(0.65 * SAMPLE_RATE_HZ))
    return out


def _rowed(generator: Random) -> Mono:
    """The rowlock, the blade in the water, the drops that follow it out."""
    out = np.zeros(int(1.75 * SAMPLE_RATE_HZ))
    put(out, _creak(generator, 0.45) * 0.4, 0)
    count = int(0.7 * SAMPLE_RATE_HZ)
    part = np.linspace(0, 1, count)
    rush = filtered(generator.standard_normal(count), 250, 2600) * np.sin(np.pi * part**0.6) ** 1.3 * wander(count, 30, 0.5, 1.0, generator)
    put(out, _topped(rush) * 0.8, int(0.18 * SAMPLE_RATE_HZ))
    put(out, _pour(generator, 0.55) * 0.35, int(0.3 * SAMPLE_RATE_HZ))
    put(out, _hit("wood", generator, force=0.5, seconds=0.2), int(0.92 * SAMPLE_RATE_HZ))
    put(out, _drips(generator)[: int(0.8 * SAMPLE_RATE_HZ)] * 0.18, int(0.9 * SAMPLE_RATE_HZ))
    return out


def _climbed(generator: Random, material: str) -> Mono:
    out = np.zeros(int(0.6 * SAMPLE_RATE_HZ))
    put(out, _hit(material, generator, force=0.8, seconds=0.25), 0)
    put(out, _creak(generator, 0.28) * 0.25, int(0.05 * SAMPLE_RATE_HZ))
    put(out, _rustle(generator, 0.3, low=500, high=4200) * 0.2, int(0.04 * SAMPLE_RATE_HZ))
    return out


def _stirred(generator: Random) -> Mono:
    """A spoon round in a cup."""
    out = np.zeros(int(1.5 * SAMPLE_RATE_HZ))
    now = 0.05
    while now < 1.3:
        put(out, _hit("china", generator, force=generator.uniform(0.25, 0.7), seconds=0.22), int(now * SAMPLE_RATE_HZ))
        now += generator.choice((0.11, 0.17, 0.21)) * generator.uniform(0.9, 1.1)
    swirl = filtered(generator.standard_normal(len(out)), 500, 2600) * wander(len(out), 5, 0.0, 0.05, generator)
    return _topped(out + swirl * np.minimum(1, np.linspace(6, 0, len(out))))


def _kneaded(generator: Random) -> Mono:
    out = np.zeros(int(0.6 * SAMPLE_RATE_HZ))
    put(out, _hit("cloth", generator, force=1.0, seconds=0.35), 0)
    put(out, _rustle(generator, 0.35, low=180, high=1600, rate=12) * 0.35, int(0.05 * SAMPLE_RATE_HZ))
    return out


def _wound(generator: Random) -> Mono:
    """A ratchet: three turns of the fingers, each a quick row of clicks."""
    out = np.zeros(int(1.6 * SAMPLE_RATE_HZ))
    for turn in range(3):
        for k in range(9):
            at = turn * 0.5 + k * 0.034 * (1 + 0.02 * k) + generator.uniform(0, 0.003)
            put(out, _click(generator, 2600 + 60 * k) * generator.uniform(0.35, 0.6), int(at * SAMPLE_RATE_HZ))
    return out


def _dialled(generator: Random) -> Mono:
    """A dial pulled round and let go."""
    out = np.zeros(int(1.2 * SAMPLE_RATE_HZ))
    put(out, _scratch(generator, 0.35, low=900, high=4500, grain_ms=2.0, density=90) * 0.5, 0)
    for k in range(7):
        put(out, _click(generator, 1700) * 0.5, int((0.42 + 0.1 * k) * SAMPLE_RATE_HZ))
    return out


def _handled(generator: Random, material: str, force: float) -> Mono:
    """Small things moved about by hands that are busy: no blow, a knock or two and cloth."""
    out = np.zeros(int(0.75 * SAMPLE_RATE_HZ))
    put(out, _rustle(generator, 0.4, low=500, high=4200) * 0.3, 0)
    for _ in range(3):
        put(
            out,
            _hit(material, generator, force=generator.uniform(0.2, 0.6), seconds=0.25),
            int(generator.uniform(0, 0.45) * SAMPLE_RATE_HZ),
        )
    return out * (0.5 + 0.5 * force)


def _tinkered(generator: Random) -> Mono:
    out = np.zeros(int(0.9 * SAMPLE_RATE_HZ))
    for k in range(3):
        put(
            out,
            _click(generator, generator.uniform(1300, 2400)) * generator.uniform(0.4, 0.8),
            int((k * 0.19 + generator.uniform(0, 0.05)) * SAMPLE_RATE_HZ),
        )
    put(out, _scratch(generator, 0.25, low=2000, high=8000, grain_ms=1.5, density=120) * 0.25, int(0.4 * SAMPLE_RATE_HZ))
    return out


def _fallen(generator: Random, material: str) -> Mono:
    """Something or somebody falls: the weight on the ground, what it is of, and what bounces."""
    out = np.zeros(int(0.9 * SAMPLE_RATE_HZ))
    put(out, _hit("earth", generator, force=0.8, seconds=0.4), 0)
    for at, force in ((0.0, 0.9), (0.13, 0.4), (0.22, 0.2)):
        put(out, _hit(material, generator, force=force, seconds=0.35), int((at + generator.uniform(0, 0.02)) * SAMPLE_RATE_HZ))
    return out


def _opened(generator: Random, material: str, *, shut: bool) -> Mono:
    """A lid, a book, a letter, a bag."""
    plain = _material(material)
    if plain == "paper":
        return _page(generator)
    if plain in ("cloth", "leather"):
        return _rustle(generator, 0.5, low=400, high=5000, rate=14)
    out = np.zeros(int(0.7 * SAMPLE_RATE_HZ))
    if not shut:
        put(out, _click(generator, 1500) * 0.4, 0)
        put(out, _creak(generator, 0.4) * 0.25, int(0.06 * SAMPLE_RATE_HZ))
        return out
    put(out, _creak(generator, 0.2) * 0.1, 0)
    put(out, _hit(plain, generator, force=0.7, seconds=0.4), int(0.18 * SAMPLE_RATE_HZ))
    put(out, _click(generator, 1400) * 0.3, int(0.2 * SAMPLE_RATE_HZ))
    return out


def _sobbed(generator: Random) -> Mono:
    """Breath drawn in three short pulls through the nose, and let go."""
    out = np.zeros(int(1.5 * SAMPLE_RATE_HZ))
    for at, seconds, force in ((0.0, 0.16, 0.6), (0.22, 0.15, 0.8), (0.42, 0.18, 1.0), (0.75, 0.6, 0.45)):
        count = int(seconds * SAMPLE_RATE_HZ)
        shape = np.sin(np.pi * np.linspace(0, 1, count) ** 0.7) ** 1.5
        air = filtered(generator.standard_normal(count), 900, 5200) + 0.4 * filtered(generator.standard_normal(count), 300, 800)
        put(out, _topped(air * shape) * force, int(at * SAMPLE_RATE_HZ))
    return out


def _scuffed(material: str, generator: Random) -> Mono:
    out = np.zeros(int(0.4 * SAMPLE_RATE_HZ))
    put(out, _step(material, generator, 0.5), 0)
    put(out, _scratch(generator, 0.14, low=700, high=5000, grain_ms=3.0, density=150) * 0.3, int(0.04 * SAMPLE_RATE_HZ))
    return out


def _clapped(generator: Random) -> Mono:
    count = int(0.12 * SAMPLE_RATE_HZ)
    return _topped(filtered(generator.standard_normal(count) * np.exp(-np.arange(count) / 420), 600, 4800))


Make = Callable[[str, Random, float], Mono]
# kind -> (how it is made, its peak level in dB for strength 1)
_KINDS: dict[str, tuple[Make, float]] = {
    "step": (_step, -19.0),
    "cloth": (lambda m, g, f: _cloth(g, f), -31.0),
    "put_down": (_set_down, -16.0),
    "pick_up": (_lifted, -22.0),
    "door": (lambda m, g, f: _door(g, opens=True), -15.0),
    "door_open": (lambda m, g, f: _door(g, opens=True), -15.0),
    "door_close": (lambda m, g, f: _door(g, opens=False), -12.0),
    "knock": (lambda m, g, f: _knocks(g), -12.0),
    "paper": (lambda m, g, f: _page(g), -21.0),
    "page": (lambda m, g, f: _page(g), -21.0),
    "write": (lambda m, g, f: _writing(g), -25.0),
    "chair": (lambda m, g, f: _sit(g, "wood"), -20.0),
    "sit": (lambda m, g, f: _sit(g, m), -20.0),
    "stand_up": (lambda m, g, f: _sit(g, m), -23.0),
    "drink": (lambda m, g, f: _sip(g), -24.0),
    "eat": (lambda m, g, f: _grains(g, 0.5, 24, low=500, high=4500, size_ms=6), -27.0),
    "pour": (lambda m, g, f: _filled(g), -21.0),
    "strike": (lambda m, g, f: _hit(m, g, force=1.0), -13.0),
    "hit": (lambda m, g, f: _hit(m, g, force=1.0), -13.0),
    "fall": (lambda m, g, f: _fallen(g, m), -11.0),
    "thud": (lambda m, g, f: _hit("earth", g, force=1.0), -12.0),
    "push": (lambda m, g, f: _creak(g, 0.5), -24.0),
    "pull": (lambda m, g, f: _creak(g, 0.5), -24.0),
    "throw": (lambda m, g, f: _swish(g), -22.0),
    "wave": (lambda m, g, f: _cloth(g, f), -31.0),
    "hug": (lambda m, g, f: _cloth(g, 1.0), -25.0),
    "click": (lambda m, g, f: _click(g, 1700), -20.0),
    "switch": (lambda m, g, f: _click(g, 1500), -18.0),
    "light": (lambda m, g, f: _flared(g), -21.0),
    "match": (lambda m, g, f: _flared(g), -20.0),
    "open": (lambda m, g, f: _opened(g, m, shut=False), -23.0),
    "close": (lambda m, g, f: _opened(g, m, shut=True), -20.0),
    "rap": (lambda m, g, f: _hit("panel" if _material(m) == "wood" else m, g, force=1.0, seconds=0.25), -13.0),
    "stir": (lambda m, g, f: _stirred(g), -25.0),
    "knead": (lambda m, g, f: _kneaded(g), -20.0),
    "sweep": (lambda m, g, f: _swept(g), -25.0),
    "scrub": (lambda m, g, f: _scrubbed(g), -25.0),
    "chop": (lambda m, g, f: _chopped(g), -13.0),
    "slice": (lambda m, g, f: _sliced(g), -21.0),
    "saw": (lambda m, g, f: _sawed(g), -21.0),
    "hammer": (lambda m, g, f: _hammered(g), -14.0),
    "dig": (lambda m, g, f: _dug(g), -19.0),
    "row": (lambda m, g, f: _rowed(g), -18.0),
    "climb": (lambda m, g, f: _climbed(g, m), -19.0),
    "tear": (lambda m, g, f: _torn(g), -20.0),
    "dial": (lambda m, g, f: _dialled(g), -23.0),
    "handle": (lambda m, g, f: _handled(g, m, f), -22.0),
    "tinker": (lambda m, g, f: _tinkered(g), -23.0),
    "sob": (lambda m, g, f: _sobbed(g), -27.0),
    "scuff": (lambda m, g, f: _scuffed(m, g), -21.0),
    "handclap": (lambda m, g, f: _clapped(g), -18.0),
    "creak": (lambda m, g, f: _creak(g, 0.8), -20.0),
    "bell": (lambda m, g, f: _bell(g), -16.0),
    "ship_bell": (lambda m, g, f: _bell(g, pitch=740, seconds=3), -15.0),
    "chime": (lambda m, g, f: _bell(g, pitch=1046, seconds=3), -19.0),
    "clock": (lambda m, g, f: _ticks(g), -24.0),
    "thunder": (lambda m, g, f: _thunder(g), -9.0),
    "wind": (lambda m, g, f: _gust(g), -16.0),
    "gust": (lambda m, g, f: _gust(g), -15.0),
    "whistle": (lambda m, g, f: _whistle(g), -19.0),
    "horn": (lambda m, g, f: _whistle(g), -16.0),
    "wings": (lambda m, g, f: _flap(g), -20.0),
    "breath": (lambda m, g, f: _breath(g), -30.0),
    "splash": (lambda m, g, f: _pour(g, 0.5), -16.0),
    "crash": (lambda m, g, f: _shattered(g), -11.0),
    "repair": (lambda m, g, f: _click(g, 900), -21.0),
    "work": (lambda m, g, f: _handled(g, m, f), -22.0),
    "wind_up": (lambda m, g, f: _wound(g), -25.0),
    "owl": (lambda m, g, f: _owl(g), -22.0),
    "crow": (lambda m, g, f: _caw(g), -22.0),
    "dog": (lambda m, g, f: _bark(g), -20.0),
    "snore": (lambda m, g, f: _snore(g), -24.0),
    "phone": (lambda m, g, f: _ring(g), -19.0),
    "kettle": (lambda m, g, f: _kettle(g), -24.0),
    "drip": (lambda m, g, f: _drips(g), -24.0),
    "heartbeat": (lambda m, g, f: _heart(g), -16.0),
    "clatter": (lambda m, g, f: _clatter(g), -17.0),
    "clink": (lambda m, g, f: _hit("glass", g, force=0.8), -22.0),
    "rattle": (lambda m, g, f: _clatter(g, "metal"), -22.0),
    "snap": (lambda m, g, f: _click(g, 1100), -17.0),
    "typewriter": (lambda m, g, f: _typing(g), -20.0),
    "camera": (lambda m, g, f: _repeated(lambda: _click(g, 1800), 2, 0.09), -20.0),
    "drum": (lambda m, g, f: _repeated(lambda: _drummed(g), 2, 0.5), -14.0),
    "applause": (lambda m, g, f: _clap(g), -20.0),
    "siren": (lambda m, g, f: _siren(g), -24.0),
    "drawer": (lambda m, g, f: _creak(g, 0.45), -22.0),
    "touch": (lambda m, g, f: _cloth(g, 0.4), -32.0),
}
_WORDS = {
    "steps": "step", "footstep": "step", "footsteps": "step", "letter": "paper", "rustle": "cloth", "telephone": "phone",
    "steam": "kettle", "clockwork": "wind_up", "thump": "thud", "gunshot": "thud", "bird": "wings", "kneel": "cloth", "touch": "cloth",
    "reach": "cloth",
    "shut": "close", "drop": "put_down", "set_down": "put_down", "give": "pick_up", "take": "pick_up",
    "tick": "clock",
    "ticking": "clock", "tap": "knock", "knocking": "knock", "gong": "bell", "bells": "bell", "toll": "bell", "foghorn": "horn",
    "hoot": "whistle", "bang": "thud",
    "flutter": "wings", "sigh": "breath", "glass": "clink", "smash": "crash", "slam": "door_close", "latch": "click", "key": "click",
    "lock": "click", "doorbell": "chime",
}  # fmt: skip

# Words for something that comes and goes, heard as a few seconds of a bed.
_BEDS = {"voices": "murmur", "laughter": "murmur", "buzz": "hum", "rumble": "engine", "bird": "birds", "cheering": "crowd"}


def kind_of(word: str) -> str:
    """The kind of sound that a word names; "" if none is known."""
    plain = word.lower().strip().replace(" ", "_")
    return (
        plain
        if plain in _KINDS
        else _WORDS.get(plain, "") or ("bed:" + _BEDS.get(plain, plain) if _BEDS.get(plain, plain) in known_words() else "")
    )


def foley(kind: str, material: str, strength: float, *, seed: str) -> Sound:
    """A sound of something done, mono (samples,), at the level it has at one metre and a half.

    Args:
        kind: A word of the staging's events; one that is not known sounds as its material being touched.
        material: wood, stone, metal, glass, snow ...; unknown or empty: wood.
        strength: 0 to 1.
        seed: Another seed, another of the same sound.
    """
    generator = np.random.default_rng(int.from_bytes(hashlib.sha256(f"{seed}/{kind}/{material}".encode()).digest()[:8], "big"))
    named = kind if kind.startswith("bed:") else kind_of(kind)
    make, level = _KINDS.get(named, (_lifted, -24.0))
    if named.startswith("bed:"):
        level = -24.0
        sound = _swell(named.removeprefix("bed:"), generator)
    else:
        sound = make(material or "wood", generator, float(np.clip(strength, 0, 1)))
    peak = 10 ** ((level + 8.0 * (float(np.clip(strength, 0, 1)) - 0.5)) / 20)
    out = sound / (np.abs(sound).max() + 1e-9) * peak
    tail = min(480, len(out) // 4)
    out[len(out) - tail :] *= np.linspace(1, 0, tail)
    made: Sound = out.astype(np.float32)
    return made
