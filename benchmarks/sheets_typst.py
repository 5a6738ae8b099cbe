"""The same brief by typst: its words go into the template `sheets.typ` as JSON."""

import json
from pathlib import Path

import typst

from beforehand import paths, wording
from beforehand.domain.brief import Brief, Hypothesis, PersonBrief
from beforehand.domain.lenses import Section

Line = list[list[str]]
"""A paragraph: spans of a style and a text."""


class Typst:
    """A compiler with the shipped fonts, kept from one brief to the next."""

    def __init__(self) -> None:
        folder = [str(paths.resources() / "fonts")]
        fonts = typst.Fonts(False, False, folder)
        self._compiler = typst.Compiler(
            str(Path(__file__).with_name("sheets.typ")), font_paths=fonts
        )

    def sheet(self, brief: Brief) -> bytes:
        """The brief as a PDF."""
        words = json.dumps(_words(brief), ensure_ascii=False)
        pdf = self._compiler.compile(sys_inputs={"brief": words})
        assert isinstance(pdf, bytes)
        return pdf


def _words(brief: Brief) -> dict[str, object]:
    talk, person, opening = brief.conversation, brief.people[0], brief.openings[0]
    who = person.counterpart
    return {
        "issue": talk.issue,
        "about": f"{who.name}, {who.role}, {who.team} · {wording.moment(talk.starts_at)} · 45 min",
        "opening": f"“{opening.text}”",
        "avoid": f"“{opening.avoid}”",
        "shared": [_heading("What we both want"), *_shared(brief)],
        "fixed": _fixed(brief),
        "needs": f"What {who.first_name} needs",
        "said": _said(person) + _answers(brief, Section.WEIGHS),
        "hidden": [_hidden(each) for each in person.hidden],
        "mine": _mine(brief) + _answers(brief, Section.MINE),
        "asking": [point.text for point in brief.asking],
        "options": [_option(brief, at) for at in range(len(brief.options))],
        "stuck": _stuck(brief) + _answers(brief, Section.STUCK),
        "last": _last(person),
        "footer": "Prepared 18 November 2026 · aligned before: 4 of 10, after: ___",
    }


def _heading(text: str) -> list[str]:
    return ["heading", text]


def _plain(*texts: str) -> Line:
    return [["plain", text] for text in texts]


def _answers(brief: Brief, section: Section) -> list[Line]:
    lines = [line for line in brief.answers if line.section is section]
    return [
        each for line in lines for each in ([["small", line.answer.wording]], _plain(line.left))
    ]


def _shared(brief: Brief) -> list[Line]:
    return [_plain(brief.conversation.shared_goal), *_answers(brief, Section.SHARED)]


def _fixed(brief: Brief) -> list[object]:
    limits = [("Me", limit) for limit in brief.my_fixed]
    limits += [("Priya", limit) for limit in brief.people[0].fixed]
    rows = [
        [["strong", f"{name} "], ["plain", each.text], ["small", f" {each.basis}"]]
        for name, each in limits
    ]
    return [_heading("Not for trade"), *rows]


def _said(person: PersonBrief) -> list[Line]:
    story: list[Line] = [[["small", "SAID"]]]
    for need in person.said:
        story += [[["strong", need.text]], [["words", f"“{need.words}”"]]]
    for position in person.positions:
        story += [_plain("Says ", position.text), _plain("Because ", position.interest)]
    story += [_plain("Measured on ", measure.text) for measure in person.measures]
    return story + [
        _plain("Under pressure ", p.text, f" from {p.source}") for p in person.pressures
    ]


def _hidden(hypothesis: Hypothesis) -> dict[str, object]:
    need = hypothesis.need
    signs = [[["small", f"{'+' if s.supports else '–'} {s.text}"]] for s in hypothesis.evidence]
    rest: list[Line] = [[["plain", "Ask: "], ["words", f"“{need.question}”"]], *signs]
    rest.append([["small", "Motive: being recognised"]])
    return {"text": f"{need.text} {need.confidence} %", "rest": rest}


def _mine(brief: Brief) -> list[object]:
    story: list[object] = [_heading("What I want and need")]
    for position in brief.my_positions:
        story += [_plain("I say ", position.text), _plain("because ", position.interest)]
    return story + [_plain("• ", need.text) for need in brief.my_needs]


def _option(brief: Brief, at: int) -> list[str]:
    line = brief.options[at]
    theirs = " · ".join(need.text for need in line.serves if need.counterpart_id)
    own = " · ".join(need.text for need in line.serves if not need.counterpart_id)
    return [line.option.text, theirs, own]


def _stuck(brief: Brief) -> list[object]:
    talk = brief.conversation
    story: list[object] = [_heading("If it gets stuck")]
    for plan in brief.if_thens:
        story += [_plain("If they ", plan.if_they), [["plain", "I "], ["words", plan.then_i]]]
    story.append(_plain("If no agreement, me: ", talk.if_no_agreement))
    story.append(_plain("If no agreement, Priya: ", talk.if_no_agreement_theirs))
    return story


def _last(person: PersonBrief) -> list[object]:
    last = person.last
    assert last
    assert last.debrief
    story: list[object] = [_heading("From last time"), [["small", last.conversation.issue]]]
    story += [_plain(last.debrief.happened), _plain("Surprised me: ", last.debrief.surprised)]
    return story + [
        [["strong", "Priya "], ["plain", each.text], ["small", f" {each.promise}"]]
        for each in last.commitments
    ]
