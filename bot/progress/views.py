"""The views of /progress: a picture and the same in words."""

from bot.progress.overview import Overview, Topic, apart
from bot.progress.pictures import OverviewPicture, Picture, Pictures, Recovery, Row
from bot.progress.recovery import Sure
from bot.progress.service import Progress
from bot.progress.shares import Shares
from bot.router import Press, Router
from bot.templates import Say
from bot.ui import Button, Card, Interaction, reply


class Views:
    """Draws where a person stands."""

    def __init__(self, progress: Progress, pictures: Pictures, shares: Shares, say: Say) -> None:
        self._progress = progress
        self._pictures = pictures
        self._say = say
        self._share_overview = shares.offer("overview", self._overview_picture)

    def register(self, router: Router) -> None:
        """Take the presses that lead back to a view."""

        async def overview(interaction: Interaction, press: Press) -> None:
            await self.overview(interaction)

        router.on_press("progress:overview", overview)

    async def overview(self, interaction: Interaction) -> None:
        # Drawing takes a while on a small machine, and an answer is due within three seconds.
        await interaction.response.defer(ephemeral=True)
        standing = await self._progress.standing(interaction.user.id)
        topics = standing.overview.topics
        text = self._say("overview", standing=standing, topics=topics, apart=apart)
        buttons = (Button("One question now", "practice:start:0", "primary"),)
        image = await self._pictures.image("overview.png", _picture(standing.overview))
        await reply(interaction, Card(text, (*buttons, self._share_overview) if topics else buttons, image=image))

    async def _overview_picture(self, user_id: int) -> Picture:
        return _picture((await self._progress.standing(user_id)).overview)


def _picture(overview: Overview) -> OverviewPicture:
    return OverviewPicture(tuple(map(_row, overview.topics)))


def _row(topic: Topic) -> Row:
    back = None
    if found := topic.recovery:
        before, after = found.before, found.after
        back = Recovery(before.named, before.of, after.named, after.of, too_early=found.sure is Sure.TOO_EARLY)
    friend = topic.friend.rating if topic.friend else None
    return Row(topic.theme, topic.answers, topic.own, friend, topic.words, back)
