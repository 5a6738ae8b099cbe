"""Beforehand: prepare a hard conversation inside your organisation."""

__version__ = "0.1.0"
