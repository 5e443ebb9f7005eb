"""Errors a person may see. Each names the macro of prompts/replies/errors.md.j2 that words it."""

from typing import Any


class PersonError(Exception):
    """Something the person can be told in one sentence. `facts` go to the macro, never to a log."""

    reply = "unexpected"

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.reply)
        self.facts = facts


class NotFound(PersonError):
    """The row is not there, or is not this person's: both look the same on purpose."""

    reply = "not_found"


class CardIsOld(PersonError):
    """A press on a card whose row has moved on and that has no current card to show instead."""

    reply = "card_is_old"


class NothingTyped(PersonError):
    """A form came back with nothing in it but blanks."""

    reply = "nothing_typed"


class WrongWord(PersonError):
    """The word that confirms a deletion was not typed. Facts: word."""

    reply = "wrong_word"


class StartError(Exception):
    """The program cannot start. The message is one sentence for the operator that says what to do."""
