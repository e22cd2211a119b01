"""Grafting: rows into the sheets of a template, and everything around them kept, moved or made longer."""

from kolonne.writers.grafting.graft import graft

__all__ = ["graft"]
