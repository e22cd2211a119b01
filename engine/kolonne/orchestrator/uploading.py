"""Upload: the bundle goes to its store, whole or not at all."""

from kolonne.contract import Store, StoreError
from kolonne.orchestrator.bundling import Bundle


def upload(bundle: Bundle, store: Store) -> dict[str, str]:
    """Put every file, the manifest last; gives where each one is. What was put is taken back where one cannot be."""
    places: dict[str, str] = {}
    try:
        for name in bundle.stale:
            store.remove(name)
        for path in bundle.files:
            places[path.name] = store.put(path, path.name)
    except StoreError:
        take_back(places, store)
        raise
    return places


def take_back(places: dict[str, str], store: Store) -> None:
    """Remove what was put; what cannot be removed is left, as the manifest that names it goes first."""
    for name in reversed(places):
        try:
            store.remove(name)
        except StoreError:
            continue
