"""The same work on many cores: results in the order of the items, with few of them in memory."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_WAITING_PER_WORKER = 4  # enough that no worker idles while we store, few enough to stay small


def across_processes(
    work: Callable[[Item], Result], items: Iterable[Item], *, jobs: int, lost: Callable[[Item], Result]
) -> Iterator[Result]:
    """What `work` makes of each item, in their order, in `jobs` processes.

    `work` must be a function known by name. An item whose process dies under it gives `lost(item)`; the others of that
    moment are worked on again, one at a time.
    """
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    pool = _pool(jobs)
    try:
        for item in items:
            waiting.append((item, pool.submit(work, item)))
            while len(waiting) >= jobs * _WAITING_PER_WORKER:
                result, pool = _next(work, waiting, pool, jobs, lost)
                yield result
        while waiting:
            result, pool = _next(work, waiting, pool, jobs, lost)
            yield result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _next(
    work: Callable[[Item], Result], waiting: deque[tuple[Item, Future[Result]]], pool: ProcessPoolExecutor, jobs: int,
    lost: Callable[[Item], Result],
) -> tuple[Result, ProcessPoolExecutor]:
    item, future = waiting.popleft()
    try:
        return future.result(), pool
    except BrokenProcessPool:
        result = _alone(work, item, lost)
        pool.shutdown(wait=False, cancel_futures=True)
        pool = _pool(jobs)
        left = [item for item, _ in waiting]
        waiting.clear()
        waiting.extend((item, pool.submit(work, item)) for item in left)
        return result, pool


def _alone(work: Callable[[Item], Result], item: Item, lost: Callable[[Item], Result]) -> Result:
    with _pool(1) as pool:
        try:
            return pool.submit(work, item).result()
        except BrokenProcessPool:
            return lost(item)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("spawn"), initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),  # Ctrl-C is for the process that stores
    )
