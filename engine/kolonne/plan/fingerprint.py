"""Fingerprint: what a plan was made of, as one digest."""

import hashlib
import json
from collections.abc import Mapping

from kolonne.contract import Template
from kolonne.registry import Registry


def fingerprint(document: object, lists: Mapping[str, object], version: str, registry: Registry) -> str:
    """SHA-256, in hexadecimal, over the resolved document, the lists it uses, and the versions of engine and plugins
    with the settings of the latter.

    The order of named things counts, since it is the order of columns; how the JSON is laid out does not, nor does what a
    single export asks for, its language and its period. Nor do the document's tests: they make no report another one.
    """
    members = document.items() if isinstance(document, dict) else ()
    content = {
        "document": {name: member for name, member in members if name != "tests"},
        "lists": [[id_, content] for id_, content in sorted(lists.items())],
        "engine": version,
        "plugins": [[one.name, one.version, registry.settings.get(one.name, {})] for one in registry.plugins],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def with_template(fingerprint: str, template: Template) -> str:
    """The digest of a plan that also fills a template: every byte of its file counts."""
    return hashlib.sha256(f"{fingerprint} {template.digest}".encode()).hexdigest()
