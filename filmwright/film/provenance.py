"""What was made by whom: the statement in the credits, in the file's tags and beside the film."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from filmwright.records.breakdown import Breakdown
from filmwright.records.cut import Cut
from filmwright.records.music import Mix
from filmwright.records.report import Credit
from filmwright.records.takes import Takes


def statement(breakdown: Breakdown, provenance: dict[str, Any]) -> str:
    """One sentence for the credits: what was machine-made, and from what.

    `provenance["made_from"]`, a phrase such as 'a premise: "..."', is used if it is given; from a premise, the story was made too.
    """
    source = str(provenance.get("made_from") or (f"a screenplay by {breakdown.author}" if breakdown.author else "a written text"))
    stop = "" if source.rstrip("”\"’'»").endswith((".", "!", "?", "…")) else "."
    made = "Story, picture, voices and score" if source.startswith("a premise") else "Picture, voices and score"
    return f"{made} were made by machine from {source}{stop}"


def document(
    cut: Cut, takes: Takes, mix: Mix, breakdown: Breakdown, credits: Sequence[Credit], provenance: dict[str, Any], film_sha256: str
) -> dict[str, Any]:
    """Everything that can be said of the film's making, as plain data for JSON.

    Keys of `provenance` are kept under "production" as they were given.
    """
    return {
        "title": cut.title,
        "statement": statement(breakdown, provenance),
        "contains_synthetic_media": any(credit.machine_made for credit in credits) or bool(takes.takes),
        "made_by_machine": [_entry(credit) for credit in credits if credit.machine_made],
        "made_by_people": [_entry(credit) for credit in credits if not credit.machine_made],
        "voices": [
            {"character": role.name, "backend": role.voice.backend, "voice": dict(sorted(role.voice.blend.items()))}
            for role in breakdown.cast
        ],
        "cameras": sorted({take.camera for take in takes.takes}),
        "drawings": sum(len(take.drawings) for take in takes.takes),
        "frames": cut.frames,
        "approximations": [{"where": a.where, "asked": a.asked, "done": a.done} for a in breakdown.approximations],
        "production": provenance,
        "sha256": {
            **({"film": film_sha256} if film_sha256 else {}),
            "mix": mix.film.split(".")[0],
            "shots": {take.shot: _of_drawings(take.drawings) for take in takes.takes},
        },
    }


def as_text(found: dict[str, Any]) -> str:
    """Readable JSON, the same for the same content."""
    return json.dumps(found, indent=2, ensure_ascii=False, default=str) + "\n"


def comment(found: dict[str, Any]) -> str:
    """The same for the MP4's comment tag: the sentence, then the data on one line, without the lists of digests."""
    short = {key: value for key, value in found.items() if key not in ("sha256", "approximations")}
    return f"{found['statement']} {json.dumps(short, ensure_ascii=False, separators=(',', ':'), default=str)}"


def _entry(credit: Credit) -> dict[str, str]:
    return {"role": credit.role, "name": credit.name, "licence": credit.licence}


def _of_drawings(drawings: tuple[str, ...]) -> str:
    """One digest for all drawings of a shot."""
    return hashlib.sha256("\n".join(drawings).encode("ascii", "replace")).hexdigest()
