"""Drafting: a first document, from a template and a sample of records."""

from kolonne.drafting.draft import Draft, draft
from kolonne.drafting.fields import Sample
from kolonne.drafting.tables import FormHeader, FormTable, tables_of

__all__ = ["Draft", "FormHeader", "FormTable", "Sample", "draft", "tables_of"]
