"""The printed page, as PDF."""
