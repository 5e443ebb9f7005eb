"""/progress stories: save an answer, find it, change it, delete it."""

from bot import themes
from tests.people import Person, World

CANARY = "quokka-marmalade"


async def save(ana: Person, title: str = "The stock") -> None:
    await ana.ask_about("Your answers ran long")
    await ana.one_box()
    await ana.submit(whole=f"I counted the stock. {CANARY}")
    await ana.choose("3")
    await ana.press("Save as story")
    await ana.submit(title=title, text=f"I counted the stock twice. {CANARY}")


async def test_without_a_story_the_list_says_what_to_do(world: World, ana: Person) -> None:
    await ana.agree()

    shown = await ana.slash("progress stories")

    assert "No story saved yet" in shown.text
    assert shown.buttons == ["One question"]


async def test_an_answer_becomes_a_story_that_is_found_by_its_topic_after_a_restart(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.one_box()
    await ana.submit(whole=f"I counted the stock. {CANARY}")
    await ana.choose("3")
    form = await ana.press("Save as story")
    assert form.filled == {"title": "", "text": f"I counted the stock. {CANARY}"}
    await world.restart()
    saved = await ana.submit(title="The *stock*", text=form.filled["text"])
    assert "Saved. It is under `/progress stories`." in saved.text

    shelf = await ana.slash("progress stories")

    assert "**Order and length**\n- The \\*stock\\*, <t:" in shelf.text
    assert "Order and length" not in shelf.text.partition("No story yet for:")[2]
    for theme in themes.PRACTISABLE:
        assert theme.name in shelf.text
    opened = await ana.choose("1")
    assert f"> I counted the stock. {CANARY}" in opened.text
    assert opened.private


async def test_saving_the_same_answer_again_changes_its_story(world: World, ana: Person) -> None:
    await ana.agree()
    await save(ana)
    form = await ana.press_old("progress:save:1")
    assert form.filled["title"] == "The stock"

    await ana.submit(title="The stock, shorter", text="I counted.")

    shelf = await ana.slash("progress stories")
    assert "The stock, shorter" in shelf.text
    assert len(await world.rows("select * from story")) == 1


async def test_a_story_is_changed_and_deleted_and_the_answer_stays(world: World, ana: Person) -> None:
    await ana.agree()
    await save(ana)
    await ana.press("Change")
    changed = await ana.submit(title="Counting", text="I counted once.")
    assert "> I counted once." in changed.text
    await ana.press("Delete")
    assert "Keep it" in ana.shown.buttons

    shelf = await ana.press("Delete it")

    assert "No story saved yet" in shelf.text
    assert len(await world.rows("select * from answer")) == 1


async def test_a_story_deleted_while_open_elsewhere_keeps_what_is_typed(world: World, ana: Person) -> None:
    await ana.agree()
    await save(ana)
    form = await ana.press("Change")
    await ana.press_old("progress:gone:1")

    shown = await ana.submit(on=form, title="Counting", text=f"I counted once. {CANARY}")

    assert "not there any more" in shown.text
    assert "kept for 24 hours" in shown.text
    assert len(await world.rows("select * from draft")) == 1


async def test_a_story_needs_a_name_that_is_not_blank(world: World, ana: Person) -> None:
    await ana.agree()
    await save(ana)
    await ana.press("Change")

    shown = await ana.submit(title="  ", text="I counted once.")

    assert "There was nothing in it" in shown.text


async def test_one_person_never_sees_the_stories_of_another(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await save(ana)

    for custom_id in ("progress:open:1", "progress:all:1", "progress:delete:1", "progress:gone:1", "progress:save:1"):
        shown = await ben.press_old(custom_id)
        assert CANARY not in str(shown.parts), custom_id
    assert CANARY not in (await ben.slash("progress stories")).text
    assert len(await world.rows("select * from story")) == 1


async def test_stories_past_ten_are_paged(world: World, ana: Person) -> None:
    await ana.agree()
    await save(ana)

    async def copies(connection) -> None:
        for number in range(11):
            await connection.execute(
                "insert into story (user_id, theme, title_sealed, text_sealed, saved_at) "
                "select user_id, theme, title_sealed, text_sealed, saved_at + ? from story where id = 1",
                (number,),
            )

    await world.database.write(copies)

    first = await ana.slash("progress stories")
    assert first.buttons == ["Older"]
    assert len(first.select["options"]) == 10
    second = await ana.press("Older")
    assert second.buttons == ["Newer"]
    assert len(second.select["options"]) == 2
