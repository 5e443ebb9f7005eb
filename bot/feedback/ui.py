"""The cards, presses and forms of feedback."""

from markupsafe import Markup

from bot import templates, themes
from bot.errors import NotText, TooLong
from bot.feedback import forms, tagger
from bot.feedback.requests import Tone
from bot.feedback.service import NO_REASON, Feedback, Page
from bot.feedback.store import Entry, TakenIn
from bot.profile import Profile
from bot.reminders import Due
from bot.router import Press, Router, Submit, Typed
from bot.templates import Say
from bot.ui import Button, Card, File, Form, Interaction, Option, Select, one_line, options, reply

MOST_THEMES = 5


class FeedbackUI:
    """Draws feedback cards and answers their buttons."""

    def __init__(self, feedback: Feedback, profile: Profile, tones: tuple[Tone, ...], router: Router, say: Say) -> None:
        self._feedback = feedback
        self._profile = profile
        self._tones = tones
        self._router = router
        self._say = say

    def register(self) -> None:
        """Take the presses and forms of feedback."""
        router = self._router
        router.on_form("feedback:add", self.add_form, self.add)
        router.on_form("feedback:takein", self.take_in_form, self.take_in)
        router.on_form("feedback:pasted", self.pasted_form, self.pasted)
        router.on_form("feedback:edit", self.edit_form, self.edit)
        router.on_form("feedback:hunch", self.hunch_form, self.hunch)
        router.on_text(self.take_text)
        router.on_press("feedback:request", self.request)
        router.on_press("feedback:tone", self.request)
        router.on_press("feedback:more", self.more)
        router.on_press("feedback:look", self.look)
        router.on_press("feedback:tag", self.tag)
        router.on_press("feedback:confirm", self.confirm)
        router.on_press("feedback:enough", self.enough)
        router.on_press("feedback:page", self.turn)
        router.on_press("feedback:open", self.open)
        router.on_press("feedback:retag", self.retag)
        router.on_press("feedback:delete", self.ask_delete)
        router.on_press("feedback:gone", self.delete)
        router.on_press("feedback:all", self.read_all)
        router.on_press("feedback:tomorrow", self.tomorrow)
        router.on_press("feedback:nevermind", self.never_mind)
        router.on_press("feedback:second", self.second_look)

    async def start(self, interaction: Interaction) -> None:
        """Open the form of /feedback add."""
        await self._router.open_form(interaction, "feedback:add", Press(interaction.user.id, 0))

    async def start_with(self, interaction: Interaction, words: str) -> None:
        """Open the same form on somebody's message. Raises NotText or TooLong."""
        if not words.strip():
            raise NotText(sent="nothing")
        if len(words) > forms.LONGEST_TYPED:
            raise TooLong(limit=forms.LONGEST_TYPED)
        await self._router.open_form(
            interaction, "feedback:add", Press(interaction.user.id, 0), typed={"said": words.strip()}
        )

    async def add_form(self, press: Press) -> Form:
        return forms.add()

    async def add(self, interaction: Interaction, submit: Submit) -> None:
        typed = submit.typed
        entry = await self._feedback.log(submit.user_id, typed["said"], typed["source"], interview_id=submit.row)
        await self._logged(interaction, entry, typed["feels"])

    async def take_text(self, typed: Typed) -> Card:
        """Text in the DM: keep it, and ask what it is."""
        draft = await self._profile.pasted(typed.user_id, typed.message_id, typed.text)
        buttons = (
            Button("Log as feedback", f"feedback:pasted:{draft}", "primary"),
            Button("Neither", f"profile:neither:{draft}"),
        )
        return Card(self._say("what_is_it"), buttons)

    async def pasted_form(self, press: Press) -> Form:
        await self._profile.take_pasted(press.user_id, press.row)
        return forms.pasted()

    async def pasted(self, interaction: Interaction, submit: Submit) -> None:
        said = await self._profile.take_pasted(submit.user_id, submit.row)
        entry = await self._feedback.log(submit.user_id, said, submit.typed["source"])
        await self._profile.drop_pasted(submit.user_id, submit.row)
        if interaction.guild_id is None:
            again = Button("Show it again", f"feedback:look:{entry.id}")
            await reply(interaction, Card(self._say("logged"), (again,)), redraw=True)
        await self._logged(interaction, entry, submit.typed["feels"])

    async def _logged(self, interaction: Interaction, entry: Entry, feels: str) -> None:
        if feels == "raw":
            buttons = (
                Button("Offer it again tomorrow", f"feedback:tomorrow:{entry.id}"),
                Button("Look at it now", f"feedback:look:{entry.id}"),
            )
            await reply(interaction, Card(self._say("raw"), buttons))
        elif entry.source == NO_REASON:
            await reply(interaction, self.no_reason_card(entry))
        else:
            await reply(interaction, self.reading_card(entry, stings=feels == "stings"))

    async def tomorrow(self, interaction: Interaction, press: Press) -> None:
        due_at = await self._feedback.look_again(press.user_id, press.row)
        never_mind = Button("Never mind", f"feedback:nevermind:{press.row}")
        await reply(interaction, Card(self._say("tomorrow", due_at=due_at), (never_mind,)), redraw=True)

    async def never_mind(self, interaction: Interaction, press: Press) -> None:
        await self._feedback.do_not_look_again(press.user_id, press.row)
        await reply(interaction, Card(self._say("never_mind")), redraw=True)

    async def second_look_due(self, due: Due) -> Card:
        """The note of the next day, whose words may light up on a desk."""
        buttons = (
            Button("Open", f"feedback:second:{due.feedback_id}", "primary"),
            Button("Tomorrow again", f"feedback:tomorrow:{due.feedback_id}"),
            Button("Not any more", f"feedback:nevermind:{due.feedback_id}"),
        )
        return Card(self._say("second_look_due"), buttons)

    async def second_look(self, interaction: Interaction, press: Press) -> None:
        entry = await self._feedback.entry(press.user_id, press.row)
        buttons = (
            Button("Second look, in writing", f"reflection:begin:{entry.id}:second_look", "primary"),
            Button("See what it is about", f"feedback:look:{entry.id}"),
            Button("Enough for today", f"feedback:enough:{entry.id}"),
        )
        await reply(interaction, Card(self._say("second_look", entry=entry), buttons), fresh=True)

    async def hunch_form(self, press: Press) -> Form:
        await self._feedback.entry(press.user_id, press.row)
        return forms.hunch()

    async def hunch(self, interaction: Interaction, submit: Submit) -> None:
        entry = await self._feedback.guess(submit.user_id, submit.row, submit.typed)
        await reply(interaction, self.reading_card(entry))

    async def ask(self, interaction: Interaction) -> None:
        """A message to copy that asks for feedback."""
        await reply(interaction, self.request_card(self._tones[0].key))

    async def request(self, interaction: Interaction, press: Press) -> None:
        chosen = press.values[0] if press.values else self._tones[0].key
        await reply(interaction, self.request_card(chosen))

    async def edit_form(self, press: Press) -> Form:
        entry = await self._feedback.entry(press.user_id, press.row)
        if len(entry.said) > forms.LONGEST_TYPED:
            raise TooLong(limit=forms.LONGEST_TYPED)
        return forms.edit(entry)

    async def edit(self, interaction: Interaction, submit: Submit) -> None:
        entry = await self._feedback.edit(submit.user_id, submit.row, submit.typed["said"])
        await reply(interaction, self.entry_card(entry))

    async def more(self, interaction: Interaction, press: Press) -> None:
        entry = await self._feedback.entry(press.user_id, press.row)
        await reply(interaction, self.more_card(entry))

    async def look(self, interaction: Interaction, press: Press) -> None:
        """Show the current card of an entry, whatever became of it since."""
        entry = await self._feedback.read_again(press.user_id, press.row)
        await reply(interaction, self.current_card(entry))

    async def tag(self, interaction: Interaction, press: Press) -> None:
        entry = await self._feedback.retag(press.user_id, press.row, press.values)
        await reply(interaction, self.current_card(entry))

    async def confirm(self, interaction: Interaction, press: Press) -> None:
        entry = await self._feedback.entry(press.user_id, press.row)
        if entry.tags:
            entry = await self._feedback.confirm(press.user_id, press.row)
        await reply(interaction, self.current_card(entry))

    async def retag(self, interaction: Interaction, press: Press) -> None:
        entry = await self._feedback.entry(press.user_id, press.row)
        await reply(interaction, self.reading_card(entry))

    async def enough(self, interaction: Interaction, press: Press) -> None:
        await self._feedback.entry(press.user_id, press.row)
        await reply(interaction, Card(self._say("enough")))

    async def take_in_form(self, press: Press) -> Form:
        return forms.take_in(await self._feedback.entry(press.user_id, press.row))

    async def take_in(self, interaction: Interaction, submit: Submit) -> None:
        typed = {key: value.strip() or None for key, value in submit.typed.items()}
        taken_in = TakenIn(typed["saw"], typed["use"], typed["next_time"])
        entry = await self._feedback.take_in(submit.user_id, submit.row, taken_in)
        await reply(interaction, self.current_card(entry))

    async def list(self, interaction: Interaction) -> None:
        await reply(interaction, self.list_card(await self._feedback.page(interaction.user.id, 0)))

    async def turn(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self.list_card(await self._feedback.page(press.user_id, press.row)))

    async def open(self, interaction: Interaction, press: Press) -> None:
        entry = await self._feedback.entry(press.user_id, int(press.values[0]) if press.values else press.row)
        await reply(interaction, self.entry_card(entry))

    async def ask_delete(self, interaction: Interaction, press: Press) -> None:
        entry = await self._feedback.entry(press.user_id, press.row)
        buttons = (
            Button("Delete it", f"feedback:gone:{entry.id}", "danger"),
            Button("Keep it", f"feedback:page:0:{entry.id}"),
        )
        await reply(interaction, Card(self._say("ask_delete", entry=entry), buttons))

    async def delete(self, interaction: Interaction, press: Press) -> None:
        await self._feedback.delete(press.user_id, press.row)
        page = await self._feedback.page(press.user_id, 0)
        await reply(interaction, self.list_card(page, deleted=True))

    async def read_all(self, interaction: Interaction, press: Press) -> None:
        entry = await self._feedback.entry(press.user_id, press.row)
        card = Card(self._say("read_all", entry=entry), files=(File("feedback.txt", entry.said),))
        await reply(interaction, card, fresh=True)

    def current_card(self, entry: Entry) -> Card:
        """The card an entry is at: its reading until confirmed, then what to do with it."""
        if entry.source == NO_REASON and not entry.tags:
            return self.no_reason_card(entry)
        return self.reading_card(entry) if entry.confirmed_at is None else self.next_card(entry)

    def reading_card(self, entry: Entry, *, stings: bool = False) -> Card:
        """What we read in it, with the select of themes."""
        sensitive = "" if entry.source == NO_REASON else tagger.read(entry.said).sensitive
        text = self._say("reading", entry=entry, sensitive=sensitive, stings=stings)
        chosen = {tag.theme for tag in entry.tags}
        select = Select(
            f"feedback:tag:{entry.id}",
            "What is it about?",
            tuple(Option(theme.name, theme.key, theme.covers, theme.key in chosen) for theme in themes.ALL),
            most=MOST_THEMES,
        )
        confirm = (Button("Confirm", f"feedback:confirm:{entry.id}", "primary"),) if entry.tags else ()
        return Card(text, (*confirm, *_which(entry), _enough(entry)), select)

    def no_reason_card(self, entry: Entry) -> Card:
        """Nothing was said: a request first, guesses only if wanted."""
        buttons = (
            Button("Draft a polite request", f"feedback:request:{entry.id}", "primary"),
            Button("Look for a hunch anyway", f"feedback:hunch:{entry.id}"),
            *_which(entry),
            _enough(entry),
        )
        return Card(self._say("no_reason", entry=entry), buttons)

    def request_card(self, key: str) -> Card:
        tone = next((tone for tone in self._tones if tone.key == key), self._tones[0])
        select = Select(
            "feedback:tone:0", "Another tone", options({tone.key: tone.name for tone in self._tones}, tone.key)
        )
        message = Markup(tone.text)  # noqa: S704 - ours, and in a code block
        return Card(self._say("request", tone=tone, message=message), select=select)

    def next_card(self, entry: Entry) -> Card:
        """After [Confirm]: one question first."""
        practise = any(themes.BY_KEY[tag.theme].practisable for tag in entry.tags)
        take_in = Button("Take it in", f"feedback:takein:{entry.id}")
        plan = Button("Make a plan", f"reflection:begin:{entry.id}:plan")
        now = Button("One question now", f"practice:now:{entry.id}", "primary")
        buttons = (now, take_in, plan) if practise else (take_in, *_which(entry))
        return Card(self._say("next", entry=entry, practise=practise), (*buttons, _enough(entry)))

    def entry_card(self, entry: Entry) -> Card:
        """An entry opened from the list."""
        text = self._say("entry", entry=entry, forms=forms)
        buttons = [
            Button("Go on with it", f"feedback:look:{entry.id}", "primary"),
            Button("Change topics", f"feedback:retag:{entry.id}"),
            Button("Delete", f"feedback:delete:{entry.id}", "danger"),
            Button("More", f"feedback:more:{entry.id}"),
        ]
        return Card(text, tuple(buttons))

    def more_card(self, entry: Entry) -> Card:
        """What is done less often with an entry."""
        buttons = list(_which(entry, again=True))
        if len(entry.said) <= forms.LONGEST_TYPED:
            buttons.append(Button("Change the words", f"feedback:edit:{entry.id}"))
        if templates.is_cut(entry.said):
            buttons.append(Button("Read all", f"feedback:all:{entry.id}"))
        buttons.append(Button("Back", f"feedback:open:{entry.id}"))
        return Card(self._say("entry", entry=entry, forms=forms), tuple(buttons))

    def list_card(self, page: Page, *, deleted: bool = False) -> Card:
        text = self._say("list", page=page, forms=forms, deleted=deleted)
        if not page.entries:
            return Card(text, (Button("Log feedback", "feedback:add:0", "primary"),))
        options = tuple(
            Option(one_line(entry.said) or "No words kept", str(entry.id), forms.SOURCES[entry.source])
            for entry in page.entries
        )
        buttons = []
        if page.number > 0:
            buttons.append(Button("Newer", f"feedback:page:{page.number - 1}"))
        if page.number < page.pages - 1:
            buttons.append(Button("Older", f"feedback:page:{page.number + 1}"))
        return Card(text, tuple(buttons), Select("feedback:open:0", "Open one", options))


def _which(entry: Entry, *, again: bool = False) -> tuple[Button, ...]:
    """The way to say which interview it was; asked once, and `again` only where it can be changed."""
    if entry.interview and not again:
        return ()
    return (Button("Another interview" if entry.interview else "Which interview?", f"feedback:interview:{entry.id}"),)


def _enough(entry: Entry) -> Button:
    return Button("Enough for today", f"feedback:enough:{entry.id}")
