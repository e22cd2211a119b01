"""Fingerprint: what a plan was made of, as one digest."""

import hashlib
import json
from collections.abc import Iterable

from kolonne.expressions import Lists
from kolonne.registry import PluginInfo


def fingerprint(document: object, lists: Lists, version: str, plugins: Iterable[PluginInfo]) -> str:
    """SHA-256, in hexadecimal, over the resolved document, the lists it uses, and the versions of engine and plugins."""
    content = {
        "document": document,
        "codes": {
            id_: {"labels": dict(codes.labels), "aliases": dict(codes.aliases)}
            for id_, codes in sorted(lists.codes.items())
        },
        "mappings": {id_: dict(mapping.codes) for id_, mapping in sorted(lists.mappings.items())},
        "engine": version,
        "plugins": [[plugin.name, plugin.version] for plugin in plugins],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
