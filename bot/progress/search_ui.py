"""The cards, presses and forms of the three lists of /progress search."""

from collections.abc import Mapping

from bot import themes
from bot.profile import FAMILIES, LEVELS
from bot.progress.lines import State, StoredLine, Written
from bot.progress.offers import Offer, Offers
from bot.progress.search import FIT, LISTS
from bot.progress.searching import Line, Opened, Searching, View
from bot.router import Press, Router, Submit
from bot.templates import Say
from bot.ui import (
    Button,
    Card,
    ChoiceField,
    Form,
    Image,
    Interaction,
    Option,
    Select,
    TextField,
    one_line,
    options,
    reply,
)

LIST_NAMES = {"look": "Look for next", "bridge": "Bridge it", "rule_out": "Rule out"}
STATES: dict[State, str] = {"idea": "An idea", "started": "Started", "done": "Done"}
SUBJECTS = {**LEVELS, **FAMILIES, **{theme: themes.BY_KEY[theme].name for theme in FIT}}
LONGEST_LINE = 100
LONGEST_STEP = 150


class SearchUI:
    """Draws the lists and answers what is pressed and typed on them."""

    def __init__(self, searching: Searching, offers: Offers, router: Router, say: Say) -> None:
        self._searching = searching
        self._offers = offers
        self._router = router
        self._say = say

    def register(self) -> None:
        """Take the presses and forms of the search."""
        router = self._router
        router.on_form("progress:addline", self.add_form, self.add)
        router.on_form("progress:editline", self.edit_form, self.edit)
        router.on_press("progress:lists", self.lists)
        router.on_press("progress:line", self.open)
        router.on_press("progress:dropline", self.drop)
        router.on_press("progress:goneline", self.delete)
        router.on_press("progress:putback", self.put_back)
        router.on_press("progress:keep", self.keep)

    async def lists(self, interaction: Interaction, press: Press) -> None:
        await self._show_lists(interaction, press.user_id)

    async def open(self, interaction: Interaction, press: Press) -> None:
        await self._show(interaction, press.user_id, int(press.values[0]) if press.values else press.row)

    async def add_form(self, press: Press) -> Form:
        where = ChoiceField("list", "Which list?", options(LIST_NAMES))
        return Form("Add a line", (where, _words("A level, a kind of work, something missing", "", own=True), *_step()))

    async def add(self, interaction: Interaction, submit: Submit) -> None:
        name = next(key for key in LISTS if key == submit.typed["list"])
        line_id = await self._searching.add(submit.user_id, name, _written(submit))
        await self._show(interaction, submit.user_id, line_id)

    async def edit_form(self, press: Press) -> Form:
        line = await self._searching.line(press.user_id, press.row)
        hint = "In your words" if line.subject is None else f"Left empty it says: {SUBJECTS[line.subject]}"
        words = _words(hint, line.written.text or "", own=line.subject is None)
        takes_step = line.list == "bridge" or line.written.step or line.written.state
        return Form("Change the line", (words, *(_step(line.written) if takes_step else ())))

    async def edit(self, interaction: Interaction, submit: Submit) -> None:
        await self._searching.change(submit.user_id, submit.row, _written(submit))
        await self._show(interaction, submit.user_id, submit.row)

    async def drop(self, interaction: Interaction, press: Press) -> None:
        """A suggestion goes and can be put back; the person's own words are deleted after a question."""
        line = await self._searching.line(press.user_id, press.row)
        if line.subject is None:
            buttons = (
                Button("Delete it", f"progress:goneline:{line.id}", "danger"),
                Button("Keep it", f"progress:line:{line.id}"),
            )
            await reply(interaction, Card(self._say("ask_delete_line", line=line), buttons))
        else:
            await self._searching.remove(press.user_id, line.id)
            await self._show(interaction, press.user_id, line.id)

    async def delete(self, interaction: Interaction, press: Press) -> None:
        await self._searching.remove(press.user_id, press.row)
        await self._show_lists(interaction, press.user_id)

    async def put_back(self, interaction: Interaction, press: Press) -> None:
        await self._searching.remove(press.user_id, press.row, back=True)
        await self._show(interaction, press.user_id, press.row)

    async def keep(self, interaction: Interaction, press: Press) -> None:
        await self._offers.keep(press.user_id)
        await reply(interaction, Card(self._say("kept_everything")), fresh=True)

    def card(self, view: View, stages: Mapping[str, str], image: Image | None, share: tuple[Button, ...]) -> Card:
        """The whole view; `stages` names each stage, and `share` is left out while an offer asks something."""
        text = self._say("search", view=view, names=SUBJECTS, stages=stages, lists=LIST_NAMES, states=STATES)
        buttons = (*self._buttons(view), *(after_offer(view.offer) or share))
        return Card(text, buttons, _choice(view), image=image)

    def line_card(self, opened: Opened) -> Card:
        """One line, and what it rests on to open."""
        line = opened.line.stored
        text = self._say("line", opened=opened, line=line, names=SUBJECTS, lists=LIST_NAMES, states=STATES)
        back = Button("All lines", "progress:lists:0")
        if line.removed:
            return Card(text, (Button("Put it back", f"progress:putback:{line.id}"), back))
        practise = (_bridge(line),) if line.list == "bridge" else ()
        change = Button("Change or note a step" if practise else "Change", f"progress:editline:{line.id}")
        remove = Button("Remove", f"progress:dropline:{line.id}")
        return Card(text, (*practise, change, remove, back), _rests_on(opened))

    def _buttons(self, view: View) -> tuple[Button, ...]:
        bridges = [line.stored for line in view.lines if line.stored.list == "bridge"]
        if bridges:
            first = _bridge(bridges[0])
        elif view.search.total:
            first = Button("Your interviews", "interviews:page:0")
        else:
            first = Button("Add an interview", "interviews:add:0", "primary")
        return first, Button("Add a line", "progress:addline:0")

    async def _show(self, interaction: Interaction, user_id: int, line_id: int) -> None:
        await reply(interaction, self.line_card(await self._searching.open(user_id, line_id)))

    async def _show_lists(self, interaction: Interaction, user_id: int) -> None:
        view = await self._searching.view(user_id)
        text = self._say("lists_alone", view=view, names=SUBJECTS, lists=LIST_NAMES, states=STATES)
        await reply(interaction, Card(text, self._buttons(view), _choice(view)))


def after_offer(offer: Offer | None) -> tuple[Button, ...]:
    """What becomes of everything, until the person has chosen."""
    if offer is None or not offer.asks:
        return ()
    return Button("Keep everything", "progress:keep:0"), Button("Delete my data", "profile:choose:0", "danger")


def _bridge(line: StoredLine) -> Button:
    """A question on what is missing; on experience, where a line is the person's own."""
    return Button("One bridge question", f"practice:on:0:{line.subject or FIT[0]}", "primary")


def _choice(view: View) -> Select | None:
    """Every line to open."""
    lines = tuple(Option(_name(line), str(line.stored.id), LIST_NAMES[line.stored.list], False) for line in view.lines)
    return Select("progress:line:0", "Open a line, and what it rests on", lines) if lines else None


def _name(line: Line) -> str:
    written = line.stored.written
    return one_line(written.text or SUBJECTS.get(line.stored.subject or "", "")) or "No words kept"


def _rests_on(opened: Opened) -> Select | None:
    if opened.quotes:
        said = tuple(
            Option(one_line(quoted.because) or "No words kept", str(quoted.feedback_id), f"{quoted.at:%d %B %Y}")
            for quoted in opened.quotes
        )
        return Select("feedback:open:0", "Open what was said", said)
    if opened.interviews:
        interviews = tuple(
            Option(one_line(one.name) or f"Added on {one.added_at:%d %B %Y}", str(one.id)) for one in opened.interviews
        )
        return Select("interviews:open:0", "Open an interview", interviews)
    return None


def _words(hint: str, filled: str, *, own: bool) -> TextField:
    return TextField("text", "The line", LONGEST_LINE, hint, long=False, required=own, filled=filled)


def _step(written: Written = Written()) -> tuple[TextField, ChoiceField]:  # noqa: B008 - frozen
    hint = "To bridge it, if this is missing. May stay empty."
    return (
        TextField("step", "A course, project or contact", LONGEST_STEP, hint, long=False, filled=written.step or ""),
        ChoiceField("state", "How far is that?", options(STATES, written.state), required=False),
    )


def _written(submit: Submit) -> Written:
    typed = {key: value.strip() or None for key, value in submit.typed.items()}
    state = next((key for key in STATES if key == typed.get("state")), None)
    return Written(typed["text"], typed.get("step"), state)
