"""The steps of a preparation in their order, which of them are filled, and where one stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from beforehand.domain.brief import Brief
from beforehand.domain.conversations import Answer, Conversation, Speed, Stage
from beforehand.domain.lenses import Lens, Part, Question, addressed
from beforehand.domain.next_time import LAST_TIME, opens_with_last_time
from beforehand.domain.record import Id
from beforehand.domain.stakes import Becomes
from beforehand.domain.value import value

TOGETHER = "Put together"
ELSEWHERE = "Answered elsewhere"
NOWHERE = Id("")


@value
class Step:
    """One page of a preparation: a question of a lens, or a task after the questions.

    The texts are addressed: `{name}` has become the counterparts' names.
    """

    id: Id
    short: str
    title: str
    hint: str = ""
    example: str = ""
    lens_id: Id = NOWHERE
    question_id: Id = NOWHERE
    becomes: tuple[Becomes, ...] = ()
    shows_drivers: bool = False
    essential: bool = True

    @property
    def is_question(self) -> bool:
        """Whether an answer is written here."""
        return bool(self.question_id)


@value
class Chapter:
    """Steps under one heading."""

    title: str
    steps: tuple[Step, ...]

    def done(self, filled: frozenset[Id]) -> int:
        """How many of its steps hold something."""
        return sum(step.id in filled for step in self.steps)


POSITIONS, LIMITS, OPTIONS, OPENING, IF_THEN, NO_DEAL, ASKING, ROOM, ALIGNMENT = (
    Id("positions"),
    Id("not-for-trade"),
    Id("options"),
    Id("opening"),
    Id("if-then"),
    Id("no-agreement"),
    Id("asking"),
    Id("for-the-room"),
    Id("alignment"),
)
NEXT_LENS = Id("next-lens")

# Step, wording in the list, wording as a page, hint, whether the ten-minute speed has it.
_TASKS: tuple[tuple[Id, str, str, str, bool], ...] = (
    (
        POSITIONS,
        "Positions, and the goal you share",
        "What does each side want, and why?",
        "Write what was asked for, then the interest behind it. "
        "The goal both would sign goes on the sheet for the room.",
        False,
    ),
    (
        LIMITS,
        "Not for trade",
        "What can each side not trade?",
        "Keep what was said apart from what you assume. Only what was said can go to the room.",
        False,
    ),
    (
        OPTIONS,
        "Options, and whose needs they meet",
        "What would serve both of you?",
        "Look for what meets the needs on both sides before you split the difference. "
        "Tick the needs that each option meets.",
        True,
    ),
    (
        OPENING,
        "Opening, and a line to avoid",
        "How will you begin?",
        "Name a purpose you share, say what is true, and ask. "
        "Beside it, the sentence that would close the door.",
        True,
    ),
    (
        IF_THEN,
        "If they …, then I …",
        "What might be hard, and what will you do?",
        "A plan made now holds better than courage in the moment. "
        "Two or three are enough; keep them short.",
        False,
    ),
    (
        NO_DEAL,
        "If no agreement",
        "What does each side do without an agreement?",
        "Both walk away to something. Knowing it keeps you from saying yes out of fear.",
        False,
    ),
    (
        ASKING,
        "Questions to ask",
        "What do you want to ask?",
        "Questions that you take along, besides those that test what you suspect.",
        False,
    ),
    (ROOM, "For the room", "What may lie on the table?", "", True),
    (
        ALIGNMENT,
        "Alignment before",
        "How far do you pull in one direction today?",
        "Your own feeling is enough. After the conversation you rate it again.",
        False,
    ),
)


def chapters(brief: Brief, lenses: Sequence[Lens], written: Iterable[Answer]) -> list[Chapter]:
    """All chapters of a preparation at its speed; what was filled already is never hidden."""
    answers = [answer for answer in written if answer.text.strip()]
    filled = filled_steps(brief, answers)
    speed, names = brief.conversation.speed, brief.names
    asked = [c for lens in lenses for c in _of_lens(lens, speed, names, filled)]
    known = {step.id for chapter in asked for step in chapter.steps}
    strays = tuple(_stray(answer) for answer in answers if answer_step(answer) not in known)
    every = [
        Chapter(title="Before you begin", steps=tuple(_last_time(brief))),
        *asked,
        Chapter(title=ELSEWHERE, steps=strays),
        Chapter(title=TOGETHER, steps=tuple(_tasks(speed, names, filled))),
    ]
    return [chapter for chapter in every if chapter.steps]


def chosen_lenses(conversation: Conversation, lenses: Mapping[Id, Lens]) -> list[Lens]:
    """The lenses of a conversation that are there, in the order in which they were chosen."""
    return [lenses[each] for each in conversation.lens_ids if each in lenses]


def filled_steps(brief: Brief, answers: Iterable[Answer]) -> frozenset[Id]:
    """The steps that hold something; blank words are nothing."""
    written = {answer_step(answer) for answer in answers if answer.text.strip()}
    lenses = brief.conversation.lens_ids
    if len(lenses) > 1:
        written |= {step_id(lens, NEXT_LENS) for lens in lenses}
    return frozenset(written | {step for step, there in _task_states(brief).items() if there})


def answer_step(answer: Answer) -> Id:
    """The step at which an answer is written."""
    return step_id(answer.lens_id, answer.question_id)


def step_id(lens_id: Id, question_id: Id) -> Id:
    """How `Conversation.left_at` names a question."""
    return Id(f"{lens_id}/{question_id}")


def steps_of(all_chapters: Iterable[Chapter]) -> list[Step]:
    """The steps of all chapters, in order."""
    return [step for chapter in all_chapters for step in chapter.steps]


def start_at(all_chapters: Sequence[Chapter], left_at: Id | None, filled: frozenset[Id]) -> Step:
    """Where to go on: the place that was left, else the first question without an answer."""
    steps = steps_of(all_chapters)
    left = [step for step in steps if step.id == left_at]
    empty = [step for step in steps if step.id not in filled]
    return next(iter(left + empty + steps))


def neighbour(all_chapters: Sequence[Chapter], step: Id, by: int) -> Step | None:
    """The step before (-1) or after (1), or None at the ends."""
    steps = steps_of(all_chapters)
    place = next((n for n, each in enumerate(steps) if each.id == step), 0) + by
    return steps[place] if 0 <= place < len(steps) else None


def whereabouts(all_chapters: Sequence[Chapter], step: Step) -> str:
    """Chapter and count, as above a page: `What is not said · 6 of 16`."""
    chapter = next((c.title for c in all_chapters if step in c.steps), "")
    kind = [s for s in steps_of(all_chapters) if _sort(s) == _sort(step)]
    alone = step.id == LAST_TIME or (step.lens_id and not step.is_question)
    if step not in kind or alone:
        return chapter
    return f"{chapter} · {kind.index(step) + 1} of {len(kind)}"


def _sort(step: Step) -> tuple[bool, bool, bool]:
    """Questions, tasks, the way from one lens to the next, and last time are counted apart."""
    return step.is_question, bool(step.lens_id), step.id == LAST_TIME


def is_closed(conversation: Conversation) -> bool:
    """Whether it has taken place or was called off, so that its preparation stays as it was."""
    return conversation.stage in {Stage.HELD, Stage.DEBRIEFED, Stage.CALLED_OFF}


def _last_time(brief: Brief) -> Iterator[Step]:
    """What a preparation opens with; what lies behind has become last time itself."""
    if opens_with_last_time(brief) and not is_closed(brief.conversation):
        title = addressed("Last time with {name}", brief.names)
        yield Step(id=LAST_TIME, short=title, title=title)


def _of_lens(
    lens: Lens, speed: Speed, names: Sequence[str], filled: frozenset[Id]
) -> Iterator[Chapter]:
    asked = set(lens.asked(speed))
    for part in lens.parts:
        steps = tuple(_steps(lens, part, names))
        shown = tuple(
            step
            for step, question in zip(steps, part.questions, strict=True)
            if question in asked or step.id in filled
        )
        yield Chapter(title=part.title, steps=shown)
    if lens.suggestions:
        yield Chapter(title=lens.title, steps=(_next_lens(lens),))


def _steps(lens: Lens, part: Part, names: Sequence[str]) -> Iterator[Step]:
    return (_question(lens.id, question, names) for question in part.questions)


def _question(lens_id: Id, question: Question, names: Sequence[str]) -> Step:
    return Step(
        id=step_id(lens_id, question.id),
        short=addressed(question.short, names),
        title=addressed(question.wording, names),
        hint=addressed(question.hint, names),
        example=addressed(question.example, names),
        lens_id=lens_id,
        question_id=question.id,
        becomes=question.becomes,
        shows_drivers=question.shows_drivers,
        essential=question.essential,
    )


def _next_lens(lens: Lens) -> Step:
    return Step(
        id=step_id(lens.id, NEXT_LENS),
        short="What helps next",
        title="Which door is it, and what helps next?",
        hint="Choose the lens that fits what you found. Its questions join the list.",
        lens_id=lens.id,
    )


def _stray(answer: Answer) -> Step:
    return Step(
        id=answer_step(answer),
        short=answer.wording,
        title=answer.wording,
        hint="From a lens that is not chosen any more. What you wrote is kept.",
        lens_id=answer.lens_id,
        question_id=answer.question_id,
    )


def _tasks(speed: Speed, names: Sequence[str], filled: frozenset[Id]) -> Iterator[Step]:
    for id_, short, title, hint, essential in _TASKS:
        if speed is Speed.FULL or essential or id_ in filled:
            step = Step(id=id_, short=short, title=title, hint=hint, essential=essential)
            yield replace(step, title=addressed(title, names))


def _task_states(brief: Brief) -> dict[Id, bool]:
    talk, people = brief.conversation, brief.people
    return {
        LAST_TIME: talk.left_at is not None,  # One has read it and gone on.
        POSITIONS: bool(
            talk.shared_goal.strip() or brief.my_positions or any(p.positions for p in people)
        ),
        LIMITS: bool(brief.my_fixed or any(person.fixed for person in people)),
        OPTIONS: bool(brief.options),
        OPENING: any((o.text + o.avoid).strip() for o in brief.openings),
        IF_THEN: bool(brief.if_thens),
        NO_DEAL: bool((talk.if_no_agreement + talk.if_no_agreement_theirs).strip()),
        ASKING: bool(brief.asking),
        ROOM: bool(brief.choices),
        ALIGNMENT: brief.alignment_before is not None,
    }
