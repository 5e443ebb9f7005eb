"""A process killed in the middle of a submit: what was acknowledged is there. The fifty are in benchmarks/kills.py."""

from pathlib import Path

from benchmarks.kills import kill_during_submits


async def test_what_was_acknowledged_is_there_after_kills_during_a_submit(tmp_path: Path) -> None:
    outcome = await kill_during_submits(tmp_path, times=6, seed=3)

    assert outcome.acknowledged > 0
    assert outcome.lost == 0
    assert outcome.twice == 0
    assert outcome.whole
