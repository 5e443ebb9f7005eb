"""The views of /progress: a picture and the same in words."""

from bot.progress.overview import Topic, apart
from bot.progress.pictures import OverviewPicture, Picture, Pictures, Recovery, Row, describe
from bot.progress.recovery import Sure
from bot.progress.service import Progress
from bot.templates import Say
from bot.ui import Button, Card, Image, Interaction, reply


class Views:
    """Draws where a person stands."""

    def __init__(self, progress: Progress, pictures: Pictures, say: Say) -> None:
        self._progress = progress
        self._pictures = pictures
        self._say = say

    async def overview(self, interaction: Interaction) -> None:
        # Drawing takes a while on a small machine, and an answer is due within three seconds.
        await interaction.response.defer(ephemeral=True)
        standing = await self._progress.standing(interaction.user.id)
        topics = standing.overview.topics
        text = self._say("overview", standing=standing, topics=topics, apart=apart)
        image = await self._image("overview.png", OverviewPicture(tuple(map(_row, topics))))
        await reply(interaction, Card(text, (Button("One question now", "practice:start:0", "primary"),), image=image))

    async def _image(self, name: str, picture: Picture) -> Image | None:
        """The picture, or None where the words have to do."""
        png = await self._pictures.png(picture)
        return None if png is None else Image(name, png, describe(picture))


def _row(topic: Topic) -> Row:
    back = None
    if found := topic.recovery:
        before, after = found.before, found.after
        back = Recovery(before.named, before.of, after.named, after.of, too_early=found.sure is Sure.TOO_EARLY)
    friend = topic.friend.rating if topic.friend else None
    return Row(topic.theme, topic.answers, topic.own, friend, topic.words, back)
