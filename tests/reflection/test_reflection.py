"""Five exercises: written, kept or not, found again, and asked about."""

import shutil
from pathlib import Path

import pytest

from bot.dependencies import PROMPTS
from bot.errors import StartError
from bot.reflection import exercises
from tests.people import Person, World

CANARY = "quokka-marmalade"


async def make_plan(ana: Person) -> None:
    await ana.slash("reflect", exercise="plan")
    await ana.press("Write it")
    await ana.submit(cue="they ask for an example", action=f"say one number {CANARY}")


async def test_a_plan_on_feedback_is_kept_after_save_and_met_on_the_question(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    await ana.press("Confirm")
    page = await ana.press("Make a plan")
    assert "Your answers ran long" in page.text
    await ana.press("Write it")
    written = await ana.submit(cue="they ask for an example", action="say one number")
    assert "Not saved yet" in written.text
    assert await world.rows("select * from reflection") == []

    await world.restart()
    saved = await ana.press("Save")
    assert "Read it once more, slowly" in saved.text
    question = await ana.press("One question now")

    assert "**Your plan:** If “they ask for an example”, then I will “say one number”" in question.text


@pytest.mark.parametrize("about", ["0", "vague", "9" * 30, "9" * 5000])
async def test_what_is_no_entry_means_the_newest(world: World, ana: Person, about: str) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")

    shown = await ana.slash("reflect", about=about)

    assert "Your answers ran long" in shown.text


async def test_somebody_elses_entry_is_not_there(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await ana.log(f"Your answers ran long {CANARY}")

    shown = await ben.slash("reflect", about="1")

    assert "not there any more" in shown.text


async def test_from_the_shelf_and_from_a_setback_plan_the_menu_is_about_the_newest_entry(
    world: World, ana: Person
) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    await ana.slash("reflect")
    await ana.press("What I wrote before")

    assert "Your answers ran long" in (await ana.press("Write one")).text
    await ana.press_old("reflection:begin:0:setback")
    assert "Your answers ran long" in (await ana.press("Another exercise")).text


async def test_what_was_written_can_be_changed_before_it_is_saved(world: World, ana: Person) -> None:
    await ana.agree()
    await make_plan(ana)
    await world.restart()

    form = await ana.press("Change it")
    assert form.filled["cue"] == "they ask for an example"
    await ana.submit(cue="I talk fast", action="stop")
    saved = await ana.press("Save")

    assert "I talk fast" in saved.text
    assert len(await world.rows("select * from reflection")) == 1


async def test_save_pressed_twice_keeps_it_once(world: World, ana: Person) -> None:
    await ana.agree()
    await make_plan(ana)
    button = ana.id_of("Save")

    await ana.press("Save")
    again = await ana.press_old(button)

    assert "not there any more" in again.text
    assert len(await world.rows("select * from reflection")) == 1


async def test_nothing_stays_without_save(world: World, ana: Person) -> None:
    await ana.agree()
    await make_plan(ana)
    assert len(await world.rows("select * from draft")) == 1

    await ana.press("Do not keep it")

    assert await world.rows("select * from draft") == []
    assert await world.rows("select * from reflection") == []


async def test_what_is_not_saved_is_gone_after_24_hours(world: World, ana: Person) -> None:
    await ana.agree()
    await make_plan(ana)
    await world.env.advance_time(25 * 3600)

    shown = await ana.press("Save")

    assert "not there any more" in shown.text


async def test_a_plan_without_an_action_is_one_clear_line_and_the_text_is_kept(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.slash("reflect", exercise="control")
    await ana.press("Write it")

    shown = await ana.submit(theirs=" ", mine="", next=" ")

    assert "There was nothing in it" in shown.text
    form = await ana.press("Try again")
    assert "next" in form.filled


@pytest.mark.parametrize("exercise", exercises.KEYS)
async def test_every_exercise_goes_from_the_page_to_the_shelf(world: World, ana: Person, exercise: str) -> None:
    await ana.agree()
    menu = await ana.slash("reflect")
    assert "No feedback is logged yet" in menu.text
    await ana.choose(exercise)
    form = await ana.press("Write it")
    await ana.submit(**dict.fromkeys(form.filled, "Some words of mine."))
    saved = await ana.press("Save")
    assert "\\`" not in saved.text

    shelf = await ana.press("What I wrote before")
    assert len(shelf.select["options"]) == 1
    name = shelf.select["options"][0]["label"].split(",")[0]
    opened = await ana.choose(shelf.select["options"][0]["value"])
    assert "> Some words of mine." in opened.text
    asked = await ana.press("Delete")
    assert asked.text.startswith(f"### Delete this?\n{name}. ")
    gone = await ana.press("Delete it")

    assert "It is deleted" in gone.text
    assert "Nothing kept yet" in gone.text


@pytest.mark.parametrize("line", ["a\n", "-\n", "a\r\n", "\u2028a", "*"])
async def test_a_letter_of_many_short_lines_can_be_kept(world: World, ana: Person, line: str) -> None:
    await ana.agree()
    await ana.slash("reflect", exercise="colleague")
    await ana.press("Write it")
    await ana.submit(letter=line * (2000 // len(line)))

    saved = await ana.press("Save")

    assert "Saved: A kind colleague's letter" in saved.text


async def test_whether_a_plan_came_up_is_kept_and_can_be_said_again(world: World, ana: Person) -> None:
    await ana.agree()
    await make_plan(ana)
    await ana.press("Save")
    await ana.press("What I wrote before")
    asked = await ana.choose(ana.shown.select["options"][0]["value"])
    assert "Did it come up? Did you do it?" in asked.text

    missed = await ana.press("It came up, I did not")
    assert "you did not do it yet" in missed.text
    done = await ana.press("It came up, I did it")

    assert "It came up, and you did it" in done.text
    assert await world.rows("select came_up, did_it from reflection") == [{"came_up": 1, "did_it": 1}]


async def test_another_person_finds_nothing(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await make_plan(ana)
    save = ana.id_of("Save")
    assert "not there any more" in (await ben.press_old(save)).text
    await ana.press("Save")
    (row,) = await world.rows("select id from reflection")

    shown = await ben.press_old(f"reflection:open:{row['id']}")

    assert "not there any more" in shown.text
    assert CANARY not in shown.text


async def test_feedback_deleted_before_save_costs_nobody_their_words(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    await make_plan(ana)
    save = ana.id_of("Save")
    await ana.press_old("feedback:gone:1")

    saved = await ana.press_old(save)

    assert CANARY in saved.text
    assert await world.rows("select feedback_id from reflection") == [{"feedback_id": None}]


async def test_deleted_feedback_leaves_the_plan(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")
    await make_plan(ana)
    await ana.press("Save")
    await ana.slash("feedback list")
    await ana.choose(ana.shown.select["options"][0]["value"])
    await ana.press("Delete")
    await ana.press("Delete it")

    assert await world.rows("select feedback_id from reflection") == [{"feedback_id": None}]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [('key = "plan"', 'key = "other"', "plan.toml: key"), ("minutes = 3", "minutes = 9", "minutes")],
)
def test_a_mistake_in_an_exercise_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = tmp_path / "exercises"
    shutil.copytree(PROMPTS / "reflection" / "exercises", folder)
    file = folder / "plan.toml"
    file.write_text(file.read_text().replace(old, new))

    with pytest.raises(StartError, match=said):
        exercises.load(folder)
