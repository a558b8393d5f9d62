"""Screenplays: Fountain, Final Draft and plain text in and out, and (in `writer/`) from a story to a script."""
