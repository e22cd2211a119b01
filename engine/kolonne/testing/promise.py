"""What is said of something that does not keep its word."""


class BrokenPromiseError(AssertionError):
    """Something is not what the contract promises; the text says what, for the developer of the plugin."""


def hold(kept: object, what: str) -> None:
    """Raise `BrokenPromiseError` unless the promise is kept. No `assert`: `python -O` would take that away."""
    __tracebackhide__ = True
    if not kept:
        raise BrokenPromiseError(what)


def skip(why: str) -> None:
    """Say that a test has nothing to look at, so that it does not count as a promise that was kept."""
    __tracebackhide__ = True
    import pytest

    pytest.skip(why)
