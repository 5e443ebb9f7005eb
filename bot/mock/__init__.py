"""Mock interviews: a friend, or someone who waits as well, asks the questions."""

from dataclasses import dataclass

from bot.dependencies import Dependencies
from bot.feedback import Feedback
from bot.interviews import Interviews
from bot.mock.afterwards import Afterwards
from bot.mock.cards import MockCards
from bot.mock.clearing import hourly
from bot.mock.commands import add_commands
from bot.mock.lines import Lines
from bot.mock.sessions import Sessions
from bot.mock.store import MockStore
from bot.mock.ui import SessionUI
from bot.practice import Practice
from bot.profile import Profile
from bot.server import Servers

__all__ = ["Mock", "setup"]


@dataclass(frozen=True)
class Mock:
    """Practising with others, as other features and tests reach it."""

    sessions: Sessions
    cards: MockCards


def setup(
    parts: Dependencies, profile: Profile, servers: Servers, told: Feedback, real: Interviews, practice: Practice
) -> Mock:
    """Add /mock and its cards."""
    say = parts.templates.speaker("mock")
    store = MockStore(parts.sealer, parts.clock, told)
    parts.personal_data.append(store)
    sessions = Sessions(parts.database, store, practice, told, profile)
    afterwards = Afterwards(parts.database, store, parts.clock, told)
    practice.also(store.asked, store.paired)
    servers.on_leaving(store.end_in_server)
    servers.on_totals("Practice with a friend", store.total)
    cards = MockCards(say, parts.router, parts.clock)
    session_ui = SessionUI(sessions, afterwards, parts.router, cards, Lines(servers, say))
    session_ui.register()
    add_commands(parts.tree, parts.router, session_ui)
    parts.background.append(hourly(sessions.end_quiet))
    return Mock(sessions, cards)
