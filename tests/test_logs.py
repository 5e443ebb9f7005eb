"""Logs say where, never what somebody typed."""

import json
import logging
import sys

import pytest

from bot.logs import JsonFormatter, PlainFormatter

CANARY = "quokka-marmalade"


def record(formatter: logging.Formatter) -> str:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise ValueError(f"could not use {CANARY}") from error
    except ValueError:
        made = logging.LogRecord("bot.x", logging.ERROR, __file__, 1, "reference %s", ("abc",), sys.exc_info())
    return formatter.format(made)


@pytest.mark.parametrize(
    "formatter", [PlainFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"), JsonFormatter()]
)
def test_an_error_is_logged_with_its_place_and_without_its_message(formatter: logging.Formatter) -> None:
    line = record(formatter)

    assert CANARY not in line
    assert "ValueError" in line
    assert "caused by KeyError" in line
    assert "test_logs.py" in line
    assert "reference abc" in line


def test_json_lines_can_be_read_by_a_program() -> None:
    assert json.loads(record(JsonFormatter()))["level"] == "ERROR"
