"""Transform and check: pure functions, Batch in, Outcome out."""

from kolonne.run.absent import absent_columns
from kolonne.run.outcome import FAILURES, LEFT_OUT, Outcome
from kolonne.run.transform import transform

__all__ = ["FAILURES", "LEFT_OUT", "Outcome", "absent_columns", "transform"]
