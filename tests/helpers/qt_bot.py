"""pytest-qt's bot with the waits of this project."""

from functools import partialmethod

from pytestqt.qtbot import QtBot

from tests.helpers.waiting import LONGEST_WAIT

QT_WAITS = ("waitActive", "waitCallback", "waitExposed", "waitSignal", "waitSignals", "waitUntil")


class LongWaitingBot(QtBot):
    """Fails after `LONGEST_WAIT` whatever it waits for: pytest-qt's own 5 seconds are too few on a busy machine."""


for _name in QT_WAITS:
    setattr(LongWaitingBot, _name, partialmethod(getattr(QtBot, _name), timeout=int(LONGEST_WAIT * 1000)))
