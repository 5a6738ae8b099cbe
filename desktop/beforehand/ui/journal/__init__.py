"""The journal: re-reading what was written."""
