"""Creatures."""
