"""Upload: the bundle goes to its store, whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from kolonne.contract import Store, StoreError
from kolonne.orchestrator.bundling import Bundle


def upload(bundle: Bundle, store: Store, check: Callable[[], None]) -> dict[str, str]:
    """Put every file, the manifest last; gives where each one is. What was put is taken back where one cannot be.

    The manifest of an earlier export goes first: a bundle without one is incomplete, also after a crash in between.
    What an earlier export stored under the same names is replaced and not brought back.
    `check` is called before each step and raises to cancel.
    """
    places: dict[str, str] = {}
    try:
        for name in (bundle.files[-1].name, *bundle.stale):
            check()
            store.remove(name)
        for path in bundle.files:
            check()
            places[path.name] = _put(store, path)
    except BaseException:
        take_back(places, store)
        raise
    return places


def _put(store: Store, path: Path) -> str:
    try:
        return store.put(path, path.name)
    except StoreError:
        raise
    except Exception as error:
        # A store of somebody's own may raise anything; its text may hold anything too.
        raise StoreError(f"`{path.name}` could not be stored: {type(error).__name__}") from error


def take_back(places: dict[str, str], store: Store) -> None:
    """Remove what was put; what cannot be removed is left, as the manifest that names it goes first."""
    for name in reversed(places):
        try:
            store.remove(name)
        except Exception:  # noqa: BLE001, S112 - a store of somebody's own may raise anything
            continue
