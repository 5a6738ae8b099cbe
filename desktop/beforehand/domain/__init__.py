"""What the field talks about: plain values, with no clock, no disk and no window."""
