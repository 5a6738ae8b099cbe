"""The parts of the debrief screen."""
