"""What somebody waits for at a terminal: few records, help, and one document."""

from collections.abc import Iterator

from bench import Bench
from figure import Figure, compare
from measure import HERE, case, program
from organisation import make_organisation

SCHEMA = HERE.parent / "schemas/v1/column-document.schema.json"
STARTED = "Python with Polars and pyarrow imported"


def measured(bench: Bench) -> Iterator[Figure]:
    """Against Python's own start, and against a validator of JSON Schema."""
    nothing, records, out = case("nothing"), bench.records(100), bench.folder / "small"
    for format_ in ("csv", "xlsx"):
        ours = bench.export(records, out, format_)
        name = f"100 records from Parquet to {format_.upper()}, `kolonne export`"
        yield compare(name, ours, STARTED, nothing, bench.runs, 0.5, note="at most 2 times as long")
    document = bench.library / "demo/documents/work.json"
    schema = program("check-jsonschema", "--schemafile", SCHEMA, document)
    peer = "check-jsonschema on the same document"
    yield compare("`kolonne --help`", program("kolonne", "--help"), peer, schema, bench.runs, 1)
    ours = program("kolonne", "validate", document)
    yield compare(
        "`kolonne validate` one document", ours, peer, schema, bench.runs, 0.5, note="at most 2 times as long"
    )
    many = make_organisation(bench.folder / "many", 100, 50)
    files = sorted((many / "demo/documents").glob("*.json"))
    yield compare(
        "`kolonne validate` 100 documents of 50 columns",
        program("kolonne", "validate", many),
        "check-jsonschema on the same documents",
        program("check-jsonschema", "--schemafile", SCHEMA, *files),
        bench.runs,
    )
