"""Kills the window while somebody types: what it said is saved is there, to the letter.

`tests/test_typing_survives.py` measures that this is at most a second behind; here it does not
matter how slow the machine is.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import make
from beforehand.domain.conversations import Answer
from beforehand.store import check
from beforehand.store.notebook import Notebook
from faults.homes import Home
from faults.proof import NOW, Proof, Turn

TYPIST = Path(__file__).parents[1] / "programs" / "typist.py"
MOST_SAVES = 4
LETTERS = "".join(f"{number} " for number in range(20_000))


def type_and_kill(proof: Proof, turn: Turn, conversation_id: str) -> list[list[str]]:
    """Let it type until it saved some times and some letters more; all that it said."""
    home = Home(turn.place / "all")
    command = [sys.executable, TYPIST, turn.folder, conversation_id, proof.broken]
    saves, more = turn.chance.randint(1, MOST_SAVES), turn.chance.randrange(60)
    with subprocess.Popen(
        [*map(str, command)], stdout=subprocess.PIPE, text=True, env=home.env
    ) as typist:
        said = []
        while saves or more:
            line = typist.stdout.readline()
            if not line:
                break
            said.append(line)
            saves -= int(bool(saves) and line.startswith("saved"))
            more -= int(not saves and bool(more))
        typist.kill()
        said += typist.stdout.readlines()
    return [line.split() for line in said if line.endswith("\n")]


def kill_once(proof: Proof, turn: Turn) -> None:
    """Type, kill, and read what is there."""
    notebook = Notebook.open(turn.folder, NOW, create=True)
    talk = make.talk_with(notebook, "Łucja Wrona")
    notebook.close()
    said = type_and_kill(proof, turn, talk.id)
    saved = max((int(size) for what, size, _ in said if what == "saved"), default=0)
    typed = max((int(size) for what, size, _ in said if what == "typed"), default=0)
    proof.saw("kills")
    proof.saw("letters saved", saved)
    proof.saw("letters typed", typed)
    proof.expect(saved, f"nothing was saved: {said[-3:]}")
    notebook = Notebook.open(turn.folder, NOW)
    texts = [answer.text for answer in notebook[Answer].find(conversation_id=talk.id)]
    amiss = check.findings(notebook)
    notebook.close()
    there = texts[0] if texts else ""
    proof.expect(there == LETTERS[: len(there)], f"other words than were typed: {there[-40:]!r}")
    proof.expect(len(there) >= saved, f"{saved} letters were said to be saved, {len(there)} are")
    proof.expect(not amiss, f"the check finds: {amiss}")


def main() -> int:
    """Kill it so many times."""
    proof = Proof(__doc__, count=5)
    for turn in proof.turns():
        kill_once(proof, turn)
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
