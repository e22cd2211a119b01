"""The schema of a document that lies over another: a patch of one, in which nothing is required and `null` removes."""

from typing import Any

#: What stands behind the name of a part that lies over another.
OVER = "Over"
#: The keys that hold IDs of files which can lie over others.
_IDS = ("document", "enumeration")


def with_over(schema: dict[str, Any], name: str) -> dict[str, Any]:
    """A schema of whole documents as one that also knows documents that say `extends`."""
    parts = dict(schema["$defs"])
    head = {key: schema[key] for key in ("$schema", "title", "description")}
    whole = {key: value for key, value in schema.items() if key not in {"$schema", "title", "$defs"}}
    over = {f"{part}{OVER}": _laid_over(content) for part, content in parts.items()}
    root = _laid_over(whole)
    # What a file is, and what it lies over, it says itself.
    id_ = next(key for key in whole["required"] if key in _IDS)
    for own in (id_, "extends"):
        root["properties"][own] = whole["properties"][own]
    return {
        **head,
        "if": {"required": ["extends"], "properties": {"extends": {"type": "string"}}},
        "then": {"$ref": f"#/$defs/{name}{OVER}"},
        "else": {"$ref": f"#/$defs/{name}"},
        "$defs": {name: whole, **parts, f"{name}{OVER}": {**root, "required": [id_]}, **over},
    }


def whole_only(schema: dict[str, Any]) -> dict[str, Any]:
    """The part of it for whole documents, whatever they say they extend."""
    if "else" not in schema:
        return schema
    return {**{key: value for key, value in schema.items() if key not in {"if", "then", "else"}}, **schema["else"]}


def _laid_over(node: Any) -> Any:
    """A part as it may stand in a patch. A list replaces the one under it, so that its items are whole."""
    if not isinstance(node, dict):
        return node
    # How many members there are shows once it is laid over: `null` takes some away.
    found = {key: value for key, value in node.items() if key not in {"required", "minProperties", "maxProperties"}}
    for key in ("properties", "patternProperties"):
        if key in node:
            found[key] = {name: _removable(_laid_over(value)) for name, value in node[key].items()}
    if "anyOf" in node:
        found["anyOf"] = [_laid_over(choice) for choice in node["anyOf"]]
    if isinstance(node.get("additionalProperties"), dict):
        found["additionalProperties"] = _removable(_laid_over(node["additionalProperties"]))
    if "$ref" in node:
        found["$ref"] = f"{node['$ref']}{OVER}"
    return found


def _removable(node: Any) -> Any:
    """With `null` as one choice more; what is said of it stays where editors look for it."""
    said = {key: node[key] for key in ("description", "default", "examples") if key in node}
    rest = {key: value for key, value in node.items() if key not in said}
    choices = rest["anyOf"] if set(rest) == {"anyOf"} else [rest]
    if {"type": "null"} not in choices:
        choices = [*choices, {"type": "null"}]
    return {"anyOf": choices, **said} if rest else {**said}
