"""What is told of an exception of foreign code: its kind and its line, never its text, which may hold a value of the data."""

import traceback
from pathlib import Path


def raised(error: BaseException) -> str:
    """`raised ValueError (reader.py:12)`: the innermost line of whatever code it was."""
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"raised {type(error).__name__}{place}"
