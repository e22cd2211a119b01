"""Peer: Singer SDK stream maps, which evaluate simpleeval expressions over records.

The mapper is set up as a tap or target does it, with the documented options `stream_maps` and `stream_map_config`. The
expressions are the document's, in the words that stream maps have; labels come from the configuration, and `__filter__`
is what keeps a record. Stream maps say neither why a record is left out nor what failed, so those lists stay empty.
"""

import logging
from typing import Any

import polars as pl
from singer_sdk.mapper import PluginMapper

from mappers.mapped import FAILURES, LEFT_OUT, ROWS, Mapped
from workload import AUDIENCES, CONDITIONAL, COUNTIES, FIELDS, KEEP, KINDS, PLAIN, RULES

_LISTS = {"kind": KINDS, "county": COUNTIES, "audience": AUDIENCES}
_SPELLED = {
    **{name: f"config['{name}'].get({name})" for name in _LISTS},
    "member_share": "members / participants if (participants or 0) > 0 else None",
    "subsidy": "cost * 8 / 10 if (participants or 0) >= 3 and approved else 0",
    "size": "'stor' if (participants or 0) > 20 else 'middels' if (participants or 0) > 8 else 'liten'",
    "days": "(last_day - day).days + 1 if last_day is not None else 1",
    "quality": "'klar' if approved and leader is not None else 'mangler leder' if approved else 'ikke godkjent'",
    "place": "county + '-' + municipality if municipality is not None else county",
}
_TYPES = {
    "text": {"type": ["string", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "time": {"type": ["string", "null"], "format": "time"},
    "integer": {"type": ["integer", "null"]},
    "decimal": {"type": ["number", "null"]},
    "boolean": {"type": ["boolean", "null"]},
}
_STREAM = "activities"


def _filter() -> str:
    known = [f"({name} is None or {name} in config['{name}'])" for name in _LISTS]
    kept = [f"({text})" for text in (*KEEP.values(), RULES["too_dear"][1])]
    return " and ".join(["id is not None", *known, *kept])


def _mapper() -> PluginMapper:
    logger = logging.getLogger("bench")
    logging.disable(logging.INFO)
    columns = {name: _SPELLED.get(name, text) for name, text in (PLAIN | CONDITIONAL).items()}
    config: dict[str, Any] = {
        "stream_maps": {_STREAM: {**columns, "__filter__": _filter(), "__else__": None}},
        "stream_map_config": _LISTS,
    }
    found = PluginMapper(plugin_config=config, logger=logger)
    schema = {"type": "object", "properties": {name: _TYPES[kind] for name, kind in FIELDS.items()}}
    found.register_raw_stream_schema(_STREAM, schema, key_properties=["id"])
    return found


_MAPS = _mapper().stream_maps[_STREAM]


def mapped(batch: pl.DataFrame, first_row: int) -> Mapped:  # noqa: ARG001 - nothing is told of records by their number
    """What becomes of a batch."""
    rows = [
        found
        for record in batch.iter_rows(named=True)
        for stream_map in _MAPS
        if (found := stream_map.transform(record)) is not None
    ]
    return Mapped(pl.DataFrame(rows, ROWS), pl.DataFrame(schema=FAILURES), pl.DataFrame(schema=LEFT_OUT))
