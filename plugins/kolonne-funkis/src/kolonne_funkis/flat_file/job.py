"""Job: one flat file that is being made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from kolonne import row_pieces
from kolonne.hookspecs import Workbook
from kolonne_funkis.flat_file.columns import Columns
from kolonne_funkis.flat_file.lettering import Lettering
from kolonne_funkis.flat_file.lines import Lines
from kolonne_funkis.flat_file.misfits import Misfits
from kolonne_funkis.settings import FlatFile


@dataclass(frozen=True, slots=True)
class Job:
    """One call of the writer's `write`."""

    workbook: Workbook
    columns: Columns
    settings: FlatFile

    def fill(self, stream: BinaryIO, done: Callable[[int], None]) -> tuple[str, ...]:
        member = self.settings.member_organisation
        misfits = Misfits(self.columns.sheet.name)
        lines = Lines(
            self.columns,
            self.settings.study_association,
            "" if member is None else str(member),
            self.settings.unknown_gender == "left_out",
            Lettering(self.settings.encoding),
            misfits,
        )
        for piece in row_pieces(self.columns.sheet):
            stream.write(lines.take(piece))
            done(piece.height)
        misfits.refuse()
        return (*self._not_in_it(), *lines.notices())

    def _not_in_it(self) -> tuple[str, ...]:
        sheet = self.columns.sheet
        told = [f"sheet `{other.name}`" for other in self.workbook.sheets if other is not sheet]
        told += [f"`{name}`" for name in self.columns.unused]
        if sheet.heading or sheet.note or sheet.totals:
            told.append("what stands above and below the rows")
        return (f"not in the flat file: {', '.join(told)}",) if told else ()
