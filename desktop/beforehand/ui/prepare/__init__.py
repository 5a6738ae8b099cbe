"""The parts of the Prepare screen."""
