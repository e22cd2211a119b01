"""Forms of the language: they stand in no table, because they choose which of their parts are looked at."""

from kolonne.expressions.operations import Example

#: Name → what it does, and examples.
FORM_PAGES: dict[str, tuple[str, tuple[Example, ...]]] = {
    "and": (
        (
            "True where both sides are. Three-valued: false if one side is false, otherwise blank if one side is blank. "
            "Once a side is false, the sides after it are not looked at."
        ),
        (
            Example("true and false", value=False),
            Example("true and null", None),
            Example("false and null", value=False),
            Example("1 > 2 and 1 / 0 > 1", value=False),
        ),
    ),
    "or": (
        (
            "True where one side is. Three-valued: true if one side is true, otherwise blank if one side is blank. "
            "Once a side is true, the sides after it are not looked at."
        ),
        (
            Example("true or null", value=True),
            Example("false or null", None),
            Example("2 > 1 or 1 / 0 > 1", value=True),
        ),
    ),
    "x if c else y": (
        "`x` where the condition is true, `y` where it is false or blank. Both must be of one type.",
        (
            Example("'many' if 12 >= 3 else 'few'", "many"),
            Example("1 if null else 2", 2),
            Example("0 if 1 == 1 else 1 // 0", 0),
        ),
    ),
    "coalesce": (
        "`coalesce(x, y, …)`: the first value that is not blank; blank if all are.",
        (Example("coalesce(null, 'b', 'c')", "b"), Example("coalesce(1, 1 // 0)", 1), Example("coalesce(null)", None)),
    ),
    "if_": (
        (
            "`if_(condition, then[, otherwise])`: like `x if c else y`, in the order people know from spreadsheets. Without "
            "`otherwise` it is blank where the condition is not true."
        ),
        (Example("if_(2 > 1, 'yes', 'no')", "yes"), Example("if_(2 < 1, 'yes')", None)),
    ),
    "case": (
        (
            "`case(condition, value, condition, value, …[, otherwise])`: the value of the first condition that is true. "
            "Without `otherwise` it is blank where none is."
        ),
        (
            Example("case(90 < 45, 'short', 90 < 180, 'usual', 'long')", "usual"),
            Example("case(90 < 45, 'short')", None),
        ),
    ),
    "as_of": (
        (
            "`as_of(parameter, day)`: the value that a parameter with `dated` values has on that day, whatever it has in the "
            "reporting period; blank for a day on which it has none. `as_of(min_participants, first_day) <= heads`"
        ),
        (),
    ),
}
