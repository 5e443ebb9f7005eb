"""The cards and forms of finding a partner."""

from datetime import datetime

from bot import themes
from bot.partners.hours import TIMES
from bot.partners.model import LANGUAGES, MOST_TOPICS, Choice, Match, Stopped
from bot.partners.service import State
from bot.templates import Say
from bot.ui import Button, Card, ChoiceField, Form, Option, Select, TextField

NAMES = {theme.key: theme for theme in themes.PRACTISABLE}
MOST_LANGUAGES = 5


class PartnerCards:
    """Draws where somebody stands, and what two who were found are asked."""

    def __init__(self, say: Say) -> None:
        self._say = say

    def intro(self, server: str) -> Card:
        """What it is and who sees what, before anything is stored."""
        buttons = (
            Button("I am 18 or older", "partners:adult:0", "primary"),
            Button("I am under 18", "partners:young:0"),
        )
        return Card(self._say("intro", server=server), buttons)

    def too_young(self) -> Card:
        return Card(self._say("too_young"), (Button("One question", "practice:start:0", "primary"),))

    def wish(self, state: State, guild_id: int, server: str) -> Card:
        """What suits somebody, and whether they wait."""
        wish = state.wish
        assert wish
        elsewhere = wish.since is not None and wish.guild_id != guild_id
        text = self._say(
            "wish",
            wish=wish,
            zone=state.zone,
            server=server,
            others=state.others,
            elsewhere=elsewhere,
            times=[time.name for time in TIMES if wish.choice and time.key in wish.choice.times],
            languages=LANGUAGES,
        )
        choose = Button("Change" if wish.choice else "Choose what suits you", "partners:choose:0", "primary")
        if wish.choice is None:
            return Card(text, (choose,))
        change = Button(choose.label, choose.custom_id)
        if wish.since is None:
            label = "Wait again" if wish.stopped else "Start waiting"
            return Card(text, (Button(label, "partners:wait:0", "primary"), change))
        buttons = [Button("Stop waiting", "partners:stop:0"), change]
        if elsewhere:
            buttons.insert(0, Button("Wait here instead", "partners:wait:0", "primary"))
        return Card(text, tuple(buttons))

    def zone_kept(self, zone: str | None) -> Card:
        """Between two forms, since one cannot open the other."""
        button = Button("Choose what suits you", "partners:choose:0", "primary")
        return Card(self._say("zone_kept", zone=zone), (button,))

    def match(self, match: Match, now: datetime) -> Card:
        """A match that is not over, as it stands."""
        if match.opened_at is not None:
            return self.hour(match, in_thread=False)
        return self.found(match, asks_again=now >= match.asks_again_at)

    def found(self, match: Match, *, asks_again: bool = False) -> Card:
        """Somebody was found, or is asked once more in the last 12 hours."""
        asked = not (match.is_sure(match.me) if asks_again else match.me.sure_at)
        yes = Button("Still on" if asks_again else "Yes, I will be there", f"partners:sure:{match.id}", "primary")
        buttons = (
            *((yes,) if asked else ()),
            Button("Another time", f"partners:times:{match.id}"),
            Button("I can't" if asks_again else "Leave", f"partners:leave:{match.id}"),
            Button("Block", f"partners:block:{match.id}", "danger"),
        )
        text = self._say("found", match=match, asks_again=asks_again, asked=asked, languages=LANGUAGES)
        return Card(text, buttons)

    def other_times(self, match: Match, times: list[tuple[datetime, datetime]]) -> Card:
        """Hours at which both are free, on this person's clocks."""
        back = (Button("Back", f"partners:show:{match.id}"), Button("Leave", f"partners:leave:{match.id}"))
        options = tuple(
            Option(f"{local:%A}, {local.day} {local:%B}, {local:%H:%M}", str(int(time.timestamp())))
            for time, local in times
        )
        select = Select(f"partners:move:{match.id}", "Another time", options) if options else None
        return Card(self._say("other_times", match=match, any=bool(options)), back, select)

    def ask_block(self, match: Match) -> Card:
        buttons = (
            Button("Block and leave", f"partners:blocked:{match.id}", "danger"),
            Button("Back", f"partners:show:{match.id}"),
        )
        return Card(self._say("ask_block", match=match), buttons)

    def stopped(self) -> Card:
        buttons = (Button("Wait again", "partners:wait:0"), Button("Change", "partners:choose:0"))
        return Card(self._say("stopped"), buttons)

    def left(self, *, blocked: bool) -> Card:
        return Card(self._say("left", blocked=blocked), (Button("Wait again", "partners:wait:0"),))

    def hour(self, match: Match, *, in_thread: bool) -> Card:
        """It is time: each says that they are there. `in_thread`: the card stands in the thread of the two."""
        waits = match.me.here_at is not None and not (match.other and match.other.here_at)
        buttons = (
            *(() if waits else (Button("Start", f"partners:here:{match.id}", "primary"),)),
            Button("Leave", f"partners:leave:{match.id}"),
            Button("Block", f"partners:block:{match.id}", "danger"),
        )
        text = self._say("here", match=match) if waits else self._say("hour", match=match, in_thread=in_thread)
        return Card(text, buttons)

    def began(self, match: Match, *, mention: bool = False) -> Card:
        """Both are there, and each has cards of their own. `mention`: in their thread, to be noticed."""
        text = self._say("began", user_id=match.me.user_id if mention else None)
        return Card(text, (Button("Open", f"mock:begin:{match.session_id}", "primary"),))

    def over(self, match: Match, stopped: Stopped | None) -> Card:
        """It does not take place, as one of the two hears it; `stopped` says whether that ended their waiting too."""
        text = self._say("over", match=match, stopped=stopped)
        may_wait_again = match.me.fault and (match.ended != "no_show" or stopped == "no_shows")
        again = Button("Wait again", "partners:wait:0", "primary")
        return Card(text, (again if may_wait_again else Button("See where I stand", "partners:show:0", "primary"),))


def zone_form() -> Form:
    field = TextField("zone", "Time zone", 60, "A city near you, such as Dublin", long=False, required=True)
    return Form("Your time zone", (field,))


def choice_form(choice: Choice | None, suggested: tuple[str, ...], zone: str | None) -> Form:
    """What suits somebody: as it is, or with the topics that their feedback named last."""
    chosen = choice or Choice((), 30, (), (), suggested)
    lengths = {"15": "15 minutes", "30": "30 minutes"}
    times = tuple(
        Option(time.name, time.key, f"{time.begin}:00 to {time.end}:00", time.key in chosen.times) for time in TIMES
    )
    return Form(
        "What suits you",
        (
            ChoiceField("times", "When?", times, f"On the clocks of {zone or 'UTC'}", most=len(times)),
            ChoiceField(
                "minutes",
                "How long?",
                tuple(Option(name, key, chosen=int(key) == chosen.minutes) for key, name in lengths.items()),
            ),
            ChoiceField(
                "languages",
                "Languages",
                tuple(Option(name, key, chosen=key in chosen.languages) for key, name in LANGUAGES.items()),
                "You speak with each other. The questions themselves are in English.",
                most=MOST_LANGUAGES,
            ),
            _topics("wants", "What do you want help with?", chosen.wants, "Up to three. Your partner sees them."),
            _topics("helps_with", "What can you help with?", chosen.helps_with, "Up to three. May stay empty.", False),
        ),
    )


def _topics(id_: str, label: str, chosen: tuple[str, ...], description: str, required: bool = True) -> ChoiceField:
    options = tuple(Option(theme.name, theme.key, theme.covers, theme.key in chosen) for theme in NAMES.values())
    return ChoiceField(id_, label, options, description, required, MOST_TOPICS)
