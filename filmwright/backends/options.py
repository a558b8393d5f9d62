"""Options: what stands in [writer.options], [camera.options] ..., text by name; each backend documents its own."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from filmwright.errors import BackendError

Options = Mapping[str, str]


def check_options(kind: str, name: str, options: Options, known: Options) -> None:
    """Refuse an option that the backend does not document.

    Raises:
        BackendError: names the option and the nearest known one.
    """
    for key in options:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise BackendError(f"the {kind} '{name}' has no option '{key}' (it has: {', '.join(known) or 'none'}).{hint}")
