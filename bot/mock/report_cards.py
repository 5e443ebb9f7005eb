"""The cards of a report: what it would do, what it did, what moderators read and decide."""

from bot.mock.reports import Report
from bot.server import Barred
from bot.templates import Say
from bot.ui import Button, Card


class ReportCards:
    """Draws them."""

    def __init__(self, say: Say) -> None:
        self._say = say

    def ask(self, report: Report) -> Card:
        """What will happen, before anything does."""
        id_ = report.session.id
        buttons = [Button("Report", f"mock:reportnow:{id_}", "danger")]
        if report.words and report.session.place.guild_id is not None:
            buttons.append(Button("Report and include their words", f"mock:reportnow:{id_}:words", "danger"))
        return Card(self._say("ask", report=report), (*buttons, Button("Cancel", f"mock:show:{id_}")))

    def done(self, report: Report, *, told: bool) -> Card:
        """What was done. `told`: moderators can read it."""
        return Card(self._say("done", report=report, told=told), (Button("Done", f"mock:done:{report.session.id}"),))

    def for_moderators(self, report: Report, *, words: bool) -> Card:
        """Names who was reported and the session, never who reported it."""
        session_id, bar_id = report.session.id, report.bar_id
        buttons = (
            Button("Clear", f"mock:clear:{bar_id}:{session_id}"),
            Button("Keep barred", f"mock:keepbar:{bar_id}:{session_id}"),
        )
        return Card(self._say("for_moderators", report=report, words=words), buttons)

    def decided(self, barred: Barred | None, session: str, *, cleared: bool) -> Card:
        """What stays of it once a moderator decided. `session` is its number."""
        return Card(self._say("decided", barred=barred, session=session, cleared=cleared))
