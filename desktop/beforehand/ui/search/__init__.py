"""Search everything: what was found, where it stands, and the way there."""
