"""Writes down what every golden case gives today, or those that are named: `python -m golden.renew [CASE …]`."""

import sys

from golden.cases import cases
from golden.outcome import renew

for one in cases():
    if not sys.argv[1:] or one.name in sys.argv[1:]:
        renew(one)
        print(one.name, file=sys.stderr)  # noqa: T201
