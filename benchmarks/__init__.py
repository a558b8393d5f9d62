"""Measurements of speed, memory and size. `make bench` prints them; they are never tests."""
