"""`python -m filmwright`: the command line where its script is not on the path."""

from filmwright.cli import main

main()
