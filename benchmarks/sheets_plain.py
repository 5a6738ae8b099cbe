"""The same brief as one would write it with platypus, straight from its manual: the yardstick.

Arabic and Devanagari get a font that has their letters, and are drawn letter by letter.
"""

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import grey
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Table
from sheets_words import FOREIGN

from beforehand import paths, wording
from beforehand.domain.brief import Brief, Hypothesis, PersonBrief
from beforehand.domain.lenses import Section

_FACES = {
    "body": "SourceSans3-Regular",
    "strong": "SourceSans3-Semibold",
    "title": "SourceSerif4-Semibold",
    "words": "SourceSerif4-It",
}
_FOREIGN = {"arabic": "NotoSansArabic-Regular", "devanagari": "NotoSansDevanagari-Regular"}
_LINES = [("LINEBELOW", (0, 0), (-1, -1), 0.5, grey)]
_FLUSH = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 10),
]


class Plain:
    """Fonts and styles made once, and a story a brief."""

    def __init__(self, script: str = "latin") -> None:
        self._foreign = _FOREIGN.get(script, "")
        for face in filter(None, (*_FACES.values(), self._foreign)):
            font = TTFont(face, str(paths.resources() / "fonts" / f"{face}.ttf"))
            pdfmetrics.registerFont(font)
        self._styles = {
            "title": self._style("title", 17, 21),
            "heading": self._style("title", 11.5, 15, spaceBefore=12, spaceAfter=4, keepWithNext=1),
            "opening": self._style("words", 13.5, 18.5),
            "body": self._style("body", 10.5, 14),
            "strong": self._style("strong", 10.5, 14),
            "words": self._style("words", 10.5, 14),
            "small": self._style("body", 9.25, 12.5, textColor=grey),
        }

    def _style(self, face: str, size: float, leading: float, **more: object) -> ParagraphStyle:
        return ParagraphStyle(face, fontName=_FACES[face], fontSize=size, leading=leading, **more)

    def sheet(self, brief: Brief) -> bytes:
        """The brief as a PDF."""
        file = BytesIO()
        page = SimpleDocTemplate(
            file,
            pagesize=A4,
            leftMargin=42,
            rightMargin=42,
            topMargin=38,
            bottomMargin=46,
            initialFontName=_FACES["body"],
        )
        page.build(self._story(brief))
        return file.getvalue()

    def _p(self, text: str, style: str = "body") -> Paragraph:
        words = escape(text)
        if self._foreign:
            words = FOREIGN.sub(rf'<font name="{self._foreign}">\g<0></font>', words)
        return Paragraph(words, self._styles[style])

    def _story(self, brief: Brief) -> list[Flowable]:
        talk, person = brief.conversation, brief.people[0]
        who = person.counterpart
        about = f"{who.name}, {who.role}, {who.team} · {wording.moment(talk.starts_at)} · 45 min"
        opening = brief.openings[0]
        return [
            self._row(
                [self._p(talk.issue, "title"), self._p("PRIVATE: NOT FOR THE ROOM", "small")],
                [370, 140],
            ),
            self._p(about, "small"),
            self._p("Open with", "heading"),
            self._p(f"“{opening.text}”", "opening"),
            self._p(f"Rather not: “{opening.avoid}”", "words"),
            self._row([self._shared(brief), self._fixed(brief)], [255, 255]),
            self._p(f"What {who.first_name} needs", "heading"),
            self._row([self._said(brief, person), self._hidden(person)], [180, 330]),
            self._row([self._mine(brief), self._asking(brief)], [255, 255]),
            *self._options(brief),
            self._row([self._stuck(brief), self._last(person)], [255, 255]),
            KeepTogether(
                [self._p("Who does what, by when", "heading"), self._lines(3, [340, 85, 85])]
            ),
            KeepTogether([self._p("Notes", "heading"), self._lines(2, [510])]),
        ]

    def _row(self, cells: Sequence[object], widths: Sequence[float]) -> Table:
        return Table([list(cells)], colWidths=widths, style=_FLUSH)

    def _lines(self, count: int, widths: Sequence[float]) -> Table:
        rows = [[""] * len(widths)] * count
        return Table(rows, colWidths=widths, rowHeights=[22.7] * count, style=_LINES)

    def _answers(self, brief: Brief, section: Section) -> list[Flowable]:
        lines = [line for line in brief.answers if line.section is section]
        return [
            flowable
            for line in lines
            for flowable in (self._p(line.answer.wording, "small"), self._p(line.left))
        ]

    def _shared(self, brief: Brief) -> list[Flowable]:
        goal = self._p(brief.conversation.shared_goal)
        head = self._p("What we both want", "heading")
        return [head, goal, *self._answers(brief, Section.SHARED)]

    def _fixed(self, brief: Brief) -> list[Flowable]:
        limits = [("Me", limit) for limit in brief.my_fixed]
        limits += [("Priya", limit) for limit in brief.people[0].fixed]
        rows = [self._p(f"{name} {limit.text} {limit.basis}") for name, limit in limits]
        return [self._p("Not for trade", "heading"), *rows]

    def _said(self, brief: Brief, person: PersonBrief) -> list[Flowable]:
        story = [self._p("SAID", "small")]
        for need in person.said:
            story += [self._p(need.text, "strong"), self._p(f"“{need.words}”", "words")]
        for position in person.positions:
            story += [self._p(f"Says {position.text}"), self._p(f"Because {position.interest}")]
        story += [self._p(f"Measured on {measure.text}") for measure in person.measures]
        story += [self._p(f"Under pressure {p.text} from {p.source}") for p in person.pressures]
        return story + self._answers(brief, Section.WEIGHS)

    def _hidden(self, person: PersonBrief) -> list[Flowable]:
        story: list[Flowable] = [self._p("NOT SAID, SUSPECTED", "small")]
        for hypothesis in person.hidden:
            story += self._hypothesis(hypothesis)
        return story

    def _hypothesis(self, hypothesis: Hypothesis) -> list[Flowable]:
        need = hypothesis.need
        text = self._p(f"{need.text} {need.confidence} %", "strong")
        ticks = self._p("[ ] yes [ ] partly [ ] no")
        signs = [
            self._p(f"{'+' if s.supports else '–'} {s.text}", "small") for s in hypothesis.evidence
        ]
        asked = self._p(f"Ask: “{need.question}”", "words")
        motive = self._p("Motive: being recognised", "small")
        return [self._row([text, ticks], [205, 125]), asked, *signs, motive]

    def _mine(self, brief: Brief) -> list[Flowable]:
        story = [self._p("What I want and need", "heading")]
        for position in brief.my_positions:
            story += [self._p(f"I say {position.text}"), self._p(f"because {position.interest}")]
        story += [self._p(f"• {need.text}") for need in brief.my_needs]
        return story + self._answers(brief, Section.MINE)

    def _asking(self, brief: Brief) -> list[Flowable]:
        points = [self._p(f"[ ] {point.text}", "words") for point in brief.asking]
        return [self._p("Questions to ask", "heading"), *points]

    def _options(self, brief: Brief) -> list[Flowable]:
        rows = [[self._p(head, "small") for head in ("OPTION", "SERVES PRIYA", "SERVES ME")]]
        for line in brief.options:
            theirs = " · ".join(need.text for need in line.serves if need.counterpart_id)
            own = " · ".join(need.text for need in line.serves if not need.counterpart_id)
            rows.append(
                [self._p(line.option.text), self._p(theirs, "small"), self._p(own, "small")]
            )
        table = Table(rows, colWidths=[255, 128, 127], style=[*_FLUSH, *_LINES])
        return [self._p("Options beyond a compromise", "heading"), table]

    def _stuck(self, brief: Brief) -> list[Flowable]:
        story = [self._p("If it gets stuck", "heading")]
        for plan in brief.if_thens:
            story += [self._p(f"If they {plan.if_they}"), self._p(f"I {plan.then_i}", "words")]
        talk = brief.conversation
        story.append(self._p(f"If no agreement, me: {talk.if_no_agreement}"))
        story.append(self._p(f"If no agreement, Priya: {talk.if_no_agreement_theirs}"))
        return story + self._answers(brief, Section.STUCK)

    def _last(self, person: PersonBrief) -> list[Flowable]:
        last = person.last
        assert last
        assert last.debrief
        story = [self._p("From last time", "heading"), self._p(last.conversation.issue, "small")]
        story += [
            self._p(last.debrief.happened),
            self._p(f"Surprised me: {last.debrief.surprised}"),
        ]
        return story + [self._p(f"Priya {each.text} {each.promise}") for each in last.commitments]
