"""The cards, presses and forms of progress."""

from bot import templates, themes
from bot.progress.service import Progress, Shelf
from bot.progress.store import Story
from bot.router import Press, Router, Submit
from bot.templates import Say
from bot.ui import Button, Card, File, Form, Interaction, Option, Select, TextField, reply

PAGE = 10


class ProgressUI:
    """Draws the stories and answers their buttons."""

    def __init__(self, progress: Progress, router: Router, say: Say) -> None:
        self._progress = progress
        self._router = router
        self._say = say

    def register(self) -> None:
        """Take the presses and forms of progress."""
        router = self._router
        router.on_form("progress:save", self.save_form, self.save)
        router.on_form("progress:change", self.change_form, self.change)
        router.on_press("progress:page", self.turn)
        router.on_press("progress:open", self.open)
        router.on_press("progress:all", self.read_all)
        router.on_press("progress:delete", self.ask_delete)
        router.on_press("progress:gone", self.delete)

    async def stories(self, interaction: Interaction) -> None:
        await reply(interaction, self.shelf_card(await self._progress.shelf(interaction.user.id), 0))

    async def turn(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self.shelf_card(await self._progress.shelf(press.user_id), press.row))

    async def save_form(self, press: Press) -> Form:
        unsaved = await self._progress.unsaved(press.user_id, press.row)
        return _form("Save as story", unsaved.title, unsaved.text)

    async def save(self, interaction: Interaction, submit: Submit) -> None:
        story = await self._progress.save(submit.user_id, submit.row, submit.typed["title"], submit.typed["text"])
        await reply(interaction, self.story_card(story, saved=True), fresh=True)

    async def change_form(self, press: Press) -> Form:
        story = await self._progress.story(press.user_id, press.row)
        return _form("Change the story", story.title, story.text)

    async def change(self, interaction: Interaction, submit: Submit) -> None:
        story = await self._progress.change(submit.user_id, submit.row, submit.typed["title"], submit.typed["text"])
        await reply(interaction, self.story_card(story))

    async def open(self, interaction: Interaction, press: Press) -> None:
        story_id = int(press.values[0]) if press.values else press.row
        await reply(interaction, self.story_card(await self._progress.story(press.user_id, story_id)))

    async def read_all(self, interaction: Interaction, press: Press) -> None:
        story = await self._progress.story(press.user_id, press.row)
        card = Card(self._say("read_all", story=story), files=(File("story.txt", story.text),))
        await reply(interaction, card, fresh=True)

    async def ask_delete(self, interaction: Interaction, press: Press) -> None:
        story = await self._progress.story(press.user_id, press.row)
        buttons = (
            Button("Delete it", f"progress:gone:{story.id}", "danger"),
            Button("Keep it", f"progress:open:{story.id}"),
        )
        await reply(interaction, Card(self._say("ask_delete", story=story), buttons))

    async def delete(self, interaction: Interaction, press: Press) -> None:
        await self._progress.delete(press.user_id, press.row)
        await reply(interaction, self.shelf_card(await self._progress.shelf(press.user_id), 0))

    def shelf_card(self, shelf: Shelf, page: int) -> Card:
        """The stories by theme, ten a page, and the themes without one."""
        pages = max(1, -(-len(shelf.stories) // PAGE))
        page = min(max(page, 0), pages - 1)
        shown = shelf.stories[page * PAGE : (page + 1) * PAGE]
        text = self._say("shelf", stories=shown, without=shelf.without, page=page, pages=pages)
        if not shown:
            return Card(text, (Button("One question", "practice:start:0", "primary"),))
        options = tuple(
            Option(story.title or "No words kept", str(story.id), themes.BY_KEY[story.theme].name) for story in shown
        )
        buttons = []
        if page > 0:
            buttons.append(Button("Newer", f"progress:page:{page - 1}"))
        if page < pages - 1:
            buttons.append(Button("Older", f"progress:page:{page + 1}"))
        return Card(text, tuple(buttons), Select("progress:open:0", "Open one", options))

    def story_card(self, story: Story, *, saved: bool = False) -> Card:
        buttons = [
            Button("Change", f"progress:change:{story.id}"),
            Button("Delete", f"progress:delete:{story.id}", "danger"),
            Button("All stories", "progress:page:0"),
        ]
        if templates.is_cut(story.text):
            buttons.insert(0, Button("Read all", f"progress:all:{story.id}"))
        return Card(self._say("story", story=story, saved=saved), tuple(buttons))


def _form(title: str, name: str, text: str) -> Form:
    return Form(
        title,
        (
            TextField(
                "title",
                "A name you will know it by",
                80,
                "Such as: the night the server froze",
                long=False,
                required=True,
                filled=name,
            ),
            TextField("text", "The story", 4000, "Polish it, or leave it as it is", required=True, filled=text),
        ),
    )
