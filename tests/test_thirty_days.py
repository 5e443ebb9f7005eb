"""Thirty days of one person: feedback, plan, countdown, the real interview, the plan asked about, a second look."""

from datetime import timedelta

from tests.people import Person, World

DAY = 24 * 3600


async def test_from_feedback_to_the_next_interview_and_back_with_restarts(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.slash("me settings")
    await ana.press("Change settings")
    await ana.submit(family="sales_support", level="entry", zone="Dublin", retention="365")

    await ana.log("Your answers ran long and we lost the thread.")
    await ana.press("Which interview?")
    await ana.submit(when="", role="Shift lead", company="Corner shop", level="", stage="first")
    await ana.press("Go on with the feedback")
    await ana.press("Confirm")
    await ana.press("Make a plan")
    await ana.press("Write it")
    await ana.submit(cue="I hear myself start a third example", action="stop and ask whether that answers it")
    await ana.press("Save")
    await world.restart()
    question = await ana.press("One question now")
    assert "I hear myself start a third example" in question.text
    first_question = question.text.splitlines()[1]
    await answered(ana)

    await world.env.advance_time(8 * DAY)
    await ana.slash("interview add")
    when = f"{world.env.now() + timedelta(days=9):%d %b} 10:00"
    await ana.submit(when=when, role="Shift lead", company="Harbour cafe", level="", stage="final")
    await ana.press("Count down to it")
    await world.restart()
    await world.env.advance_time(6.6 * DAY)
    me = ana.dm
    note = await me.last_card()
    assert "A reminder you set" in note.text
    rehearsal = await me.press("One question", on=note)
    assert first_question in rehearsal.text, "what was answered before comes again"
    await answered(me)

    await world.env.advance_time(3 * DAY)
    await world.restart()
    await ana.slash("interview done", which="2")
    asked = await ana.submit(outcome="rejected", stage="final", well="The first answer was short")
    assert "I hear myself start a third example" in asked.text
    told = await ana.press("It came up, I did it")
    assert "The first answer was short" in told.text
    await ana.press("Log what they said")
    kept = await ana.submit(said="A stronger candidate, they said.", source="recruiter", feels="raw")
    assert "Nothing will be asked about it today" in kept.text
    await ana.press("Offer it again tomorrow")
    await world.restart()

    await world.env.advance_time(1.1 * DAY)
    note = await me.last_card()
    assert "A note you asked for" in note.text
    await me.press("Open", on=note)
    await me.press("Second look, in writing")
    await me.press("Write it")
    await me.submit(
        plain="Somebody else fitted better", then="That I am not good enough", today="Nothing, and that is fine"
    )
    saved = await me.press("Save")
    assert "What can stay behind may stay here" in saved.text

    await world.env.advance_time(12 * DAY)
    assert await world.rows("select * from reminder where settled_at is null") == []
    listed = await ana.slash("interview list")
    assert listed.text.count("They said no") == 1
    assert listed.text.count("No outcome yet") == 1
    await ana.slash("interview list")
    await ana.choose("2")
    await ana.press("More")
    await ana.press("Delete")
    await ana.press("Delete it")
    assert len(await world.rows("select * from feedback")) == 2
    assert len(await world.rows("select * from interview_feedback")) == 1


async def answered(person: Person) -> None:
    await person.one_box()
    await person.submit(whole="I counted the stock twice and I found the error. As a result we lost 40 percent less.")
    await person.choose("4")
    await person.press("More")
    await person.press("Enough for today")
