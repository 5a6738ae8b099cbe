"""Which answers say only what the private brief prints as something else."""

from collections.abc import Container, Iterable
from string import punctuation

from beforehand.domain.brief import Brief
from beforehand.domain.lenses import Section

_EDGES = punctuation + "“”„‘’‚«»…–—·。、，？！「」『』؟،"


_LONG = 1_000
"""Letters of what is compared at most: a chapter is not the repetition of a sentence."""


def repeats(text: str, section: Section, brief: Brief, left_out: Container[str] = ()) -> bool:
    """Whether what is printed beside an answer has all its words, in their order.

    What is left out of the sheet repeats nothing.
    """
    if len(text) > _LONG:
        return False
    said = _bare(text)
    beside = _beside(section, brief, left_out)
    return any(said in _bare(other) for other in beside if len(other) <= _LONG)


def _bare(text: str) -> str:
    """The words without their marks; the spaces round them keep a word from matching a part."""
    words = (word.strip(_EDGES) for word in text.casefold().split())
    return f" {' '.join(filter(None, words))} "


def _beside(section: Section, brief: Brief, left_out: Container[str]) -> Iterable[str]:
    """What the brief prints where an answer of this section would stand."""
    talk = brief.conversation
    if section is Section.OPENING:
        return [each.text for each in brief.openings]
    if section is Section.SHARED:
        return [talk.shared_goal]
    if section is Section.ASK:
        needs = [] if "needs" in left_out else brief.people
        tested = [each.need.question for person in needs for each in person.hidden]
        return [*(each.text for each in brief.asking), *tested]
    if section is Section.OPTIONS:
        return [line.option.text for line in brief.options]
    return []
