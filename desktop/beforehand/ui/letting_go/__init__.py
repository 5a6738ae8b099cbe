"""Letting go of one person, and showing everything that is kept on one."""
