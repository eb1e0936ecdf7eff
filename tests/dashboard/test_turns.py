"""Many readers at once: a few pages are made at a time, none waits for itself, and a page that breaks lets the next one go on."""

import threading
import time

import pytest

from dashboard import turns


def at_work(readers: int, work) -> None:
    threads = [threading.Thread(target=work) for _reader in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive(), "a reader waits for ever"


def test_no_more_than_a_few_work_at_once_and_all_get_their_turn():
    now, most, done, lock = [0], [0], [0], threading.Lock()

    def work() -> None:
        with turns.turn():
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.01)
            with lock:
                now[0] -= 1
                done[0] += 1

    at_work(12, work)
    assert done == [12] and most == [turns.AT_ONCE]


def test_a_part_of_a_page_does_not_wait_for_the_page():
    done = []

    def work() -> None:
        with turns.turn(), turns.turn():
            turns.pause(0.01)
        done.append(True)

    at_work(turns.AT_ONCE * 3, work)
    assert len(done) == turns.AT_ONCE * 3


def test_who_pauses_lets_others_work():
    """As many as may work at once pause; one more gets in meanwhile."""
    paused, other = threading.Barrier(turns.AT_ONCE + 1), threading.Event()

    def pausing() -> None:
        with turns.turn():
            paused.wait(10)
            turns.pause(0.3)
            assert other.is_set()

    def late() -> None:
        paused.wait(10)
        with turns.turn():
            other.set()

    threads = [threading.Thread(target=work) for work in (*[pausing] * turns.AT_ONCE, late)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert other.is_set()


def test_a_page_that_breaks_gives_its_turn_back():
    for _time in range(turns.AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError), turns.turn():
            _ = 1 / 0
    entered = []

    def work() -> None:
        with turns.turn():
            entered.append(True)

    at_work(1, work)
    assert entered
