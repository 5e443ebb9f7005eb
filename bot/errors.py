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


class TooFast(PersonError):
    """More presses and commands in a minute than a person makes by hand."""

    reply = "too_fast"


class NoRoom(PersonError):
    """A person's entries or bytes of one kind have reached their limit. Facts: label."""

    reply = "no_room"


class TooLong(PersonError):
    """A text is longer than can be taken in. Facts: limit, in characters."""

    reply = "too_long"


class NotText(PersonError):
    """What was sent to the DM cannot be read. Facts: sent, one of voice, sticker, file, nothing."""

    reply = "not_text"


class UnknownZone(PersonError):
    """No time zone has this name. Facts: guess, a name that is near, or ""."""

    reply = "unknown_zone"


class CannotPost(PersonError):
    """Nothing may be posted where the person wants it. Facts: why; channels, the ids of those it is about.

    Why is, for what a person shares, one of dm, away, forbidden, paused, elsewhere; for the lasting card of a server
    card_forbidden, card_paused, card_elsewhere.
    """

    reply = "cannot_post"


class NeedsServer(PersonError):
    """Something that belongs to a server was used outside one that the bot is in."""

    reply = "needs_server"


class NeedsManageServer(PersonError):
    """Something for those who may manage the server was used by somebody who may not."""

    reply = "needs_manage_server"


class DirectMessagesClosed(PersonError):
    """Discord did not let the bot write to the person's DM."""

    reply = "dms_closed"


class UnclearTime(PersonError):
    """A time is none of the three forms that are read."""

    reply = "unclear_time"


class UnclearHour(PersonError):
    """A time of day cannot be read."""

    reply = "unclear_hour"


class NoDays(PersonError):
    """No weekday was chosen."""

    reply = "no_days"


class TimeIsOver(PersonError):
    """A time that has to be in the future is not. Facts: moment, UTC, or None where none is set."""

    reply = "time_is_over"


class TooFarOff(PersonError):
    """A time is more than a year away."""

    reply = "too_far_off"


class OutcomeKnown(PersonError):
    """An interview had come to another end already. Facts: outcome, told_at."""

    reply = "outcome_known"


class MockBusy(PersonError):
    """Somebody who would practise together is in a session already. Facts: who, you or friend."""

    reply = "mock_busy"


class MockOver(PersonError):
    """A session is over, so nothing more is rated or written in it. Facts: ended, why."""

    reply = "mock_over"


class NothingShared(PersonError):
    """No topic was chosen to be asked about."""

    reply = "nothing_shared"


class CannotInvite(PersonError):
    """Nobody can be invited, or not this friend. Facts: why; friend, an id of Discord's; and what the reason needs.

    Why is one of bot, oneself, absent, unseen, not_here, no_invites, closed_dms about the friend; barred, open, sent
    (again_at), no_topic about the person; off, paused, elsewhere (channels), forbidden, external about the place.
    """

    reply = "cannot_invite"


class InviteClosed(PersonError):
    """An invite cannot be pressed any more, or not by this person. Facts: why, one of over, sent, not_yours, off."""

    reply = "invite_closed"


class CannotFind(PersonError):
    """No partner can be found here. Facts: why, one of dm, away, off, paused, barred."""

    reply = "cannot_find"


class NobodyToReport(PersonError):
    """The other of a session deleted their data, and what they wrote went with it."""

    reply = "nobody_to_report"


class StartError(Exception):
    """The program cannot start. The message is one sentence for the operator that says what to do."""
