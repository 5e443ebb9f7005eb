"""The views of /progress: a picture and the same in words."""

from bot.interviews import STAGES
from bot.progress.overview import Overview, Topic, apart
from bot.progress.pictures import OverviewPicture, Picture, Pictures, Recovery, Row, SearchPicture, Stage
from bot.progress.recovery import Sure
from bot.progress.search import NOT_NOTED, OFFER, Reached, Search
from bot.progress.search_ui import SearchUI, after_offer
from bot.progress.searching import Searching
from bot.progress.service import Progress
from bot.progress.shares import Shares
from bot.router import Press, Router
from bot.templates import Say
from bot.ui import Button, Card, Interaction, reply

STAGE_NAMES = {**STAGES, OFFER: "Offer", NOT_NOTED: "Not noted"}


class Views:
    """Draws where a person stands, and where to look next."""

    def __init__(
        self,
        progress: Progress,
        searching: Searching,
        search_ui: SearchUI,
        pictures: Pictures,
        shares: Shares,
        say: Say,
    ) -> None:
        self._progress = progress
        self._searching = searching
        self._search_ui = search_ui
        self._pictures = pictures
        self._say = say
        self._share_overview = shares.offer("overview", self._overview_picture)
        self._share_search = shares.offer("search", self._search_picture)

    def register(self, router: Router) -> None:
        """Take the presses that lead back to a view."""

        async def overview(interaction: Interaction, press: Press) -> None:
            await self.overview(interaction)

        async def search(interaction: Interaction, press: Press) -> None:
            await self.search(interaction)

        router.on_press("progress:overview", overview)
        router.on_press("progress:search", search)

    async def overview(self, interaction: Interaction) -> None:
        # Drawing takes a while on a small machine, and an answer is due within three seconds.
        await interaction.response.defer(ephemeral=True)
        await reply(interaction, await self.overview_card(interaction.user.id))

    async def search(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await reply(interaction, await self.search_card(interaction.user.id))

    async def overview_card(self, user_id: int) -> Card:
        """Topic by topic."""
        standing = await self._progress.standing(user_id)
        topics = standing.overview.topics
        text = self._say("overview", standing=standing, topics=topics, apart=apart)
        image = await self._pictures.image("overview.png", _overview(standing.overview))
        now = Button("One question now", "practice:start:0", "primary")
        share = (self._share_overview,) if topics else ()
        return Card(text, (now, *(after_offer(standing.offer) or share)), image=image)

    async def search_card(self, user_id: int) -> Card:
        """How far interviews got, what fits, and the three lists."""
        view = await self._searching.view(user_id)
        image = await self._pictures.image("search.png", _search(view.search))
        share = (self._share_search,) if view.search.total else ()
        return self._search_ui.card(view, STAGE_NAMES, image, share)

    async def _overview_picture(self, user_id: int) -> Picture:
        return _overview((await self._progress.standing(user_id)).overview)

    async def _search_picture(self, user_id: int) -> Picture:
        return _search((await self._searching.view(user_id)).search)


def _overview(overview: Overview) -> OverviewPicture:
    return OverviewPicture(tuple(map(_row, overview.topics)))


def _search(search: Search) -> SearchPicture:
    return SearchPicture(tuple(map(_stage, search.stages)))


def _row(topic: Topic) -> Row:
    back = None
    if found := topic.recovery:
        before, after = found.before, found.after
        back = Recovery(before.named, before.of, after.named, after.of, too_early=found.sure is Sure.TOO_EARLY)
    friend = topic.friend.rating if topic.friend else None
    return Row(topic.theme, topic.answers, topic.own, friend, topic.words, back)


def _stage(reached: Reached) -> Stage:
    return Stage(STAGE_NAMES[reached.stage], reached.ends, reached.latest)
