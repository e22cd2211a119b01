"""Peer: the same expression, row by row, by stock simpleeval with its own parse reused. ROWS"""

import sys
from decimal import Decimal

from simpleeval import EvalWithCompoundTypes

EXPRESSION = (
    "round(cost * Decimal('0.8'), 2) if heads >= 3 and (kind in ['group', 'course'] or minutes / 60 > 1.5) else 0"
)
evaluator = EvalWithCompoundTypes(functions={"round": round, "Decimal": Decimal})
parsed = evaluator.parse(EXPRESSION)
for at in range(int(sys.argv[1])):
    kind = "group" if at % 2 == 0 else "visit"
    evaluator.names = {"cost": Decimal(at % 100_000), "heads": at % 7, "minutes": at % 200, "kind": kind}
    evaluator.eval(EXPRESSION, previously_parsed=parsed)
