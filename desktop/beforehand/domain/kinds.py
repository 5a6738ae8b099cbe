"""All kinds of record, those that are referred to before those that refer to them."""

from beforehand.domain import conversations, counterparts, needs, stakes, superseded
from beforehand.domain.record import Record

KINDS: tuple[type[Record], ...] = (
    counterparts.Counterpart,
    counterparts.SuccessMeasure,
    counterparts.Pressure,
    conversations.Conversation,
    conversations.Participant,
    conversations.Answer,
    conversations.EarlierWording,
    conversations.AlignmentRating,
    conversations.Debrief,
    conversations.Addendum,
    needs.Need,
    needs.NeedLink,
    needs.Evidence,
    needs.ConfidenceMark,
    needs.Verdict,
    stakes.Position,
    stakes.NonNegotiable,
    stakes.Option,
    stakes.Serving,
    stakes.Opening,
    stakes.IfThen,
    stakes.AskingPoint,
    stakes.Commitment,
    stakes.Excerpt,
    stakes.RoomChoice,
    superseded.Superseded,
)
