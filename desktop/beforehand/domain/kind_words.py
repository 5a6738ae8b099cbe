"""What each kind of record is called: one and many."""

from collections.abc import Mapping

WRITTEN: Mapping[str, tuple[str, str]] = {
    "counterparts": ("counterpart", "counterparts"),
    "success_measures": ("success measure", "success measures"),
    "pressures": ("pressure", "pressures"),
    "conversations": ("conversation", "conversations"),
    "answers": ("answer", "answers"),
    "alignment_ratings": ("rating of alignment", "ratings of alignment"),
    "debriefs": ("debrief", "debriefs"),
    "addenda": ("addendum", "addenda"),
    "needs": ("need", "needs"),
    "evidence": ("sign", "signs"),
    "verdicts": ("verdict", "verdicts"),
    "positions": ("position", "positions"),
    "non_negotiables": ("non-negotiable", "non-negotiables"),
    "options": ("option", "options"),
    "openings": ("opening", "openings"),
    "if_then_plans": ("if-then plan", "if-then plans"),
    "asking_points": ("question to ask", "questions to ask"),
    "commitments": ("commitment", "commitments"),
}
"""One and many of what somebody wrote; the rest are links, marks and history, told as one."""

HISTORY: Mapping[str, tuple[str, str]] = {
    "earlier_wordings": ("earlier wording", "earlier wordings"),
    "earlier_versions": ("earlier version", "earlier versions"),
}
"""What something written was before."""
