"""Arguments of code functions: a list by its ID as a literal, or the list that the code itself comes from."""

import re
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from kolonne.expressions.codes import CodeList, CodeMapping
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.overload import ScalarCall, TypedCall, VectorCall
from kolonne.expressions.types import TEXT, ValueType

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def list_id(call: TypedCall | VectorCall | ScalarCall) -> str:
    """The list that is named as second argument, or the one that the code itself comes from."""
    named = call.constants[1] if len(call.constants) > 1 else None
    return named if isinstance(named, str) else call.types[0].codes


def list_of(call: VectorCall | ScalarCall) -> CodeList:
    """The list of a call that has been checked."""
    return call.lists.codes[list_id(call)]


def known_list(call: TypedCall) -> CodeList | Mistake:
    """The list, or what is wrong with how it is named."""
    id_ = list_id(call)
    if not id_:
        hint = "name the list as second argument, or give the field an `enumeration`"
        return Mistake("no_enumeration", "it is not known which list the code comes from", NOWHERE, hint)
    return call.lists.codes.get(id_) or unknown(id_, call.lists.codes, "enumeration")


def known_mapping(call: TypedCall) -> CodeMapping | Mistake:
    """The mapping that is named as second argument, or what is wrong with that."""
    id_ = str(call.constants[1])
    mapping = call.lists.mappings.get(id_)
    if mapping is None:
        return unknown(id_, call.lists.mappings, "mapping")
    if call.types[0].codes and call.types[0].codes != mapping.source:
        message = f"the code is of `{call.types[0].codes}`, but `{id_}` maps codes of `{mapping.source}`"
        return Mistake("wrong_enumeration", message, NOWHERE)
    return mapping


def unknown(id_: str, known: Mapping[str, object], what: str) -> Mistake:
    """A list or mapping that does not exist."""
    if _DAY.fullmatch(id_):
        return Mistake(f"unknown_{what}", f"there is no {what} `{id_}`", NOWHERE, f"a date is written `date('{id_}')`")
    matches = get_close_matches(id_, list(known), n=1, cutoff=0.6)
    hint = f"did you mean `{matches[0]}`?" if matches else ""
    return Mistake(f"unknown_{what}", f"there is no {what} `{id_}`", NOWHERE, hint)


def coded(id_: str) -> ValueType:
    """Text that holds codes of a list."""
    return replace(TEXT, codes=id_)
