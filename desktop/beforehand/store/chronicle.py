"""What is kept when something changes: earlier wordings of an answer, earlier confidences."""

from datetime import datetime

from beforehand.domain.conversations import Answer, EarlierWording
from beforehand.domain.needs import ConfidenceMark, Need, Standing


def earlier_wording(
    before: Answer, after: Answer, sheet_made_at: datetime | None, now: datetime
) -> EarlierWording | None:
    """The wording to keep when an answer changes, or None while it is still being written.

    It is kept once it stood until a later day, where the person is, or until a sheet was made.
    """
    same = (before.text, before.trashed_at) == (after.text, after.trashed_at)
    if same or not before.text.strip():
        return None
    written = before.updated_at
    on_paper = sheet_made_at is not None and written <= sheet_made_at
    earlier_day = written.astimezone(now.tzinfo).date() < now.date()
    if not (on_paper or earlier_day):
        return None
    return EarlierWording(
        answer_id=before.id, wording=before.wording, text=before.text, written_at=written
    )


def confidence_mark(before: Need | None, after: Need) -> ConfidenceMark | None:
    """The mark to set when a hypothesis is made or its confidence moves."""
    if after.standing is not Standing.HIDDEN:
        return None
    if before and (before.standing, before.confidence) == (after.standing, after.confidence):
        return None
    return ConfidenceMark(need_id=after.id, confidence=after.confidence)
