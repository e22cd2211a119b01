"""Functions about blanks. `coalesce`, `if_` and `case` are forms of the language: they do not look at what is not taken."""

from kolonne.expressions.operations.overload import Example, Operation, overload

OPERATIONS = (
    Operation(
        "blank",
        "logic",
        "Whether there is no value.",
        (
            overload(
                "value:any -> boolean",
                lambda call: call.arguments[0].is_null(),
                lambda call: call.arguments[0] is None,
                sees_blanks=True,
                plain="all",
            ),
        ),
        (Example("blank(None)", value=True), Example("blank('x')", value=False)),
    ),
    Operation(
        "present",
        "logic",
        "Whether there is a value.",
        (
            overload(
                "value:any -> boolean",
                lambda call: call.arguments[0].is_not_null(),
                lambda call: call.arguments[0] is not None,
                sees_blanks=True,
                plain="all",
            ),
        ),
        (Example("present(0)", value=True),),
    ),
)
