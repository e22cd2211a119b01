"""Writes down what validation tells of each invalid case today: `PYTHONPATH=tests python tests/documents/rewrite.py`.

Read what changed before it is committed: the texts are what people get to see.
"""

import json

from documents.checking import INVALID, expected_of, problems_of

for case in INVALID:
    text = json.dumps(problems_of(case), ensure_ascii=False, indent=2)
    expected_of(case).write_text(text + "\n", encoding="utf-8")
