"""Lenses and drivers: those that are shipped and those that the person wrote."""

from beforehand.library.later import default_library
from beforehand.library.reading import DEFAULT_LENS, LARGEST_FILE, Library, read_library

__all__ = ["DEFAULT_LENS", "LARGEST_FILE", "Library", "default_library", "read_library"]
