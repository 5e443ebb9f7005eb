"""Finding a partner: two people of one server who can help each other, a time, and a place to meet."""

from bot.dependencies import Dependencies
from bot.feedback import Feedback
from bot.mock import Mock
from bot.partners.cards import PartnerCards
from bot.partners.commands import add_find
from bot.partners.endings import KIND, Endings
from bot.partners.matchmaker import Matchmaker
from bot.partners.meetings import Meetings
from bot.partners.place import Places
from bot.partners.private import PartnerData
from bot.partners.service import Partners
from bot.partners.store import PartnerStore
from bot.partners.ui import PartnersUI
from bot.profile import Profile
from bot.reminders import Delivery, Reminders
from bot.server import Servers

__all__ = ["Partners", "setup"]


def setup(
    parts: Dependencies,
    profile: Profile,
    servers: Servers,
    reminders: Reminders,
    delivery: Delivery,
    feedback: Feedback,
    mock: Mock,
) -> Partners:
    """Add /mock find to the group of mock interviews, and the background work that pairs those who wait."""
    say = parts.templates.speaker("partners")
    store = PartnerStore(parts.sealer)
    partners = Partners(parts.database, parts.clock, store, profile, servers, feedback, mock.blocks)
    endings = Endings(parts.database, parts.clock, store, reminders)
    meetings = Meetings(parts.database, parts.clock, store, profile, endings, mock.blocks, mock.sessions)
    parts.personal_data.append(PartnerData(store, endings))
    servers.on_leaving(endings.close)
    servers.on_totals("People waiting for a partner", partners.count)
    ui = PartnersUI(partners, meetings, endings, servers, parts.router, PartnerCards(say), parts.clock)
    ui.register()
    places = Places(parts.client, parts.clock, meetings, endings, servers, say)
    delivery.on(KIND, ui.word, endings.settled, places.place)
    add_find(mock.group, parts.router, ui)
    parts.background.append(Matchmaker(parts.client, parts.clock, partners, meetings, endings, servers).loop)
    return partners
