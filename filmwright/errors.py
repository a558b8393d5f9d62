"""Every error a caller may catch.

FilmwrightError
├── InputError            the user's input: premise, script, edited file
│   └── RecordError       a JSON artefact that does not fit its record
├── SettingsError         filmwright.toml or an option
├── BackendError          a backend is missing, refused its audition, or failed
│   ├── TheatreError      the Blender worker
│   └── TooSlowError      a model in this process cannot answer within its seconds
├── ModelFileError        a model or voice file is missing or has another hash
├── StoreError            the production's store: locked, damaged, no room on the disk
└── StageError            a stage could not do its work; names the stage and the unit
"""

from __future__ import annotations


class FilmwrightError(Exception):
    """One clear sentence: what happened, where, what was expected, what to do."""


class InputError(FilmwrightError):
    """The premise, the screenplay or a file that a person edited cannot be used."""


class RecordError(InputError):
    """A JSON artefact does not fit its record."""


class SettingsError(FilmwrightError):
    """A setting is unknown, of the wrong type or out of range."""


class BackendError(FilmwrightError):
    """A backend is not installed, failed its audition or failed at work."""


class TheatreError(BackendError):
    """The Blender worker could not start, died twice at one drawing, or refused a scene."""


class TooSlowError(BackendError):
    """A model that runs in this process cannot answer within the seconds it is given; asking again would not help."""


class ModelFileError(FilmwrightError):
    """A model, voice or sample file is missing or does not have the pinned hash."""


class StoreError(FilmwrightError):
    """The store of a production is in use by another run, damaged, or the disk is full."""


class StageError(FilmwrightError):
    """A stage could not do its work; the message names the stage and the unit."""
