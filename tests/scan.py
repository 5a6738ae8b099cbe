"""What search is checked against: every record read, every word looked at, nothing clever."""

from typing import get_type_hints

from beforehand.domain.kinds import KINDS
from beforehand.store.shelf import clean
from beforehand.store.words import words_of


def written(record):
    """What the person wrote in a record, by field."""
    hints = get_type_hints(type(record))
    return {
        name: getattr(record, name)
        for name in record.__dataclass_fields__
        if hints[name] is str and name != "wording"
    }


def has(words, run, *, begun):
    """Whether a run of words stands among the words of a text; `begun` lets the last go on."""
    for place in range(len(words) - len(run) + 1):
        here = words[place : place + len(run)]
        if here == run or (begun and here[:-1] == run[:-1] and here[-1].startswith(run[-1])):
            return True
    return False


def answers(texts, typed, split=words_of):
    """Whether texts have every word that was typed, whichever of them has it."""
    runs = [run for piece in clean(typed).split() if (run := split(piece))]
    return bool(runs) and all(
        any(has(split(clean(text)), run, begun=number == len(runs)) for text in texts)
        for number, run in enumerate(runs, start=1)
    )


def scan(notebook, typed, split=words_of):
    """The kind and id of each record that has every word that was typed."""
    return {
        (kind.kind, record.id)
        for kind in KINDS
        for record in notebook[kind].find(trashed=None)
        if answers(written(record).values(), typed, split)
    }


def places(notebook, typed):
    """Kind, id and field of each field that has every word that was typed."""
    return {
        (kind.kind, record.id, field)
        for kind in KINDS
        for record in notebook[kind].find(trashed=None)
        for field, text in written(record).items()
        if answers([text], typed)
    }
