"""The sheet chooser: which sheet, what goes on it, and how it is laid on paper."""
