"""The built-in camera: a stop-motion puppet theatre in Blender.

`catalogue/` says, in plain data, what the theatre has: sets, props, puppet parts. `worker/` runs inside
Blender's Python, in its own process, and is the only place that imports bpy. `camera.py` is the theatre's
face to the rest: it starts the worker, sends staged scenes, gets raw drawings. `darkroom.py` denoises,
joins and grades them.
"""
