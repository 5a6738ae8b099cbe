"""Lines of the lists and of Today: a fixed number of questions, however long the list."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.domain.value import value
from beforehand.store.folding import begins_a_word, folded
from beforehand.store.notebook import Notebook
from beforehand.store.shelf import in_list, instant

_OPEN = "stage IN ('preparing', 'ready')"
_OVER = "stage IN ('held', 'debriefed')"
_WHEN = "coalesce(starts_at, created_at)"
_SAID = "coalesce(sum(n.standing IN ('stated', 'known')), 0)"
_HIDDEN = "coalesce(sum(n.standing = 'hidden'), 0)"
_UNTESTED = "coalesce(sum(n.standing = 'hidden' AND trim(n.question) = ''), 0)"
_BLANKS = "' ' || char(9, 10, 13)"


@value
class ConversationLine:
    """A conversation in a list: with whom, and how far it is prepared.

    `untested` counts the hidden needs without a question.
    """

    conversation: Conversation
    counterparts: tuple[Counterpart, ...] = ()
    answered: int = 0
    said: int = 0
    hidden: int = 0
    untested: int = 0


@value
class CounterpartLine:
    """A counterpart in a list; `last` is a conversation held, `next` one that is prepared."""

    counterpart: Counterpart
    conversations: int = 0
    said: int = 0
    hidden: int = 0
    last: datetime | None = None
    next: datetime | None = None


@value
class Tally:
    """How much there is."""

    conversations: int
    counterparts: int


def coming(notebook: Notebook, now: datetime, limit: int = 20) -> list[ConversationLine]:
    """What is being prepared: soonest first, those past and not held before, those undated last.

    At most half are past ones, the latest of them, or old drafts would hide the next conversation.
    """
    today = instant(now)
    past = _talks(
        notebook, f"{_OPEN} AND starts_at < ? ORDER BY starts_at DESC", [today], limit // 2
    )
    ahead = _talks(notebook, f"{_OPEN} AND starts_at >= ? ORDER BY starts_at", [today], limit)
    undated = f"{_OPEN} AND starts_at IS NULL ORDER BY created_at DESC"
    talks = [*reversed(past), *ahead, *_talks(notebook, undated, [], limit)]
    return _conversation_lines(notebook, talks[:limit])


def waiting(notebook: Notebook, limit: int = 20) -> list[ConversationLine]:
    """What was held and not debriefed, the latest first, with whom; nothing is counted."""
    held = f"stage = 'held' ORDER BY {_WHEN} DESC, rowid DESC"
    talks = _talks(notebook, held, [], limit)
    people = _participants(notebook, [talk.id for talk in talks]) if talks else {}
    return [
        ConversationLine(conversation=talk, counterparts=tuple(people.get(talk.id, ())))
        for talk in talks
    ]


def conversation_lines(  # noqa: PLR0913  # each narrows the list in a way of its own
    notebook: Notebook,
    *,
    stage: Stage | None = None,
    counterpart_id: Id | None = None,
    lens_id: Id | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[ConversationLine]:
    """All conversations, or those of a stage, a counterpart, a lens; newest first."""
    narrowed: tuple[tuple[object, str], ...] = (
        (stage, "stage = ?"),
        (
            counterpart_id,
            "id IN (SELECT conversation_id FROM participants"
            " WHERE counterpart_id = ? AND trashed_at IS NULL)",
        ),
        (lens_id, "EXISTS (SELECT 1 FROM json_each(lens_ids) AS used WHERE used.value = ?)"),
    )
    clauses = ["1", *(clause for given, clause in narrowed if given is not None)]
    values = [str(given) for given, _ in narrowed if given is not None]
    where = f"{' AND '.join(clauses)} ORDER BY {_WHEN} DESC, rowid DESC"
    return _conversation_lines(notebook, _talks(notebook, where, values, limit, offset))


def counterpart_lines(
    notebook: Notebook,
    *,
    limit: int = 200,
    offset: int = 0,
    words: str = "",
    by_team: bool = False,
) -> list[CounterpartLine]:
    """Counterparts by name, or by team and name, those without a team last.

    With `words`, only those with a name or team that begins like them.
    """
    rows = notebook.vault.read("SELECT id, name, team FROM counterparts WHERE trashed_at IS NULL")
    teams = (
        {team: folded(team) for team in {team for _, _, team in rows}} if words or by_team else {}
    )
    named = [(folded(name), teams.get(team, ""), id_) for id_, name, team in rows]
    asked = folded(words)
    kept = sorted(
        (by_team and (not team, team), name, id_)
        for name, team, id_ in named
        if begins_a_word(asked, name, team)
    )
    return _counterpart_lines(notebook, [id_ for _, _, id_ in kept[offset : offset + limit]])


def tally(notebook: Notebook) -> Tally:
    """How many conversations and counterparts there are, without those put away."""
    return Tally(
        conversations=notebook[Conversation].count(), counterparts=notebook[Counterpart].count()
    )


def _talks(
    notebook: Notebook, where: str, values: Sequence[object], limit: int, offset: int = 0
) -> list[Conversation]:
    layout = notebook[Conversation].layout
    rows = notebook.vault.read(
        f"SELECT {layout.columns()} FROM conversations WHERE trashed_at IS NULL AND {where} "
        "LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )
    return [layout.record(row) for row in rows]


def _conversation_lines(
    notebook: Notebook, talks: Sequence[Conversation]
) -> list[ConversationLine]:
    ids = [talk.id for talk in talks]
    people = _participants(notebook, ids)
    answered = _grouped(
        notebook,
        "SELECT conversation_id, count(*) FROM answers WHERE trashed_at IS NULL"
        f" AND trim(text, {_BLANKS}) <> '' AND conversation_id",
        ids,
    )
    needs = _grouped(
        notebook,
        f"SELECT p.conversation_id, {_SAID}, {_HIDDEN}, {_UNTESTED} FROM (SELECT DISTINCT"
        " conversation_id, counterpart_id FROM participants WHERE trashed_at IS NULL) AS p"
        " JOIN needs AS n ON n.counterpart_id = p.counterpart_id"
        " WHERE n.trashed_at IS NULL AND p.conversation_id",
        ids,
    )
    return [
        ConversationLine(
            conversation=talk,
            counterparts=tuple(people.get(talk.id, ())),
            answered=answered.get(talk.id, (0,))[0],
            **dict(zip(("said", "hidden", "untested"), needs.get(talk.id, (0, 0, 0)), strict=True)),
        )
        for talk in talks
    ]


def _participants(notebook: Notebook, ids: Sequence[Id]) -> dict[Id, list[Counterpart]]:
    """The counterparts of each of these conversations, in their places."""
    layout = notebook[Counterpart].layout
    some, values = in_list("p.conversation_id", ids)
    rows = notebook.vault.read(
        f"SELECT p.conversation_id, {layout.columns('c.')} FROM participants AS p"
        " JOIN counterparts AS c ON c.id = p.counterpart_id"
        f" WHERE p.trashed_at IS NULL AND c.trashed_at IS NULL AND {some}"
        " GROUP BY p.conversation_id, c.id ORDER BY min(p.place), p.created_at",
        values,
    )
    found: dict[Id, list[Counterpart]] = {}
    for talk_id, *row in rows:
        found.setdefault(talk_id, []).append(layout.record(tuple(row)))
    return found


def _counterpart_lines(notebook: Notebook, ids: Sequence[Id]) -> list[CounterpartLine]:
    people = {person.id: person for person in notebook[Counterpart].find(id=set(ids))}
    needs = _grouped(
        notebook,
        f"SELECT counterpart_id, {_SAID}, {_HIDDEN} FROM needs AS n"
        " WHERE trashed_at IS NULL AND counterpart_id",
        ids,
    )
    talks = _grouped(
        notebook,
        "SELECT p.counterpart_id, count(DISTINCT c.id),"
        f" max(iif(c.{_OVER}, coalesce(c.starts_at, c.created_at), NULL)),"
        f" min(iif(c.{_OPEN}, c.starts_at, NULL))"
        " FROM participants AS p JOIN conversations AS c ON c.id = p.conversation_id"
        " WHERE p.trashed_at IS NULL AND c.trashed_at IS NULL AND p.counterpart_id",
        ids,
    )
    return [
        _counterpart_line(people[id_], talks.get(id_, (0, None, None)), needs.get(id_, (0, 0)))
        for id_ in ids
    ]


def _counterpart_line(
    person: Counterpart, talks: tuple[Any, ...], needs: tuple[Any, ...]
) -> CounterpartLine:
    number, last, following = talks
    said, hidden = needs
    return CounterpartLine(
        counterpart=person,
        conversations=number,
        said=said,
        hidden=hidden,
        last=_moment(last),
        next=_moment(following),
    )


def _grouped(notebook: Notebook, sql: str, ids: Iterable[Id]) -> dict[Id, tuple[Any, ...]]:
    """Figures by id; the SQL ends with the name of the column that the ids narrow."""
    head, _, column = sql.rpartition(" ")
    some, values = in_list(column, list(ids))
    rows = notebook.vault.read(f"{head} {some} GROUP BY {column}", values)
    return {row[0]: tuple(row[1:]) for row in rows}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
