"""Mock interviews: a friend, or someone who waits as well, asks the questions."""

from dataclasses import dataclass

from bot.dependencies import Dependencies
from bot.feedback import Feedback
from bot.interviews import Interviews
from bot.mock.afterwards import Afterwards
from bot.mock.blocks import Blocks
from bot.mock.cards import MockCards
from bot.mock.clearing import when_due
from bot.mock.commands import Group, add_commands
from bot.mock.invite_cards import InviteCards
from bot.mock.invite_ui import InviteUI
from bot.mock.invites import Invites
from bot.mock.lines import Lines
from bot.mock.model import Place, Shared
from bot.mock.place import member_of
from bot.mock.private import MockData
from bot.mock.report_cards import ReportCards
from bot.mock.report_ui import ReportUI
from bot.mock.reports import Reports
from bot.mock.sessions import Sessions
from bot.mock.shown import Showing
from bot.mock.store import MockStore
from bot.mock.ui import SessionUI
from bot.practice import Practice
from bot.profile import Profile
from bot.server import Servers

__all__ = ["Blocks", "Mock", "Place", "Sessions", "Shared", "member_of", "setup"]


@dataclass(frozen=True)
class Mock:
    """Practising with others, as other features and tests reach it."""

    sessions: Sessions
    invites: Invites
    cards: MockCards
    blocks: Blocks
    group: Group


def setup(
    parts: Dependencies, profile: Profile, servers: Servers, told: Feedback, real: Interviews, practice: Practice
) -> Mock:
    """Add /mock and its cards."""
    say = parts.templates.speaker("mock")
    store = MockStore(parts.sealer, parts.clock, told)
    parts.personal_data.append(MockData(store, parts.clock))
    sessions = Sessions(parts.database, store, practice, told, profile)
    afterwards = Afterwards(parts.database, store, parts.clock, told)
    practice.also(store.asked, store.paired)
    servers.on_leaving(store.end_in_server)
    servers.on_totals("Practice with a friend", store.total)
    cards = MockCards(say, parts.clock)
    lines = Lines(servers, say)
    session_ui = SessionUI(sessions, afterwards, parts.router, cards, lines)
    session_ui.register()
    blocks = Blocks(parts.sealer)
    invites, group = _invites(parts, profile, servers, told, practice, sessions, session_ui, blocks)
    reports = Reports(parts.database, parts.clock, sessions, blocks, servers)
    ReportUI(reports, parts.router, ReportCards(parts.templates.speaker("reports")), lines).register()
    parts.background.append(when_due(parts.clock, sessions.end_quiet, invites.clear_out))
    return Mock(sessions, invites, cards, blocks, group)


def _invites(
    parts: Dependencies,
    profile: Profile,
    servers: Servers,
    told: Feedback,
    practice: Practice,
    sessions: Sessions,
    session_ui: SessionUI,
    blocks: Blocks,
) -> tuple[Invites, Group]:
    """Add what leads to a session, and the commands."""
    say = parts.templates.speaker("invites")
    invites = Invites(parts.database, parts.clock, servers, blocks, Showing(profile, told), sessions.open)
    sessions.may_meet.append(invites.may_meet)
    parts.personal_data.extend((invites.store, blocks))
    ui = InviteUI(invites, servers, parts.router, say, InviteCards(say, practice.bank.themes), session_ui.begin)
    ui.register()
    parts.before_erasing.append(ui.take_all_back)
    servers.on_leaving(invites.store.drop_in)
    return invites, add_commands(parts.tree, parts.router, ui, session_ui)
