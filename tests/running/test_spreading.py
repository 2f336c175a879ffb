"""Work on many cores gives what one core gives, in the same order."""

from __future__ import annotations

import os

from sayso.running import across_processes
from sayso.running.spreading import _WAITING_PER_WORKER


def squared(number: int) -> int:
    if number == 13:
        os._exit(9)
    return number * number


def lost(number: int) -> int:
    return -number


def test_results_come_in_the_order_of_the_items():
    assert list(across_processes(squared, range(12), jobs=2, lost=lost)) == [n * n for n in range(12)]


def test_an_item_that_kills_its_process_is_lost_alone():
    items = [1, 2, 13, 3, 4, 5]
    assert list(across_processes(squared, items, jobs=2, lost=lost)) == [1, 4, -13, 9, 16, 25]


def test_only_a_few_items_wait_at_a_time():
    taken = []

    def items():
        for number in range(30):
            taken.append(number)
            yield number

    results = across_processes(squared, items(), jobs=1, lost=lost)
    assert next(results) == 0
    assert len(taken) == _WAITING_PER_WORKER
    results.close()
