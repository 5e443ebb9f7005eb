"""[Share] on a view of /progress: its picture and the same in words, which are numbers and names of ours only."""

from collections.abc import Awaitable, Callable

from bot.errors import NotFound
from bot.progress.pictures import Picture, Pictures, in_words, is_empty
from bot.router import Press
from bot.sharing import SharingUI
from bot.templates import Say
from bot.ui import Button, Card, Interaction

# The picture of one person, by Discord's id.
OfPerson = Callable[[int], Awaitable[Picture]]


class Shares:
    """Makes the views of /progress shareable."""

    def __init__(self, sharing: SharingUI, pictures: Pictures, say: Say) -> None:
        self._sharing = sharing
        self._pictures = pictures
        self._say = say

    def offer(self, view: str, picture: OfPerson) -> Button:
        """The button that shares `picture` after a preview; [Keep it private] goes to `progress:<view>:0`."""

        async def draw(interaction: Interaction, press: Press) -> Card:
            # Drawing and uploading take a while, and an answer is due within three seconds.
            await interaction.response.defer()
            shown = await picture(press.user_id)
            if is_empty(shown):
                raise NotFound
            text = self._say("shared", who=interaction.user, lines=in_words(shown))
            return Card(text, image=await self._pictures.image(f"{view}.png", shown))

        self._sharing.offer(view, draw, f"progress:{view}")
        return Button("Share", f"sharing:preview:0:{view}")
