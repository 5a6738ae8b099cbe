"""Nothing lost: backups by themselves, the check, looking back, and the world's faults."""
