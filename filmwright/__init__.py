"""From a premise or a screenplay to a finished stop-motion film.

from pathlib import Path
from filmwright.production import Production
Production(Path("productions/night-train")).make()
"""

__version__ = "0.1.0"
