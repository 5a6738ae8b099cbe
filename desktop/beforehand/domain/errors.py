"""Faults that are told to the person in a sentence."""


class BeforehandError(Exception):
    """What happened, as a sentence for the person, and what they can do about it.

    Raised for the faults of the world around the program (a full disk, a wrong file).
    `exit_code` is what a terminal command ends with.
    """

    exit_code = 1

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(f"{sentence} {remedy}".strip())
        self.sentence = sentence
        self.remedy = remedy
