"""Two machines: another copy of the notebook looked at, merged, and taken back."""
