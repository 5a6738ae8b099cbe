"""Nobody let in: asking for the passphrase, setting it, locking, hiding, and what is copied."""
