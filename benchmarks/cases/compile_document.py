"""Ours: one document of 200 columns with 100 lookups in code lists becomes a plan. FOLDER; prints seconds, after imports."""

import sys
import time
from pathlib import Path

from kolonne.documents import Library
from kolonne.plan import compile_document
from kolonne.registry import Registry

began = time.perf_counter()
library = Library(Path(sys.argv[1]))
(file,) = library.documents("demo")
plan, problems = compile_document(library, file, Registry())
if plan is None:
    sys.exit("\n".join(str(problem) for problem in problems[:5]))
print(time.perf_counter() - began)
