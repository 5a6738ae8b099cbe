"""Which sections of a sheet are printed, as the terminal names them."""

from collections.abc import Collection, Iterator, Sequence

from beforehand.domain.errors import BeforehandError
from beforehand.exchange.table import plain
from beforehand.sheets import SectionName


def left_out(wanted: str, there: Sequence[SectionName]) -> frozenset[str]:
    """The ids of all sections but those wanted: ids or headings with commas between them."""
    kept = set(_meant(wanted, there))
    return frozenset(each.id for each in there if each.id not in kept)


def advice(too_much: Collection[SectionName], there: Sequence[SectionName]) -> str:
    """The option that prints everything else."""
    kept = [each.id for each in there if each not in too_much]
    return f"“--sections {','.join(kept)}” prints the rest." if kept else ""


def _meant(wanted: str, there: Sequence[SectionName]) -> Iterator[str]:
    names = {name: each.id for each in there for name in (_bare(each.heading), _bare(each.id))}
    words = wanted.split(",")
    while words:
        # A heading may have commas of its own: the longest that fits is meant.
        sizes = range(len(words), 0, -1)
        size = next((n for n in sizes if _bare(",".join(words[:n])) in names), 0)
        if size == 0:
            raise _unknown(words[0], there)
        yield names[_bare(",".join(words[:size]))]
        words = words[size:]


def _bare(name: str) -> str:
    return " ".join(name.casefold().split())


def _unknown(name: str, there: Sequence[SectionName]) -> BeforehandError:
    if not there:
        return BeforehandError("This sheet has no sections to choose.", "Leave out “--sections”.")
    known = "; ".join(f"{each.id} ({plain(each.heading)})" for each in there)
    return BeforehandError(f"This sheet has no section “{plain(name)}”.", f"There are: {known}.")
