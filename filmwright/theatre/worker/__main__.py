"""The worker's loop: reads requests from standard input, answers on what was standard output when it began.

Started as `python -m filmwright.theatre.worker` with a Python that has bpy, or by a Blender with
`blender --background --python-expr "import filmwright.theatre.worker.__main__"`.
"""

from __future__ import annotations

import os
import resource
import sys
import time
import traceback
from typing import BinaryIO

import bpy
import msgspec

from filmwright.records.codec import encode
from filmwright.records.staging import Pose, PropState
from filmwright.theatre import protocol
from filmwright.theatre.worker import exposure, materials
from filmwright.theatre.worker.stagehand import Stage, save_scene


class Worker:
    """Holds the stage between requests."""

    def __init__(self) -> None:
        self._stage: Stage | None = None
        self._relief = True  # whether its surfaces have their finest relief
        self._job: protocol.Dress | None = None
        self._watch: exposure.Watch | None = None
        self._watched = -1  # the drawing the watch has seen last
        self._plan: exposure.Plan | None = None

    def answer(self, request: protocol.Request) -> protocol.Reply:
        """Do what is asked."""
        match request:
            case protocol.Dress():
                return self._dress(request)
            case protocol.Expose():
                return self._expose(request)
            case protocol.SaveScene():
                self._stage = self._job = None
                save_scene(request.scene, request.shots, request.path, request.picture)
                return protocol.Saved(path=request.path)
            case protocol.Memory():
                return protocol.Measured(peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)

    def _dress(self, job: protocol.Dress) -> protocol.Dressed:
        started = time.monotonic()
        stands = self._stage is not None and self._stage.stands_for(job.set, job.light, job.puppets, job.props)
        rebuilt = not stands or self._relief != job.picture.relief
        if rebuilt:
            self._stage, self._relief = Stage(job.set, job.light), job.picture.relief
        assert self._stage is not None
        self._stage.add(job.puppets, job.props)
        if not self._relief:
            materials.flatten()
        self._stage.face_lamp.set(job.face)
        exposure.keep_apart(list(bpy.context.scene.objects))
        self._plan = exposure.Plan(job.camera, job.picture)
        exposure.set_up(job.picture, sight=self._plan.moves)
        for number, item in enumerate(self._stage.moving(), start=1):
            item.pass_index = number
        for material in bpy.data.materials:
            if material.get("decorative"):
                material.cycles.emission_sampling = "NONE"
        self._job, self._watch, self._watched = job, exposure.Watch(job.picture), -1
        return protocol.Dressed(seconds=time.monotonic() - started, rebuilt=rebuilt)

    def _expose(self, request: protocol.Expose) -> protocol.Exposed:
        if self._stage is None or self._job is None or self._watch is None or self._plan is None:
            raise RuntimeError("asked for a drawing before a stage was dressed")
        started = time.monotonic()
        picture = self._job.picture
        if not request.whole and self._watched != request.after:
            # A worker that took over from one that died looks at the drawing before, which the near side has.
            self._set(request.after)
            self._watch = exposure.Watch(picture)
            self._watch.look(self._stage.camera, self._stage.moving(), self._stage.lamps())
        self._set(request.drawing)
        rects = self._watch.look(self._stage.camera, self._stage.moving(), self._stage.lamps())
        self._watched = request.drawing
        if request.whole:
            rects = [(0, 0, picture.width, picture.height)]
        exposure.expose_with(*self._plan.at(request.drawing))
        parts = []
        for number, rect in enumerate(rects):
            path = os.path.join(self._job.scratch, f"raw_{os.getpid()}_{request.drawing:05d}_{number}.exr")
            exposure.render(rect, picture, path)
            parts.append(protocol.RawPart(path=path, rect=rect))
        return protocol.Exposed(
            drawing=request.drawing, parts=tuple(parts), seconds=time.monotonic() - started,
            moved=self._watch.moved, relit=self._watch.relit, paths=self._plan.times(request.drawing),
        )  # fmt: skip

    def _set(self, drawing: int) -> None:
        assert self._stage is not None and self._job is not None
        job = self._job
        for p in job.puppets:
            self._stage.wear(p.role, p.look(drawing))
        cast: dict[str, Pose | None] = {p.role: p.poses[drawing] for p in job.puppets}
        props: dict[str, PropState] = {p.id: p.states[drawing] for p in job.props}
        self._stage.pose(cast, props)
        self._stage.aim(job.camera[drawing if len(job.camera) > 1 else 0])
        bpy.context.view_layer.update()


def serve() -> None:
    """Answer requests until the input ends."""
    wire: BinaryIO = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # Blender talks on standard output; only replies may go there
    decoder = msgspec.json.Decoder(protocol.Request)
    worker = Worker()
    colour = os.path.join(bpy.utils.resource_path("LOCAL"), "datafiles", "colormanagement", "config.ocio")
    wire.write(encode(protocol.Ready(blender=bpy.app.version_string, colour_config=colour)) + b"\n")
    for line in sys.stdin.buffer:
        reply: protocol.Reply
        try:
            reply = worker.answer(decoder.decode(line))
        except Exception as error:
            reply = protocol.Refused(what=f"{type(error).__name__}: {error}", trace=traceback.format_exc())
        wire.write(encode(reply) + b"\n")


serve()
