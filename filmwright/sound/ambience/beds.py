"""The sound of places and weather, made from noise: stereo beds of any length."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from filmwright.errors import ModelFileError
from filmwright.records.breakdown import TimeOfDay, Weather
from filmwright.records.clock import SAMPLE_RATE_HZ
from filmwright.sound.noise import Mono, blow, filtered, frames, frequencies, put, shaped, stick_slip, struck, wander
from filmwright.sound.sampled import Sound

Bed = NDArray[np.float64]  # (2, samples)
Make = Callable[[int, np.random.Generator], Bed]
_HOPS_PER_SECOND = SAMPLE_RATE_HZ / 512


def _curve(count: int, per_second: float, low: float, high: float, generator: np.random.Generator, *, power: float = 1.0) -> Mono:
    return wander(frames(count), per_second, low, high, generator, power=power, rate=_HOPS_PER_SECOND)


def _hump(centre: Mono | float, width: float) -> Mono:
    """A resonance on a log-frequency axis: (frequencies,) or (frequencies, frames)."""
    hertz = np.maximum(frequencies(), 10.0)
    octaves = np.log2(hertz[:, None] / np.atleast_1d(centre)[None, :])
    out: Mono = np.exp(-0.5 * (octaves / width) ** 2)
    return out if np.ndim(centre) else out[:, 0]


def _pink(power: float = 0.5) -> Mono:
    out: Mono = (np.maximum(frequencies(), 20.0) / 200.0) ** -power
    return out


def wind(count: int, generator: np.random.Generator, *, strength: float = 0.6) -> Bed:
    """Gusts: a low roar, a moving body and a whistle in the strongest."""
    gust = _curve(count, 0.3, 0.15, 1.0, generator, power=1.5)
    out = np.empty((2, count))
    for channel in range(2):
        force = np.clip(gust + _curve(count, 1.1, -0.12, 0.12, generator), 0.05, 1.2)
        roar = _hump(110.0, 0.9)[:, None] * force * 1.6
        body = _hump(240 + 620 * force * strength + _curve(count, 2.3, -50, 50, generator), 0.55) * force**1.5 * 0.75
        whistle = (
            _hump(680 + 850 * force + _curve(count, 2.8, -110, 110, generator), 0.07) * np.clip(force - 0.55, 0, 1) ** 2 * 1.3 * strength
        )
        air = _hump(3800.0, 1.1)[:, None] * force**2 * 0.10
        out[channel] = shaped(count, roar + body + whistle + air, generator)
    return out


def sea(count: int, generator: np.random.Generator) -> Bed:
    """Waves that rise, break and draw back, each from its own side, over a far roar."""
    rumble = np.stack([shaped(count, _hump(220.0, 1.2) * 0.16, generator) for _ in range(2)])
    swells = np.zeros((2, 3, frames(count)))  # channel; rumble, crash, hiss
    now = -4.0
    while now < count / SAMPLE_RATE_HZ:
        length = generator.uniform(5.5, 9.0)
        part = np.linspace(0, 1, int(length * _HOPS_PER_SECOND))
        top = generator.uniform(0.33, 0.45)
        rise = np.where(part < top, (part / top) ** 2.2, np.exp(-(part - top) * 4.0))
        rise *= np.minimum(1.0, (1 - part) / 0.2)
        hiss = np.clip((part - top * 0.8) / 0.16, 0, 1) * np.exp(-np.maximum(part - top, 0) * 2.4) * np.minimum(1.0, (1 - part) / 0.4)
        force, side = generator.uniform(0.45, 1.0), generator.uniform(0.3, 0.7)
        for channel, share in enumerate((np.sqrt(1 - side), np.sqrt(side))):
            late = int((now + 0.04 * channel) * _HOPS_PER_SECOND)
            for row, shape in enumerate((rise, rise**1.3, hiss)):
                put(swells[channel, row], shape * force * share, late)
        now += generator.uniform(3.4, 5.6)
    low, crash, hiss_shape = _hump(95.0, 0.8), _hump(900.0, 1.5), _hump(5200.0, 0.9)
    waves = [
        shaped(count, low[:, None] * s[0] * 1.1 + crash[:, None] * s[1] * 0.95 + hiss_shape[:, None] * s[2] * 0.34, generator)
        for s in swells
    ]
    return rumble + np.stack(waves)


def rain(count: int, generator: np.random.Generator, *, heavy: float = 0.7) -> Bed:
    """Drops without number over a soft bed, and near drops one by one."""
    out = np.stack(
        [
            shaped(
                count, (_hump(4200.0, 1.3) * 0.32 + _hump(260.0, 0.8) * 0.2)[:, None] * _curve(count, 0.5, 0.8, 1.1, generator), generator
            )
            for _ in range(2)
        ]
    )
    drops = int(heavy * 260 * count / SAMPLE_RATE_HZ)
    places = generator.integers(0, count, drops)
    loud = np.minimum(generator.pareto(2.4, drops) * 0.10, 1.2)
    for place, force in zip(places, loud, strict=True):
        length = int(generator.uniform(0.002, 0.011) * SAMPLE_RATE_HZ)
        time = np.arange(length) / SAMPLE_RATE_HZ
        pitch = min(generator.lognormal(np.log(2700), 0.5), 12_000)
        drop = (
            force * np.exp(-time * generator.uniform(400, 1300)) * np.sin(2 * np.pi * pitch * time * (1 + time * generator.uniform(0, 20)))
        )
        side = generator.random()
        put(out[0], drop * np.sqrt(1 - side), int(place))
        put(out[1], drop * np.sqrt(side), int(place))
    return out


def room(count: int, generator: np.random.Generator) -> Bed:
    """The air of a quiet room, and a house about it: boards that settle, a pipe, something put down a floor away."""
    air = (_pink(1.1) * 0.35 + _hump(70.0, 0.3) * 0.25)[:, None]
    out = np.stack([shaped(count, air * _curve(count, 0.2, 0.8, 1.1, generator), generator) for _ in range(2)])
    quiet = float(np.sqrt(np.mean(out**2)))
    for at in _moments(count, generator, every_s=7.0):
        match int(generator.integers(3)):
            case 0:
                made = stick_slip(generator, generator.uniform(0.12, 0.3), (380, 760, 1320), (12, 60))
            case 1:
                hertz = generator.uniform(700, 1500)
                made = struck((hertz, hertz * 2.7), (60, 110), (1, 0.4), 0.1, blow(generator, 1.0, 5000))
            case _:
                made = struck((62, 104, 171), (24, 34, 50), (1, 0.7, 0.4), 0.35, blow(generator, 9, 420))
        _placed(out, made / (np.abs(made).max() + 1e-9) * quiet * generator.uniform(1.5, 4.0), at, generator)
    return out


def street(count: int, generator: np.random.Generator) -> Bed:
    """A town at a distance: a low hum and cars that pass."""
    out = np.stack([shaped(count, _hump(130.0, 1.0) * 0.5 + _hump(700.0, 1.0) * 0.08, generator) for _ in range(2)])
    now = generator.uniform(0, 4)
    while now < count / SAMPLE_RATE_HZ:
        length = generator.uniform(5, 9)
        part = np.linspace(-1, 1, int(length * _HOPS_PER_SECOND))
        near = np.exp(-((part / 0.38) ** 2)) * generator.uniform(0.25, 0.8)
        way = generator.choice((-1.0, 1.0))
        for channel in range(2):
            passing = np.zeros(frames(count))
            put(passing, near * np.sqrt(0.5 * (1 + (2 * channel - 1) * way * part * 0.8)), int(now * _HOPS_PER_SECOND))
            out[channel] += shaped(count, (_hump(260.0, 1.0) + 0.35 * _hump(1500.0, 0.8))[:, None] * passing, generator)
        now += generator.uniform(5, 11)
    far = np.zeros((2, count))
    for at in _moments(count, generator, every_s=6.0):
        if generator.random() < 0.5:
            made = struck((74, 130, 240, 410), (18, 26, 40, 60), (1, 0.7, 0.4, 0.2), 0.4, blow(generator, 6, 900)) * 0.06  # a car's door
            _placed(far, made, at, generator)
            continue
        side, pace, heel = generator.uniform(0.1, 0.9), generator.uniform(0.46, 0.58), generator.uniform(420, 760)
        for k in range(int(generator.integers(4, 9))):
            made = struck((heel, heel * 2.3, heel * 4.2), (90, 130, 200), (0.7, 0.4, 0.2), 0.1, blow(generator, 2.5, 3500))
            made = made * np.sin(np.pi * (k + 0.7) / 9.4) * generator.uniform(0.03, 0.05)
            place = at + int((k * pace + generator.normal(0, 0.012)) * SAMPLE_RATE_HZ)
            put(far, np.stack([made * np.sqrt(1 - side), made * np.sqrt(side)]), place)
    return out + _spaced(far, generator)


def forest(count: int, generator: np.random.Generator) -> Bed:
    """A wood: leaves, a bough that works, a twig or a nut that falls."""
    out = leaves(count, generator)
    for at in _moments(count, generator, every_s=5.0):
        if generator.random() < 0.35:
            made = stick_slip(generator, generator.uniform(0.5, 1.1), (260, 540, 980), (9, 34))
        else:
            hertz = generator.uniform(500, 1200)
            fall = struck((hertz, hertz * 1.8, hertz * 3.1), (130, 180, 260), (1, 0.6, 0.4), 0.08, blow(generator, 1.5, 6000))
            made = np.zeros(SAMPLE_RATE_HZ // 2)
            for k in range(int(generator.integers(1, 4))):
                put(made, fall * 0.6**k, int(k * generator.uniform(0.06, 0.14) * SAMPLE_RATE_HZ))
        _placed(out, made / (np.abs(made).max() + 1e-9) * generator.uniform(0.03, 0.12), at, generator)
    return out


def leaves(count: int, generator: np.random.Generator) -> Bed:
    """Leaves in a light air."""
    gust = _curve(count, 0.4, 0.12, 1.0, generator, power=1.6)
    rustle = [_curve(count, 9, 0.6, 1.2, generator) for _ in range(2)]
    return np.stack(
        [shaped(count, _hump(3600.0, 0.9)[:, None] * gust * r * 0.6 + _hump(200.0, 1.0)[:, None] * gust * 0.4, generator) for r in rustle]
    )


def birds(count: int, generator: np.random.Generator) -> Bed:
    """Small birds of four ways of singing, near and far; each keeps its way, and none sings it twice alike."""
    out = np.zeros((2, count))
    ways = generator.permutation(("phrase", "trill", "whistle", "chirp", "phrase"))
    singers = [
        (str(way), generator.uniform(2300, 5200), generator.uniform(0.1, 0.9), generator.uniform(0.08, 0.6), generator.integers(1 << 20))
        for way in ways
    ]
    now = generator.uniform(0.2, 1.5)
    while now < count / SAMPLE_RATE_HZ:
        way, pitch, side, near, own = singers[int(generator.integers(len(singers)))]
        for again in range(int(generator.integers(1, 4))):
            song = _song(way, pitch * generator.normal(1, 0.015), np.random.default_rng(own), generator)
            song = filtered(song, None, 3500.0 + 14_000.0 * near, order=1) * near * generator.uniform(0.2, 0.4)
            at = int((now + again * (len(song) / SAMPLE_RATE_HZ + generator.uniform(0.4, 1.4))) * SAMPLE_RATE_HZ)
            put(out[0], song * np.sqrt(1 - side), at)
            put(out[1], song * np.sqrt(side), at + 12)
        now += generator.exponential(1.9) + 0.4
    return _spaced(out, generator)


def _song(way: str, pitch: float, own: np.random.Generator, generator: np.random.Generator) -> Mono:
    """One song: what the bird has of its `own` stays, the rest is of the moment."""
    notes: list[tuple[float, float, float, float]] = []  # length, pitch at its start, bend over it, pause after it
    match way:
        case "trill":
            length, bend = own.uniform(0.035, 0.06), own.uniform(-0.25, 0.25)
            notes = [(length, 1 + 0.004 * k, bend, own.uniform(0.008, 0.012)) for k in range(int(generator.integers(7, 18)))]
        case "whistle":
            notes = [(own.uniform(0.22, 0.34), 1.0, -0.02, 0.05), (own.uniform(0.3, 0.5), own.uniform(0.78, 0.9), -0.03, 0.05)]
        case "chirp":
            notes = [(own.uniform(0.05, 0.09), 1.0, own.uniform(-0.35, -0.15), generator.uniform(0.12, 0.4))
                     for _ in range(int(generator.integers(1, 5)))]  # fmt: skip
        case _:
            tune = [(own.uniform(0.05, 0.16), own.uniform(0.8, 1.2), own.uniform(-0.2, 0.2), own.uniform(0.01, 0.06)) for _ in range(6)]
            notes = tune[: int(generator.integers(3, 7))]
    out: list[Mono] = []
    for length, start, bend, pause in notes:
        part = np.linspace(0, 1, int(length * generator.uniform(0.9, 1.1) * SAMPLE_RATE_HZ))
        bent = pitch * start * (1 + (bend + generator.normal(0, 0.02)) * part ** generator.uniform(0.8, 1.4))
        phase = 2 * np.pi * np.cumsum(bent * (1 + 0.004 * wander(len(part), 60, -1, 1, generator))) / SAMPLE_RATE_HZ
        breath = filtered(generator.standard_normal(len(part)), pitch * 0.8, min(pitch * 1.3, 20_000.0))
        tone = (np.sin(phase) + 0.12 * np.sin(2 * phase) + 0.12 * breath) * np.sin(np.pi * part) ** generator.uniform(0.7, 1.6)
        out += [tone * generator.uniform(0.6, 1.0), np.zeros(int(pause * generator.uniform(0.85, 1.2) * SAMPLE_RATE_HZ))]
    return np.concatenate(out)


def crickets(count: int, generator: np.random.Generator) -> Bed:
    """Crickets of five pitches, each keeping its own time and singing in bouts; a chirp falls a little, and no two are of one height."""
    out = np.zeros((2, count))
    time = np.arange(count) / SAMPLE_RATE_HZ
    for pitch, pulse, near in ((4300, 2.3, 0.22), (4750, 1.9, 0.16), (3900, 2.7, 0.10), (5300, 1.6, 0.09), (4120, 3.1, 0.06)):
        turn = (pulse * generator.uniform(0.93, 1.07) * time + 0.3 * wander(count, 0.2, -1, 1, generator) + generator.uniform(0, 1)) % 1.0
        chirp = np.clip(np.sin(2 * np.pi * turn), 0, 1) ** 1.5 * (0.5 + 0.5 * np.sin(2 * np.pi * 31 * time))
        bent = pitch * (1 + 0.012 * wander(count, 1.5, -1, 1, generator) - 0.03 * np.minimum(2 * turn, 1))
        bouts = np.clip(wander(count, 0.12, -0.7, 1.3, generator) * 3, 0, 1)
        tone = np.sin(2 * np.pi * np.cumsum(bent) / SAMPLE_RATE_HZ) * chirp * bouts * near
        side = generator.uniform(0.1, 0.9)
        out[0] += tone * np.sqrt(1 - side)
        out[1] += tone * np.sqrt(side)
    return out + 0.4 * leaves(count, generator)


def gulls(count: int, generator: np.random.Generator) -> Bed:
    """Far gulls, seldom: a long cry, or several that grow shorter, with the roughness of a throat."""
    out = np.zeros((2, count))
    now = generator.uniform(1.0, 4.0)
    while now < count / SAMPLE_RATE_HZ:
        side, near, own = generator.uniform(0.1, 0.9), generator.uniform(0.15, 0.6), generator.uniform(950, 1450)
        at, length = now, generator.uniform(0.3, 0.75)
        for _ in range(int(generator.integers(1, 6))):
            part = np.linspace(0, 1, int(length * SAMPLE_RATE_HZ))
            rise, fall = generator.uniform(0.2, 0.45), generator.uniform(0.15, 0.4)
            pitch = own * (1 + rise * np.sin(np.pi * part ** generator.uniform(0.4, 0.8))) * (1 - fall * part)
            pitch = pitch * (1 + 0.02 * wander(len(part), 55, -1, 1, generator))
            phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE_HZ
            rough = 1 + 0.5 * wander(len(part), 110, -1, 1, generator)
            call = (np.sin(phase) + 0.7 * rough * np.sin(2 * phase) + 0.4 * rough * np.sin(3 * phase)) * np.sin(np.pi * part) ** 0.8
            call = call + 0.35 * filtered(generator.standard_normal(len(part)), 1500, 5000) * np.sin(np.pi * part)
            call = filtered(call, None, 2500.0 + 9000.0 * near, order=1) * near * 0.12
            put(out[0], call * np.sqrt(1 - side), int(at * SAMPLE_RATE_HZ))
            put(out[1], call * np.sqrt(side), int((at + 0.0003) * SAMPLE_RATE_HZ))
            at += length + generator.uniform(0.06, 0.25)
            length *= generator.uniform(0.6, 1.0)
        now += generator.uniform(4, 13)
    return _spaced(out, generator)


def train(count: int, generator: np.random.Generator) -> Bed:
    """Inside a train: rumble, and the joints of the rails."""
    out = np.stack(
        [
            shaped(count, (_hump(80.0, 0.8) * 1.2 + _hump(420.0, 0.9) * 0.25)[:, None] * _curve(count, 1.0, 0.8, 1.1, generator), generator)
            for _ in range(2)
        ]
    )
    now = 0.3
    while now < count / SAMPLE_RATE_HZ:
        for k in (0.0, 0.13, 0.42, 0.55):
            clack = struck((110, 180, 340, 720), (30, 36, 60, 90), (1, 0.8, 0.5, 0.25), 0.2, blow(generator, 5, 1600)) * 0.05
            put(out, np.stack([clack, clack]), int((now + k) * SAMPLE_RATE_HZ))
        now += generator.uniform(1.06, 1.10)
    return out


def clock(count: int, generator: np.random.Generator) -> Bed:
    """A clock that ticks and tocks once a second each."""
    out = np.zeros((2, count))
    for k in range(int(count / SAMPLE_RATE_HZ * 2) + 1):
        pitch = 2300.0 if k % 2 else 1950.0
        tick = struck(
            (pitch, pitch * 1.53, pitch * 2.41, pitch * 3.9), (210, 260, 330, 500), (1, 0.7, 0.5, 0.3), 0.06, blow(generator, 0.9, 9000)
        )
        body = struck((310, 540), (120, 160), (0.5, 0.3), 0.08, blow(generator, 0.9, 5000))
        for sound in (tick, body):
            put(
                out,
                np.stack([sound * 0.8, sound * 0.6]) * generator.uniform(0.09, 0.1),
                int((0.2 + k * 0.5) * SAMPLE_RATE_HZ) + int(generator.integers(0, 40)),
            )
    return out


def fire(count: int, generator: np.random.Generator) -> Bed:
    """A small fire: breath, hiss and crackle."""
    out = np.stack(
        [
            shaped(
                count,
                _hump(150.0, 1.0)[:, None] * _curve(count, 3, 0.25, 0.6, generator)
                + _hump(5000.0, 0.9)[:, None] * _curve(count, 5, 0.02, 0.09, generator),
                generator,
            )
            for _ in range(2)
        ]
    )
    now = 0.0
    while now < count / SAMPLE_RATE_HZ:
        now += generator.exponential(0.1) if generator.random() < 0.8 else generator.exponential(0.6)
        length = int(generator.uniform(0.002, 0.018) * SAMPLE_RATE_HZ)
        time = np.arange(length) / SAMPLE_RATE_HZ
        crack = (
            generator.standard_normal(length) * np.exp(-time * generator.uniform(250, 900)) * min(0.9, 0.06 * generator.pareto(1.6) + 0.03)
        )
        crack = filtered(np.pad(crack, (0, 120)), generator.choice((600.0, 900.0, 1400.0)), generator.choice((4000.0, 6500.0, 9000.0)))
        side = generator.random()
        put(out, np.stack([crack * np.sqrt(1 - side), crack * np.sqrt(side)]) * 1.6, int(now * SAMPLE_RATE_HZ))
    return out


def water(count: int, generator: np.random.Generator) -> Bed:
    """A stream or water that laps: many small bubbles over a soft rush."""
    out = np.stack(
        [
            shaped(
                count,
                _hump(900.0, 1.0)[:, None] * _curve(count, 2, 0.1, 0.22, generator)
                + _hump(300.0, 0.7)[:, None] * _curve(count, 1, 0.1, 0.3, generator),
                generator,
            )
            for _ in range(2)
        ]
    )
    for place in generator.integers(0, count, int(14 * count / SAMPLE_RATE_HZ)):
        length = generator.uniform(0.02, 0.07)
        time = np.arange(int(length * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        pitch = generator.uniform(350, 1300)
        bubble = np.sin(2 * np.pi * pitch * (1 + time * 5) * time) * np.exp(-time * 55) * generator.uniform(0.02, 0.10)
        side = generator.random()
        put(out, np.stack([bubble * np.sqrt(1 - side), bubble * np.sqrt(side)]), int(place))
    return out


_BANK = Path(__file__).parent / "bank"


@functools.cache
def _talk() -> tuple[Mono, ...]:
    """Loops of talk of four, made by make_bank.py."""
    loops = []
    for path in sorted(_BANK.glob("talk_*.ogg")):
        sound, rate = soundfile.read(path)
        loops.append(resample_poly(sound, SAMPLE_RATE_HZ // rate, 1))
    if not loops:
        raise ModelFileError(f"the talk of crowds is missing: {_BANK}/talk_*.ogg; install Filmwright again")
    return tuple(loops)


def murmur(count: int, generator: np.random.Generator) -> Bed:
    """People talking, two dozen and more, too many and too far to be understood; by turns some are nearer."""
    out = np.zeros((2, count))
    for loop in _talk() * 3:
        speed = generator.uniform(0.88, 1.14)  # another voice, other words beside it
        place = (generator.uniform(0, len(loop)) + speed * np.arange(count)) % (len(loop) - 1)
        near = generator.uniform(0.3, 1.0)
        said = filtered(np.interp(place, np.arange(len(loop)), loop), 180.0, 900.0 + 2600.0 * near)
        said *= near * wander(count, 0.25, 0.35, 1.0, generator)
        side, late = generator.random(), int(generator.uniform(0.004, 0.016) * SAMPLE_RATE_HZ)
        first, second = (0, 1) if side < 0.5 else (1, 0)
        out[first] += said * np.sqrt(max(side, 1 - side))
        put(out[second], said * np.sqrt(min(side, 1 - side)), late)
    return _spaced(_spaced(out, generator), generator)


def hum(count: int, generator: np.random.Generator) -> Bed:
    """A machine at work somewhere in the building."""
    turns = 2 * np.pi * np.cumsum(49 * (1 + 0.015 * wander(count, 0.7, -1, 1, generator))) / SAMPLE_RATE_HZ
    tone = sum(0.022 / k**0.6 * np.sin(k * turns + k) for k in (1, 2, 3, 5, 7)) * wander(count, 0.3, 0.6, 1.0, generator)
    body = _hump(240.0, 0.8) * 0.16 + _hump(900.0, 0.9) * 0.03
    return np.stack([tone + shaped(count, body[:, None] * _curve(count, 0.9, 0.7, 1.0, generator), generator) for _ in range(2)])


def hall(count: int, generator: np.random.Generator) -> Bed:
    """The air of a large room: lower and wider than a small one's, with a slow breath in it."""
    return np.stack(
        [
            shaped(
                count, (_pink(0.9) * 0.25 + _hump(55.0, 0.5) * 0.4)[:, None] * _curve(count, 0.15, 0.7, 1.0, generator)
                + (_hump(420.0, 0.8) * 0.08)[:, None] * _curve(count, 0.3, 0.3, 1.0, generator), generator
            )
            for _ in range(2)
        ]
    )  # fmt: skip


def oven(count: int, generator: np.random.Generator) -> Bed:
    """A large oven: the draught in it, a body that hums with it, iron that ticks as it warms."""
    draught = _hump(95.0, 0.5) * 0.8 + _hump(310.0, 0.7) * 0.18
    out = np.stack([shaped(count, draught[:, None] * _curve(count, 0.6, 0.75, 1.0, generator), generator) for _ in range(2)])
    for at in _moments(count, generator, every_s=2.6):
        tick = struck((1250, 2630, 3900), (90, 130, 190), (1, 0.5, 0.3), 0.08, blow(generator, 1.2, 7000)) * generator.uniform(0.008, 0.03)
        _placed(out, tick, at, generator)
    return out


def motor(count: int, generator: np.random.Generator) -> Bed:
    """Inside something that drives: an engine under the floor, the road, windows that buzz now and then."""
    time = np.arange(count) / SAMPLE_RATE_HZ
    rate = 27 * (1 + 0.05 * (wander(count, 0.25, -1, 1, generator)))
    phase = 2 * np.pi * np.cumsum(rate) / SAMPLE_RATE_HZ
    engine = sum(w * np.sin(k * phase + k * k) for k, w in ((1, 1.0), (2, 0.8), (3, 0.35), (4, 0.3), (6, 0.16), (8, 0.08)))
    load = wander(count, 0.35, 0.6, 1.0, generator) * (1 + 0.12 * np.sin(2 * np.pi * 6.7 * time))
    buzz = np.clip(wander(count, 0.5, -1.4, 1.0, generator), 0, 1) * np.abs(np.sin(phase * 2)) ** 6
    out = []
    for _ in range(2):
        road = shaped(
            count, (_hump(120.0, 0.9) * 1.0 + _hump(620.0, 0.9) * 0.16)[:, None] * _curve(count, 0.8, 0.7, 1.1, generator), generator
        )
        rattle = filtered(generator.standard_normal(count), 900, 3200) * buzz * 0.03
        out.append(np.asarray(engine) * 0.06 * load + road + rattle)
    return np.stack(out)


def shaft(count: int, generator: np.random.Generator) -> Bed:
    """A lift that goes: its winch, the rope, the floors that pass."""
    turns = 2 * np.pi * np.cumsum(48 * (1 + 0.03 * wander(count, 1.1, -1, 1, generator))) / SAMPLE_RATE_HZ
    winch = sum(w * np.sin(k * turns + k) for k, w in ((1, 0.03), (2, 0.025), (3, 0.01), (5, 0.006)))
    out = np.stack([np.asarray(winch) + shaped(count, _hump(180.0, 0.8) * 0.2 + _hump(1900.0, 0.5) * 0.012, generator) for _ in range(2)])
    now = 1.2
    while now < count / SAMPLE_RATE_HZ:
        thump = struck((70, 130, 240), (30, 40, 60), (1, 0.6, 0.3), 0.3, blow(generator, 9, 700)) * 0.02
        put(out, np.stack([thump, thump]), int(now * SAMPLE_RATE_HZ))
        now += generator.uniform(2.5, 2.7)
    return out


def ship(count: int, generator: np.random.Generator) -> Bed:
    """Inside a ship in space: engines far aft, air that is blown through gratings, a relay now and then."""
    drone = [
        shaped(count, (_hump(58.0, 0.25) * 1.2 + _hump(87.0, 0.12) * 0.7 + _hump(174.0, 0.10) * 0.16)[:, None]
               * _curve(count, 0.12, 0.7, 1.0, generator), generator)
        for _ in range(2)
    ]  # fmt: skip
    air = [shaped(count, _hump(1500.0, 0.9) * 0.022 + _hump(480.0, 0.8) * 0.06, generator) for _ in range(2)]
    out = np.stack(drone) + np.stack(air)
    for at in _moments(count, generator, every_s=5.0):
        relay = struck((900, 2100), (120, 200), (1, 0.5), 0.06, blow(generator, 1.0, 6000)) * generator.uniform(0.01, 0.03)
        _placed(out, relay, at, generator)
    return _spaced(out, generator)


def drops(count: int, generator: np.random.Generator) -> Bed:
    """Water that drips somewhere in a large hollow, each drop with its answer from the rock."""
    out = np.stack([shaped(count, _hump(85.0, 0.6) * 0.3 + _hump(340.0, 0.7) * 0.04, generator) for _ in range(2)])
    wet = np.zeros((2, count))
    for at in _moments(count, generator, every_s=1.3):
        time = np.arange(int(0.09 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        pitch = generator.uniform(700, 1700)
        drop = np.sin(2 * np.pi * pitch * (1 + time * 6) * time) * np.exp(-time * 60) * generator.uniform(0.02, 0.09)
        _placed(wet, drop, at, generator)
    tail, dull = np.zeros((2, count)), np.stack([filtered(channel, None, 2600.0) for channel in wet[::-1]])
    for delay, share in ((0.13, 0.5), (0.21, 0.4), (0.34, 0.3), (0.55, 0.2), (0.87, 0.12)):
        put(tail, dull * share, int(delay * SAMPLE_RATE_HZ))
    return out + wet + tail


def creaks(count: int, generator: np.random.Generator) -> Bed:
    """Old boards that give under nobody, seldom and far."""
    out = np.zeros((2, count))
    for at in _moments(count, generator, every_s=4.5):
        made = stick_slip(generator, generator.uniform(0.25, 0.6), (420, 830, 1460), (14, 70))
        _placed(out, made / (np.abs(made).max() + 1e-9) * generator.uniform(0.01, 0.04), at, generator)
    return _spaced(out, generator)


def far_steps(count: int, generator: np.random.Generator) -> Bed:
    """Somebody walks in another hall, stops, and walks on."""
    out = np.zeros((2, count))
    now = generator.uniform(0.5, 3.0)
    while now < count / SAMPLE_RATE_HZ:
        side, pace = generator.uniform(0.1, 0.9), generator.uniform(0.52, 0.62)
        for k in range(int(generator.integers(4, 9))):
            heel = struck((160, 620, 1500), (60, 90, 140), (0.7, 0.4, 0.2), 0.14, blow(generator, 3, 2600)) * generator.uniform(0.02, 0.035)
            put(out, np.stack([heel * np.sqrt(1 - side), heel * np.sqrt(side)]), int((now + k * pace) * SAMPLE_RATE_HZ))
        now += 9 * pace + generator.uniform(3, 8)
    return np.stack([filtered(channel, None, 1800.0) for channel in _spaced(_spaced(out, generator), generator)])


def clatter(count: int, generator: np.random.Generator) -> Bed:
    """Trays, crates and dishes that others move about."""
    out = np.zeros((2, count))
    for at in _moments(count, generator, every_s=2.2):
        for k in range(int(generator.integers(1, 5))):
            hertz = generator.uniform(380, 2100)
            made = struck((hertz, hertz * 2.3, hertz * 3.7), (40, 60, 90), (0.8, 0.5, 0.3), 0.15, blow(generator, 2, 5000))
            _placed(out, made * generator.uniform(0.008, 0.03), at + int(k * generator.uniform(0.06, 0.2) * SAMPLE_RATE_HZ), generator)
    return _spaced(out, generator)


def far_train(count: int, generator: np.random.Generator) -> Bed:
    """A train that comes and goes a long way off."""
    rolling = _curve(count, 0.09, -0.3, 1.0, generator).clip(0, 1)
    return np.stack([shaped(count, (_hump(150.0, 0.7) * 0.9 + _hump(620.0, 0.6) * 0.12)[:, None] * rolling, generator) for _ in range(2)])


def works(count: int, generator: np.random.Generator) -> Bed:
    """Clockwork: a large slow beat and a small quick one, and wheels between them."""
    out = np.stack([shaped(count, _hump(700.0, 0.5) * 0.02 + _hump(140.0, 0.6) * 0.05, generator) for _ in range(2)])
    for period, hertz, force, side in ((1.0, 620.0, 0.05, 0.4), (0.25, 2400.0, 0.012, 0.65), (1.0 / 3, 1700.0, 0.008, 0.3)):
        for k in range(int(count / SAMPLE_RATE_HZ / period) + 1):
            beat = struck((hertz, hertz * 1.6, hertz * 2.7), (110, 150, 220), (1, 0.6, 0.3), 0.07, blow(generator, 1.2, 8000))
            beat = beat * force * generator.uniform(0.85, 1.0) * (1.0 if k % 2 else 0.8)
            at = int((k * period + 0.2) * SAMPLE_RATE_HZ) + int(generator.integers(0, 60))
            put(out, np.stack([beat * np.sqrt(1 - side), beat * np.sqrt(side)]), at)
    return out


def _moments(count: int, generator: np.random.Generator, *, every_s: float) -> list[int]:
    """Samples at which something happens, about so often."""
    found, now = [], generator.uniform(0.2, min(every_s, 1.8))
    while now < count / SAMPLE_RATE_HZ:
        found.append(int(now * SAMPLE_RATE_HZ))
        now += 0.15 * every_s + generator.exponential(0.85 * every_s)
    return found


def _placed(out: Bed, sound: Mono, at: int, generator: np.random.Generator) -> None:
    """Somewhere in the stereo picture."""
    side = generator.uniform(0.1, 0.9)
    put(out, np.stack([sound * np.sqrt(1 - side), sound * np.sqrt(side)]), at)


def machine(count: int, generator: np.random.Generator) -> Bed:
    """A machine at work near by: its hum, and an arm of it that goes round and knocks."""
    out = hum(count, generator)
    now = 0.2
    while now < count / SAMPLE_RATE_HZ:
        for k, hertz in ((0.0, 190.0), (0.31, 320.0)):
            knock = struck((hertz, hertz * 2.4, hertz * 4.1), (40, 60, 90), (1, 0.5, 0.25), 0.2, blow(generator, 4, 2500)) * 0.03
            _placed(out, knock * generator.uniform(0.8, 1.0), int((now + k) * SAMPLE_RATE_HZ), generator)
        now += 0.84
    return out


def _spaced(bed: Bed, generator: np.random.Generator) -> Bed:
    """The bed with a soft echo of the open, so that made calls do not stand bare."""
    out = bed.copy()
    for delay, share in ((0.061, 0.35), (0.113, 0.25), (0.187, 0.18), (0.29, 0.12)):
        put(out, bed[::-1, :] * share, int(delay * SAMPLE_RATE_HZ * generator.uniform(0.95, 1.05)))
    return out


# What a word makes, and its level in dB within a bed.
_MAKERS: dict[str, tuple[Make, float]] = {
    "sea": (sea, 0.0), "waves": (sea, 0.0), "harbour": (lambda n, g: 0.5 * sea(n, g) + gulls(n, g), -2.0), "shore": (sea, 0.0),
    "ocean": (sea, 0.0),
    "wind": (wind, -1.0), "breeze": (leaves, -4.0), "storm": (lambda n, g: wind(n, g, strength=1.0), 2.0), "rain": (rain, -1.0),
    "room": (room, -9.0),
    "street": (street, -2.0), "traffic": (street, 0.0), "city": (street, -2.0), "forest": (forest, -3.0), "leaves": (leaves, -3.0),
    "birds": (birds, -5.0),
    "crickets": (crickets, -8.0), "gulls": (gulls, -6.0), "train": (train, 0.0), "rails": (train, 0.0), "clock": (clock, -8.0),
    "fire": (fire, -3.0),
    "stove": (fire, -6.0), "water": (water, -3.0), "stream": (water, -2.0), "river": (water, -2.0), "crowd": (murmur, -3.0),
    "murmur": (murmur, -5.0),
    "cafe": (murmur, -4.0), "hum": (hum, -10.0), "machine": (machine, -6.0), "engine": (motor, -4.0), "garden": (birds, -6.0),
    "meadow": (birds, -6.0),
    "hall": (hall, -7.0), "oven": (oven, -4.0), "motor": (motor, 0.0), "shaft": (shaft, -5.0), "ship": (ship, -1.0),
    "drops": (drops, -5.0), "creaks": (creaks, -9.0), "far_steps": (far_steps, -8.0), "clatter": (clatter, -8.0),
    "far_train": (far_train, -6.0), "clockwork": (works, -6.0), "station": (far_train, -4.0),
    "night": (crickets, -9.0), "owl": (crickets, -9.0), "snow": (wind, -10.0), "fog": (room, -6.0), "silence": (room, -9.0),
}  # fmt: skip
_WEATHER: dict[Weather, tuple[str, ...]] = {"clear": (), "rain": ("rain",), "snow": ("snow",), "fog": ("fog",), "wind": ("wind",)}
BED_RMS = 0.05  # of a word at 0 dB; the mix sets its place


def known_words() -> frozenset[str]:
    """The words of which beds are made."""
    return frozenset(_MAKERS)


def bed_words(ambience: tuple[str, ...], weather: Weather, time_of_day: TimeOfDay, *, interior: bool) -> tuple[str, ...]:
    """What is heard in a place: its own words, the weather, never nothing; birds by day and crickets by night, neither in snow."""
    words = [word for word in ambience if word in _MAKERS]
    alive = {"forest", "garden", "meadow"} if not interior else set()
    if (alive | {"birds", "crickets"}) & set(words):
        words = [word for word in words if word not in ("birds", "crickets")]
        if weather != "snow":
            words.append("crickets" if time_of_day == "night" else "birds")
    words += [word for word in _WEATHER[weather] if word not in words]
    if interior and "room" not in words:
        words.append("room")
    if not words:
        words = ["breeze"]
    return tuple(dict.fromkeys(words))


# Not heard through a wall where the scene is indoors.
_INDOORS = frozenset((
    "room", "clock", "fire", "stove", "hum", "train", "rails", "murmur", "cafe", "machine", "crowd", "hall", "oven", "motor", "shaft",
    "ship", "drops", "creaks", "far_steps", "clatter", "clockwork",
))  # fmt: skip


def bed(words: tuple[str, ...], samples: int, *, interior: bool, seed: str, levels: Mapping[str, float] | None = None) -> Sound:
    """The bed of a place (2, samples). Words outside the room's own are heard through walls when `interior`.

    Args:
        words: From `bed_words`; unknown ones are left out.
        seed: Of the place; the same place sounds the same.
        levels: dB added to the level of a word in this place.
    """
    out = np.zeros((2, samples))
    for word in words:
        if word not in _MAKERS:
            continue
        make, level = _MAKERS[word]
        level += (levels or {}).get(word, 0.0)
        generator = np.random.default_rng(int.from_bytes(hashlib.sha256(f"{seed}/{word}".encode()).digest()[:8], "big"))
        made = make(samples, generator)
        if interior and word not in _INDOORS:
            made = np.stack([filtered(channel, None, 650.0) + 0.06 * channel for channel in made])
            level -= 5.0
        loud = np.sqrt(np.mean(made**2))
        out += made / max(loud, 1e-6) * 10 ** (level / 20) * BED_RMS
    return out.astype(np.float32)
