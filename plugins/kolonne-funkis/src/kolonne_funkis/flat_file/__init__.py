"""The flat file of study associations: a Workbook goes in, a line for each course comes out."""

from kolonne_funkis.flat_file.writer import FlatFileWriter

__all__ = ["FlatFileWriter"]
