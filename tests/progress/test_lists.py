"""/progress search: counts, a picture and three lists that are the person's to change."""

import re
from itertools import product
from typing import Any

import discord
import pytest

from bot.clock import to_ms
from bot.crypto import Sealer
from bot.limits import ROWS
from bot.progress.counts import InterviewCounts
from bot.progress.search import count
from tests.people import KEY, Person, Shown, World

CANARY = "quokka-marmalade"
SEAL = Sealer([KEY]).seal


async def went(
    world: World,
    person: Person,
    furthest: str | None,
    outcome: str | None,
    level: str | None = None,
    *,
    times: int = 1,
    named: tuple[str, ...] = (),
    source: str = "recruiter",
    confirmed: bool = True,
    family: str | None = None,
    said: str = "No SaaS background",
) -> None:
    """Interviews of a person an hour ago, with what was said after each."""
    now = to_ms(discord.utils.utcnow()) - 3_600_000

    async def work(connection: Any) -> None:
        for _ in range(times):
            interview = await connection.execute(
                "insert into interview (user_id, role_sealed, company_sealed, level, family, stage, furthest, outcome, "
                "added_at, told_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (person.id, SEAL("Nurse"), SEAL(CANARY), level, family, furthest, furthest, outcome, now, now),
            )
            if not named:
                continue
            entry = await connection.execute(
                "insert into feedback (user_id, said_sealed, source, logged_at, confirmed_at) values (?, ?, ?, ?, ?)",
                (person.id, SEAL(said), source, now, now if confirmed else None),
            )
            for rank, theme in enumerate(named):
                await connection.execute(
                    "insert into feedback_theme values (?, ?, ?, ?)", (entry.lastrowid, theme, rank, SEAL(said))
                )
            await connection.execute(
                "insert into interview_feedback values (?, ?)", (entry.lastrowid, interview.lastrowid)
            )

    await world.database.write(work)


async def open_line(ana: Person, name: str, on: Shown | None = None) -> Shown:
    shown = on or await ana.slash("progress search")
    value = next(option["value"] for option in shown.select["options"] if option["label"] == name)
    return await ana.choose(value, on=shown)


async def test_with_no_interview_it_says_what_starts_it(world: World, ana: Person) -> None:
    await ana.agree()

    shown = await ana.slash("progress search")

    assert "No interview to count yet" in shown.text
    assert "`/interview add`" in shown.text
    assert shown.buttons == ["Add an interview", "Add a line"]
    assert shown.private
    assert (await ana.press("Add an interview")).modal


async def test_one_interview_without_a_date_told_by_hand_shows_its_stage_and_too_early_to_tell(
    world: World, ana: Person
) -> None:
    await ana.agree()
    await ana.slash("interview add")
    await ana.submit(when="", role="Nurse", company="", level="senior", stage="screen")
    await ana.slash("interview done")
    await ana.submit(outcome="rejected", stage="screen", well="")

    shown = await ana.slash("progress search")

    assert "1 interview. They said no: 1. You said no: 0." in shown.text
    assert "**First call** · 1 (they said no 1)" in shown.text
    assert "**Senior or lead** · 1 ended; too early to tell" in shown.text
    assert "%" not in shown.text
    assert shown.buttons == ["Your interviews", "Add a line", "Share"]


async def test_an_interview_to_come_is_not_counted_yet(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.slash("interview add")
    await ana.submit(when="2099-01-01 10:00", role="Nurse", company="", level="", stage="first")
    now = to_ms(discord.utils.utcnow())

    async def move(connection: Any) -> None:
        await connection.execute("update interview set takes_place_at = ?", (now + 86_400_000,))

    await world.database.write(move)

    assert "No interview to count yet" in (await ana.slash("progress search")).text


async def test_the_picture_has_the_same_in_words_and_nobodys_words(world: World, ana: Person) -> None:
    await ana.agree()
    await went(world, ana, "screen", "rejected", times=7)
    await went(world, ana, "first", "withdrew", times=5)

    shown = await ana.slash("progress search")

    (gallery,) = [part for part in shown.parts if part["type"] == 12]
    description = gallery["items"][0]["description"]
    assert description.splitlines()[0] == "12 interviews by the furthest stage, and the latest 10."
    assert "Interview: 5, they said no 0, I said no 5; latest 10: 5, they said no 0, I said no 5." in description
    assert "**First call** · 7 (they said no 7) · latest 10: 5 (they said no 5)" in shown.text
    assert "Past the first call: 5 of 12; of the latest 10, 5." in shown.text
    assert "Nurse" not in description + shown.text


async def test_suggestions_say_what_they_rest_on_and_open_it(world: World, ana: Person) -> None:
    await ana.agree()
    await went(world, ana, "screen", "rejected", "senior", times=4, named=("seniority_fit",), said="Too junior for it")
    await went(world, ana, "final", "rejected", "entry", times=4)

    at = to_ms(discord.utils.utcnow()) - 86_400_000
    await world.database.write(lambda connection: connection.execute("update interview set takes_place_at = ?", (at,)))

    shown = await ana.slash("progress search")

    assert "- Entry or first job: 4 of 4 interviews went past the first call; a hint" in shown.text
    assert "- Senior or lead: 4 of 4 interviews closed by the first call; a hint" in shown.text
    assert "- Level: named in 4 of 4 interviews with feedback; a hint. Last: “Too junior for it”" in shown.text
    assert shown.text.count("named in 4 of 4") == 1
    line = await open_line(ana, "Senior or lead", shown)
    assert "It rests on:" in line.text
    assert re.findall(rf"- Nurse at {CANARY}, <t:\d+:D>", line.text) == [f"- Nurse at {CANARY}, <t:{at // 1000}:D>"] * 3
    assert len(line.select["options"]) == 4
    opened = await ana.choose(line.select["options"][0]["value"])
    assert f"Nurse at {CANARY}" in opened.text
    line = await open_line(ana, "Level")
    assert "> Too junior for it" in (await ana.choose(line.select["options"][-1]["value"])).text


async def test_a_deleted_entry_behind_a_line_answers_one_clear_line(world: World, ana: Person) -> None:
    await ana.agree()
    await went(world, ana, "screen", "rejected", named=("role_experience",))
    line = await open_line(ana, "Experience asked for")
    await world.database.write(lambda connection: connection.execute("delete from feedback"))

    gone = await ana.choose(line.select["options"][0]["value"], on=line)

    assert gone.text.startswith("That is not there any more, so nothing was changed.")
    assert "Nobody who was there has named anything missing." in (await ana.slash("progress search")).text


async def test_a_bridge_question_is_one_press_away_and_the_next_one_too(world: World, ana: Person) -> None:
    await ana.agree()
    await went(world, ana, "screen", "rejected", named=("role_experience",))
    await ana.slash("progress search")

    first = await ana.press("One bridge question")

    (asked,) = await world.rows("select theme, question_id from round")
    assert asked["theme"] == "role_experience"
    assert first.private
    await ana.slash("progress search")
    again = await ana.press("One bridge question")
    assert again.text == first.text
    assert len(await world.rows("select * from round")) == 1
    await ana.one_box()
    await ana.submit(whole="I have never sold software, but I sold service plans for ten years.")
    await ana.choose("3")
    await open_line(ana, "Experience asked for")
    assert (await ana.press("One bridge question")).buttons[0] == "Answer"
    assert len(await world.rows("select * from round")) == 2


async def test_a_step_is_noted_with_its_state_and_found_again_after_a_restart(world: World, ana: Person) -> None:
    await ana.agree()
    await went(world, ana, "screen", "rejected", named=("role_experience",))
    await open_line(ana, "Experience asked for")
    form = await ana.press("Change or note a step")
    await world.restart()
    kept = await ana.submit(on=form, text="", step="The *evening* course", state="started")
    assert "Step: The \\*evening\\* course (started)" in kept.text

    shown = await ana.slash("progress search")

    assert "Step: The \\*evening\\* course (started)" in shown.text
    await open_line(ana, "Experience asked for", shown)
    assert (await ana.press("Change or note a step")).filled["step"] == "The *evening* course"


async def test_a_removed_suggestion_stays_away_when_new_entries_support_it_and_can_be_put_back(
    world: World, ana: Person
) -> None:
    await ana.agree()
    await went(world, ana, "screen", "rejected", named=("role_experience",))
    await open_line(ana, "Experience asked for")
    removed = await ana.press("Remove")
    assert "It does not come back by itself" in removed.text

    await went(world, ana, "screen", "rejected", named=("role_experience",), times=9)
    await world.restart()
    shown = await ana.slash("progress search")

    assert "Nobody who was there" not in shown.text.partition("### Look for next")[0]
    assert "- Experience asked for" not in shown.text
    back = await ana.press("Put it back", on=removed)
    assert "Named in 10 of 10 interviews with feedback; a pattern." in back.text
    assert "- Experience asked for: named in 10 of 10" in (await ana.slash("progress search")).text


async def test_own_lines_are_added_changed_and_deleted(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.slash("progress search")
    await ana.press("Add a line")
    added = await ana.submit(list="rule_out", text="Night shifts *only*", step="", state="")
    assert "-# Rule out, your own line" in added.text
    await ana.press("Change")
    await ana.submit(text="Night shifts")
    shown = await ana.slash("progress search")
    assert "### Rule out\n- Night shifts" in shown.text

    await open_line(ana, "Night shifts", shown)
    await ana.press("Remove")
    gone = await ana.press("Delete it")

    assert "Night shifts" not in gone.text
    assert await world.rows("select * from search_line") == []


async def test_a_step_noted_on_any_list_is_there_when_the_line_is_changed(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.slash("progress search")
    await ana.press("Add a line")
    await ana.submit(list="look", text="Clinics", step="Ask Ben", state="idea")

    form = await ana.press("Change")

    assert form.filled == {"text": "Clinics", "step": "Ask Ben"}


async def test_a_line_without_words_is_refused_and_the_last_one_that_fits_says_so(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.slash("progress search")
    await ana.press("Add a line")
    assert "There was nothing in it" in (await ana.submit(list="look", text=" ", step="", state="")).text
    for number in range(ROWS["search"]):
        await ana.slash("progress search")
        await ana.press("Add a line")
        await ana.submit(list="bridge", text=f"Course {number}", step="x", state="idea")
    shown = await ana.slash("progress search")
    await ana.press("Add a line")

    refused = await ana.submit(list="look", text="One more", step="", state="")

    assert "There is no room for more of this" in refused.text
    assert "And 9 more: open them below." in shown.text
    assert len(shown.select["options"]) == ROWS["search"]


async def test_a_changed_line_stays_when_nothing_suggests_it_any_more(world: World, ana: Person) -> None:
    await ana.agree()
    await went(world, ana, "screen", "rejected", named=("role_experience",))
    await open_line(ana, "Experience asked for")
    await ana.press("Change or note a step")
    await ana.submit(text="SaaS", step="", state="")
    await world.database.write(lambda connection: connection.execute("delete from feedback"))

    line = await open_line(ana, "SaaS")

    assert "No entry suggests it any more. It stays because you changed it." in line.text


async def test_lines_are_seen_by_their_owner_alone(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await ana.slash("progress search")
    await ana.press("Add a line")
    await ana.submit(list="look", text=CANARY, step="", state="")

    for custom_id in ("line", "editline", "dropline", "goneline", "putback"):
        assert "That is not there any more" in (await ben.press_old(f"progress:{custom_id}:1")).text

    assert CANARY not in (await ben.slash("progress search")).text
    assert CANARY in (await ana.slash("progress search")).text


@pytest.mark.parametrize(
    ("named", "source", "confirmed", "counted"),
    [
        (("role_experience",), "interviewer", True, "named in 1 of 1 interview with feedback"),
        (("role_experience", "outside"), "recruiter", True, "named in 1 of 1 interview with feedback"),
        (("role_experience",), "hunch", True, None),
        (("role_experience",), "friend", True, None),
        (("role_experience",), "recruiter", False, None),
        (("outside",), "recruiter", True, None),
    ],
)
async def test_only_the_confirmed_words_of_those_who_were_there_say_what_is_missing(
    world: World, ana: Person, named: tuple[str, ...], source: str, confirmed: bool, counted: str | None
) -> None:
    await ana.agree()
    await went(world, ana, "screen", "rejected", "entry", named=named, source=source, confirmed=confirmed)

    shown = await ana.slash("progress search")

    assert ("Experience asked for" in shown.text) is (counted is not None)
    assert counted is None or counted in shown.text
    assert ("Not about your answers: 1 of these." in shown.text) is (named == ("outside",))
    assert ("Entry or first job" in shown.text) is (named != ("outside",))


async def test_the_interviews_behind_a_line_are_those_that_are_counted(world: World, ana: Person) -> None:
    await ana.agree()
    stages, outcomes = (None, "screen", "final"), (None, "waiting", "next_round", "rejected", "withdrew", "offer")
    reasons = ((), ("outside",), ("outside", "structure"))
    for stage, outcome, named, source in product(stages, outcomes, reasons, ("recruiter", "friend")):
        await went(world, ana, stage, outcome, "senior", named=named, source=source, family="health_care")

    now = discord.utils.utcnow()
    search = count(await world.database.read(lambda connection: InterviewCounts().alike(connection, ana.id, now)))

    for group in (*search.levels, *search.families):
        behind = await world.database.read(
            lambda connection, subject=group.subject: InterviewCounts().ended_of(connection, ana.id, subject, 1000)
        )
        assert len(behind) == group.of > 0


async def test_rejections_from_outside_change_no_line_and_make_no_homework(world: World, ana: Person) -> None:
    await ana.agree()
    await went(world, ana, "screen", "rejected", "senior", times=4)
    await went(world, ana, "final", "rejected", "entry", times=4, named=("structure",))
    before = (await ana.slash("progress search")).text

    await went(world, ana, "application", "rejected", "entry", times=9, named=("outside",))
    after = (await ana.slash("progress search")).text

    assert "Not about your answers: 9 of these. They count in nothing below." in after
    assert after.partition("### Level, kind of work")[2] == before.partition("### Level, kind of work")[2]


async def test_the_kind_of_work_comes_from_the_settings_and_is_changed_on_an_interview(
    world: World, ana: Person
) -> None:
    await ana.agree()
    await ana.slash("me settings")
    await ana.press("Change settings")
    await ana.submit(family="health_care", level="", zone="", retention="365")
    await ana.slash("interview add")
    await ana.submit(when="", role="Nurse", company="", level="", stage="first")
    await ana.slash("interview done")
    await ana.submit(outcome="rejected", stage="first", well="")
    assert "**Health and care** · 1 ended; too early to tell" in (await ana.slash("progress search")).text

    await ana.slash("interview list")
    await ana.choose("1")
    more = await ana.press("More")
    assert more.chosen == ["health_care"]
    await ana.choose("sales_support")

    shown = await ana.slash("progress search")
    assert "**Sales and support** · 1 ended; too early to tell" in shown.text
    assert "No level: 1. No kind of work: 0." in shown.text


@pytest.mark.parametrize("view", ["search", "overview"])
async def test_after_an_offer_the_effort_is_named_and_keeping_is_asked_once(
    world: World, ana: Person, view: str
) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.one_box()
    await ana.submit(whole="I counted the stock twice.")
    await went(world, ana, "final", "offer")

    shown = await ana.slash(f"progress {view}")

    assert "So far: 1 practised answer and 1 interview. That is your work" in shown.text
    assert shown.buttons[-2:] == ["Keep everything", "Delete my data"]
    assert "What should go?" in (await ana.press("Delete my data")).text
    assert "Kept, all of it." in (await ana.press("Keep everything", on=shown)).text
    again = await ana.slash(f"progress {view}")
    assert "That is your work" in again.text
    assert "Keep everything" not in again.buttons
    await world.env.advance_time(2 * 3600)
    await went(world, ana, "final", "offer")
    assert "Keep everything" in (await ana.slash(f"progress {view}")).buttons


async def test_an_answer_that_a_friend_rated_is_effort_too(world: World, ana: Person) -> None:
    await ana.agree()
    await went(world, ana, "final", "offer", times=2)

    async def practise(connection: Any) -> None:
        await connection.execute(
            "insert into mock_session "
            "(id, candidate_id, place, minutes, themes, words, role, shared_at, started_at, touched_at) "
            "values (1, ?, 'dm', 15, 1, 0, 0, 1, 1, 1)",
            (ana.id,),
        )
        await connection.execute(
            "insert into mock_question (session_id, question_id, theme, asked_at, own_rating, own_rated_at, "
            "friend_rating, friend_rated_at) values (1, 'left-the-bank', 'structure', 1, 2, 2, 3, 3)"
        )

    await world.database.write(practise)

    assert "So far: 1 practised answer and 2 interviews. That" in (await ana.slash("progress search")).text
    assert "**Order and length** · 1 answer" in (await ana.slash("progress overview")).text


async def test_the_fullest_card_fits(world: World, ana: Person) -> None:
    await ana.agree()
    for number in range(ROWS["search"]):
        await ana.slash("progress search")
        await ana.press("Add a line")
        name = ("look", "bridge", "rule_out")[number % 3]
        await ana.submit(list=name, text="*" * 100, step="*" * 150, state="started")
    for level in ("entry", "experienced", "senior"):
        for family in ("software_data", "product_design", "sales_support", "operations_trades", "health_care"):
            for stage in ("application", "screen", "first", "task", "final"):
                early = stage == "application" or level == "senior"
                furthest = "application" if early else stage
                said = ("role_experience", "seniority_fit")
                await went(world, ana, furthest, "rejected", level, family=family, named=said, said="*" * 300)
                await went(world, ana, stage, "withdrew", level, family=family)

    shown = await ana.slash("progress search")

    assert len(shown.text) < 4000
    assert "### Rule out" in shown.text


async def test_five_thousand_interviews_with_feedback_are_all_counted(world: World, ana: Person) -> None:
    await ana.agree()
    for stage, outcome in (("screen", "rejected"), ("final", "rejected"), ("first", "withdrew"), ("task", None)):
        for level in ("entry", "senior"):
            await went(world, ana, stage, outcome, level, times=625, named=("role_experience",))

    shown = await ana.slash("progress search")

    assert "5000 interviews." in shown.text
