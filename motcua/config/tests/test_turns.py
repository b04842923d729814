"""Four threads answer; while requests are short, one of them computes."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier, Event, Lock
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from motcua.config.turns import InTurn

THREADS = 4
FOR_EVER_SECONDS = 30.0


class House:
    """Counts who is inside at once. Who asks for `long` stays until he is let go; `wrong` fails."""

    def __init__(self) -> None:
        self.inside = self.most_inside = 0
        self.entered, self.let_go = Event(), Event()
        self._counting = Lock()

    def __call__(self, environ: WSGIEnvironment, _start_response: StartResponse) -> list[bytes]:
        wish = environ["PATH_INFO"]
        with self._counting:
            self.inside += 1
            self.most_inside = max(self.most_inside, self.inside)
        try:
            if wish == "wrong":
                raise ValueError(wish)
            if wish == "long":
                self.entered.set()
                assert self.let_go.wait(FOR_EVER_SECONDS)
            else:
                time.sleep(0.001)  # others may come in here, if they are let in
            return [str(wish).encode()]
        finally:
            with self._counting:
                self.inside -= 1


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(THREADS) as pool:
        yield pool


def _ask(application: InTurn, wish: str) -> bytes:
    def start_response(*_answer: object) -> Callable[[bytes], object]:
        raise AssertionError("This house only answers.")

    return b"".join(application({"PATH_INFO": wish}, start_response))


def test_short_requests_are_answered_one_after_another(house: House, threads: ThreadPoolExecutor) -> None:
    application = InTurn(house, patience_seconds=FOR_EVER_SECONDS)
    together = Barrier(THREADS)

    def come(number: int) -> list[bytes]:
        together.wait(FOR_EVER_SECONDS)
        return [_ask(application, f"{number}-{page}") for page in range(20)]

    answers = list(threads.map(come, range(THREADS)))
    assert answers == [[f"{number}-{page}".encode() for page in range(20)] for number in range(THREADS)]
    assert house.most_inside == 1


def test_one_that_takes_long_is_passed_by_and_still_gets_its_answer(house: House, threads: ThreadPoolExecutor) -> None:
    application = InTurn(house, patience_seconds=0.01)
    signing: Future[bytes] = threads.submit(_ask, application, "long")
    assert house.entered.wait(FOR_EVER_SECONDS)

    others = [threads.submit(_ask, application, "page") for _ in range(THREADS - 1)]
    assert {other.result(FOR_EVER_SECONDS) for other in others} == {b"page"}
    assert not signing.done()

    house.let_go.set()
    assert signing.result(FOR_EVER_SECONDS) == b"long"


def test_a_request_that_fails_gives_its_turn_back(house: House) -> None:
    application = InTurn(house, patience_seconds=FOR_EVER_SECONDS)
    with pytest.raises(ValueError, match="wrong"):
        _ask(application, "wrong")
    assert _ask(application, "page") == b"page"
