"""Models of documents: column documents, enumerations, mappings, organisations."""

from kolonne.definitions.base import Model, is_id, is_template_name, pick
from kolonne.definitions.csv import CsvDefinition
from kolonne.definitions.document import ColumnDocument, ParameterDefinition, Validity
from kolonne.definitions.enumeration import (
    CodeDefinition,
    CodeFile,
    CodeVersion,
    DatedCode,
    EnumerationDocument,
    SuccessorFile,
)
from kolonne.definitions.field import FieldDefinition, InputDefinition, UseCode
from kolonne.definitions.figure import FigureDefinition
from kolonne.definitions.grouped import MaskDefinition, SpreadDefinition
from kolonne.definitions.heading import HeadingDefinition
from kolonne.definitions.link import LinkDefinition
from kolonne.definitions.mapping import DatedMapping, MappingDocument, MappingFile, NotCounted
from kolonne.definitions.organisation import OrganisationDocument
from kolonne.definitions.rows import KeepDefinition, RowsDefinition
from kolonne.definitions.rule import RuleDefinition
from kolonne.definitions.schemas import KINDS, make_schema, model_of, published_schema, whole_schema, write_schemas
from kolonne.definitions.sheet import ColumnDefinition, SheetDefinition, TemplateSheetDefinition, WhenDefinition
from kolonne.definitions.transform import SheetTransformDefinition, TransformDefinition
from kolonne.definitions.trial import FailureExpectation, TestDefinition

__all__ = [
    "KINDS",
    "CodeDefinition",
    "CodeFile",
    "CodeVersion",
    "ColumnDefinition",
    "ColumnDocument",
    "CsvDefinition",
    "DatedCode",
    "DatedMapping",
    "EnumerationDocument",
    "FailureExpectation",
    "FieldDefinition",
    "FigureDefinition",
    "HeadingDefinition",
    "InputDefinition",
    "KeepDefinition",
    "LinkDefinition",
    "MappingDocument",
    "MappingFile",
    "MaskDefinition",
    "Model",
    "NotCounted",
    "OrganisationDocument",
    "ParameterDefinition",
    "RowsDefinition",
    "RuleDefinition",
    "SheetDefinition",
    "SheetTransformDefinition",
    "SpreadDefinition",
    "SuccessorFile",
    "TemplateSheetDefinition",
    "TestDefinition",
    "TransformDefinition",
    "UseCode",
    "Validity",
    "WhenDefinition",
    "is_id",
    "is_template_name",
    "make_schema",
    "model_of",
    "pick",
    "published_schema",
    "whole_schema",
    "write_schemas",
]
