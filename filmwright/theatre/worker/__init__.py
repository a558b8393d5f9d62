"""Runs inside Blender's Python: builds sets, props and puppets, poses them, renders. Imports bpy."""
