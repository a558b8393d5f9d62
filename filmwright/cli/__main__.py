"""`python -m filmwright.cli`."""

from filmwright.cli.main import main

main()
