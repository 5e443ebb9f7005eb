"""Progress: what a person has built up. Where they stand by theme, where to look next, the stories they can tell."""

from bot.dependencies import Dependencies
from bot.feedback import Feedback
from bot.interviews import Interviews
from bot.practice import Practice
from bot.progress.commands import add_commands
from bot.progress.counts import InterviewCounts
from bot.progress.lines import LineStore
from bot.progress.offers import Offers
from bot.progress.pictures import Pictures
from bot.progress.search_ui import SearchUI
from bot.progress.searching import Searching
from bot.progress.service import Progress
from bot.progress.shares import Shares
from bot.progress.ui import ProgressUI
from bot.progress.views import Views
from bot.sharing import SharingUI
from bot.templates import Drawings

__all__ = ["Progress", "Views", "setup"]


def setup(
    parts: Dependencies, practice: Practice, feedback: Feedback, interviews: Interviews, sharing: SharingUI
) -> tuple[Progress, Views]:
    """Add /progress and its cards. Returns the service for other features, and the views."""
    counts = InterviewCounts()
    lines = LineStore(parts.sealer)
    offers = Offers(parts.database, parts.clock, practice, interviews, lines)
    progress = Progress(parts.database, parts.sealer, parts.clock, practice, feedback, counts, offers)
    searching = Searching(parts.database, parts.clock, feedback, interviews, counts, lines, offers)
    parts.personal_data.extend((progress.store, lines))
    say = parts.templates.speaker("progress")
    ui = ProgressUI(progress, parts.router, say)
    ui.register()
    search = SearchUI(searching, offers, parts.router, say)
    search.register()
    pictures = Pictures(Drawings(parts.prompts / "pictures"))
    views = Views(progress, searching, search, pictures, Shares(sharing, pictures, say), say)
    views.register(parts.router)
    add_commands(parts.tree, parts.router, ui, views)
    return progress, views
