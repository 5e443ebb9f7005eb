"""The cards, presses and forms of reflection: one small engine for every exercise."""

from bot.reflection.exercises import Exercise
from bot.reflection.service import Kept, Reflections, Written
from bot.router import FormBuilder, Press, Router, Submit, SubmitHandler
from bot.templates import Say
from bot.ui import Button, Card, Form, Interaction, Option, Select, TextField, reply

# What became of a plan: the label of its button, whether its moment came, whether it was done.
CHECKS = {
    "done": ("It came up, I did it", True, True),
    "missed": ("It came up, I did not", True, False),
    "not_yet": ("It has not come up", False, False),
}


class ReflectionUI:
    """Draws exercises and answers their buttons."""

    def __init__(self, reflections: Reflections, router: Router, say: Say) -> None:
        self._reflections = reflections
        self._router = router
        self._say = say

    def register(self) -> None:
        """Take the presses of reflection, and one form for each exercise."""
        router = self._router
        router.on_press("reflection:menu", self.menu_again)
        router.on_press("reflection:begin", self.begin)
        router.on_press("reflection:change", self.change)
        router.on_press("reflection:save", self.save)
        router.on_press("reflection:drop", self.drop)
        router.on_press("reflection:shelf", self.shelf)
        router.on_press("reflection:open", self.open)
        router.on_press("reflection:delete", self.ask_delete)
        router.on_press("reflection:gone", self.delete)
        router.on_press("reflection:check", self.check)
        for exercise in self._reflections.exercises.values():
            router.on_form(f"reflection:{exercise.key}", self._form_of(exercise), self._submit_of(exercise))

    async def start(self, interaction: Interaction, exercise: str | None, feedback_id: int) -> None:
        """Answer /reflect. Without an entry, 0, the newest one is meant."""
        user_id = interaction.user.id
        if not feedback_id:
            entry = await self._reflections.latest_entry(user_id)
            feedback_id = entry.id if entry else 0
        if exercise is None:
            await reply(interaction, await self._menu(user_id, feedback_id))
        else:
            await reply(interaction, await self._page(user_id, exercise, feedback_id))

    async def menu_again(self, interaction: Interaction, press: Press) -> None:
        await self.start(interaction, None, press.row)

    async def begin(self, interaction: Interaction, press: Press) -> None:
        exercise = press.values[0] if press.values else press.choice
        await reply(interaction, await self._page(press.user_id, exercise, press.row))

    async def change(self, interaction: Interaction, press: Press) -> None:
        """Open the form again with what was written."""
        written = await self._reflections.written(press.user_id, press.row)
        key = f"reflection:{written.exercise.key}"
        await self._router.open_form(interaction, key, Press(press.user_id, written.feedback_id), written.typed)

    async def save(self, interaction: Interaction, press: Press) -> None:
        kept = await self._reflections.save(press.user_id, press.row)
        await reply(interaction, self._kept(kept, saved=True))

    async def drop(self, interaction: Interaction, press: Press) -> None:
        await self._reflections.drop(press.user_id, press.row)
        await reply(interaction, Card(self._say("dropped")))

    async def shelf(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, await self._shelf(press.user_id))

    async def open(self, interaction: Interaction, press: Press) -> None:
        reflection_id = int(press.values[0]) if press.values else press.row
        await reply(interaction, self._kept(await self._reflections.kept(press.user_id, reflection_id)))

    async def ask_delete(self, interaction: Interaction, press: Press) -> None:
        kept = await self._reflections.kept(press.user_id, press.row)
        buttons = (
            Button("Delete it", f"reflection:gone:{press.row}", "danger"),
            Button("Keep it", f"reflection:open:{press.row}"),
        )
        await reply(interaction, Card(self._say("ask_delete", exercise=kept.exercise), buttons))

    async def delete(self, interaction: Interaction, press: Press) -> None:
        await self._reflections.delete(press.user_id, press.row)
        await reply(interaction, await self._shelf(press.user_id, deleted=True))

    async def check(self, interaction: Interaction, press: Press) -> None:
        """Say whether a plan came up and was done."""
        _, came_up, did_it = CHECKS.get(press.choice, CHECKS["not_yet"])
        kept = await self._reflections.check(press.user_id, press.row, came_up=came_up, did_it=did_it)
        await reply(interaction, self._kept(kept))

    def _form_of(self, exercise: Exercise) -> FormBuilder:
        async def build(press: Press) -> Form:
            await self._reflections.entry(press.user_id, press.row)
            boxes = (
                TextField(box.id, box.label, box.longest, box.hint, long=True, required=box.required)
                for box in exercise.field
            )
            return Form(exercise.name, tuple(boxes))

        return build

    def _submit_of(self, exercise: Exercise) -> SubmitHandler:
        async def submit(interaction: Interaction, given: Submit) -> None:
            written = await self._reflections.write(given.user_id, exercise.key, given.row, given.typed)
            await reply(interaction, self._written(written))

        return submit

    async def _menu(self, user_id: int, feedback_id: int) -> Card:
        entry = await self._reflections.entry(user_id, feedback_id)
        exercises = self._reflections.exercises.values()
        options = tuple(Option(one.name, one.key, f"About {one.minutes} minutes") for one in exercises)
        select = Select(f"reflection:begin:{feedback_id}", "Choose an exercise", options)
        text = self._say("menu", entry=entry, exercises=exercises)
        return Card(text, (Button("What I wrote before", "reflection:shelf:0"),), select)

    async def _page(self, user_id: int, exercise: str, feedback_id: int) -> Card:
        page = await self._reflections.page(user_id, exercise, feedback_id)
        buttons = (
            Button("Write it", f"reflection:{exercise}:{feedback_id}", "primary"),
            Button("Another exercise", f"reflection:menu:{feedback_id}"),
        )
        return Card(self._say("page", page=page), buttons)

    def _written(self, written: Written) -> Card:
        buttons = (
            Button("Save", f"reflection:save:{written.draft}", "primary"),
            Button("Change it", f"reflection:change:{written.draft}"),
            Button("Do not keep it", f"reflection:drop:{written.draft}"),
        )
        return Card(self._say("written", written=written), buttons)

    def _kept(self, kept: Kept, *, saved: bool = False) -> Card:
        reflection = kept.reflection
        buttons = [Button("What I wrote before", "reflection:shelf:0")]
        if saved:
            buttons.append(Button("One question now", self._practise(kept)))
        elif kept.exercise.asks_later and reflection.typed:
            buttons = [
                Button(label, f"reflection:check:{reflection.id}:{choice}") for choice, (label, _, _) in CHECKS.items()
            ]
        if not saved:
            buttons.append(Button("Delete", f"reflection:delete:{reflection.id}", "danger"))
        return Card(self._say("kept", kept=kept, saved=saved), tuple(buttons))

    def _practise(self, kept: Kept) -> str:
        """A question on the same feedback, or any."""
        entry = kept.reflection.feedback_id
        return f"practice:now:{entry}" if entry else "practice:start:0"

    async def _shelf(self, user_id: int, *, deleted: bool = False) -> Card:
        shelf = await self._reflections.shelf(user_id)
        text = self._say("shelf", shelf=shelf, deleted=deleted)
        back = (Button("Write one", "reflection:menu:0", "primary"),)
        if not shelf:
            return Card(text, back)
        options = tuple(
            Option(f"{kept.exercise.name}, {kept.reflection.saved_at:%d %B %Y}", str(kept.reflection.id))
            for kept in shelf
        )
        return Card(text, back, Select("reflection:open:0", "Open one", options))
