"""Package: the parts of a workbook from elsewhere and what leads from one to another; what is active in it is refused."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from kolonne.contract import WorkbookError
from kolonne.contract.quick import dataclass
from kolonne.workbooks.limits import Limits
from kolonne.workbooks.markup import attribute, children, parsed

_TYPES = "[Content_Types].xml"
_WORKBOOK = "spreadsheetml.sheet.main+xml"
#: What a type of content, of a relationship or a part's name holds → what it is. In the order in which it is looked for.
_ACTIVE = {
    "macroenabled": "macros",
    "vbaproject": "macros",
    "vbadata": "macros",
    "macrosheet": "macros",
    "dialogsheet": "macros",
    "attachedtoolbars": "macros",
    "activex": "ActiveX controls",
    "relationships/control": "ActiveX controls",
    "controlproperties": "form controls",
    "ctrlprop": "form controls",
    "oleobject": "embedded objects",
    "/embeddings/": "embedded objects",
    "relationships/package": "embedded objects",
    "externallink": "links to other workbooks",
    "connections": "data connections",
    "querytable": "data connections",
    "webextension": "add-ins",
    "ui/extensibility": "add-ins",
    "customui": "add-ins",
}
#: In drawings of the older kind, what each shape is; those of notes and pictures do nothing.
_SHAPE = re.compile(rb"""\bObjectType\s*=\s*["'](?!Note["']|Pict["'])""", re.IGNORECASE)
#: Of an address, how much is told.
_MOST_SHOWN = 60
_OPEN_LINKS = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part leads to."""

    id: str
    #: The last word of its kind: `worksheet`, `table`, `drawing`.
    kind: str
    #: The name of a part, or an address where it is external.
    target: str
    is_external: bool


class Package:
    """Its parts by name, and their relations. Nothing in it runs, and nothing leads out of it but links to click on."""

    def __init__(self, parts: dict[str, bytes], name: str, limits: Limits) -> None:
        """Raises `WorkbookError`: `unsafe` for macros, embedded objects, external links, data connections, add-ins."""
        self.parts = parts
        #: The file as people are told it.
        self.name = name
        self.limits = limits
        self._trees: dict[str, Element] = {}
        self._kinds = self._content_kinds()
        self._relations = {part: self._read_relations(part) for part in parts if part.endswith(".rels")}
        self._refuse_active()
        self.workbook = self._find_workbook()

    def tree(self, part: str) -> Element:
        """A part of XML, read once. Raises `WorkbookError`: `unreadable` for what is none, `unsafe` for entities."""
        if part not in self._trees:
            self._trees[part] = parsed(self.parts[part], part, self.name, self.limits)
        return self._trees[part]

    def forget(self) -> None:
        """Let go of the trees that nobody else holds."""
        self._trees.clear()

    def kind(self, part: str) -> str:
        """The type of content of a part; empty if none is said."""
        return self._kinds.get(f"/{part}".casefold()) or self._kinds.get(part.rpartition(".")[2].casefold(), "")

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What a part leads to."""
        return self._relations.get(relations_name(part), ())

    def target(self, part: str, kind: str) -> str | None:
        """The first part of a kind that a part leads to; None where there is none."""
        return next((one.target for one in self.relations(part) if one.kind == kind and not one.is_external), None)

    def _content_kinds(self) -> dict[str, str]:
        if _TYPES not in self.parts:
            raise WorkbookError("unreadable", f"{self.name}: the file is a zip, but no workbook")
        root = self.tree(_TYPES)
        named = {
            (entry.get("PartName") or "").casefold(): entry.get("ContentType") or ""
            for entry in children(root, "Override")
        }
        ends = {
            (entry.get("Extension") or "").casefold(): entry.get("ContentType") or ""
            for entry in children(root, "Default")
        }
        return {**ends, **named}

    def _read_relations(self, part: str) -> tuple[Relation, ...]:
        folder = posixpath.dirname(posixpath.dirname(part))
        found: list[Relation] = []
        for entry in children(self.tree(part), "Relationship"):
            kind, target = entry.get("Type") or "", entry.get("Target") or ""
            self._refuse(kind, part)
            is_external = (entry.get("TargetMode") or "").casefold() == "external"
            if is_external:
                self._check_address(kind, target)
            else:
                target = self._resolved(folder, target)
            found.append(Relation(attribute(entry, "Id") or "", kind.rpartition("/")[2], target, is_external))
        return tuple(found)

    def _check_address(self, kind: str, target: str) -> None:
        try:
            scheme = urlsplit(target).scheme.casefold()
        except ValueError:
            scheme = ""
        if kind.endswith("/hyperlink") and target.startswith("#"):
            # A place in the workbook, as some programs write it.
            return
        if not kind.endswith("/hyperlink") or scheme not in _OPEN_LINKS:
            shown = ascii(target)[1:-1][:_MOST_SHOWN]
            message = f"links to the file `{shown}`, elsewhere; only links to http, https and mailto may stand in it"
            raise WorkbookError("unsafe", f"{self.name}: the workbook {message}")

    def _resolved(self, folder: str, target: str) -> str:
        path = unquote(target.partition("#")[0])
        full = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
        if full.startswith("..") or "\\" in full:
            raise WorkbookError(
                "unsafe", f"{self.name}: the workbook leads to `{ascii(target)[1:-1]}`, out of the file"
            )
        return full

    def _refuse_active(self) -> None:
        for part in self.parts:
            self._refuse(f"/{part}", part)
        for about, kind in self._kinds.items():
            # A default for an ending that no part has is no content.
            if about.startswith("/") or any(part.casefold().endswith(f".{about}") for part in self.parts):
                self._refuse(kind, about)
        for part, data in self.parts.items():
            if part.casefold().endswith(".vml") and _SHAPE.search(data):
                raise self._refusal("form controls", part)

    def _refuse(self, text: str, part: str) -> None:
        folded = text.casefold()
        for word, what in _ACTIVE.items():
            if word in folded:
                raise self._refusal(what, part)

    def _refusal(self, what: str, part: str) -> WorkbookError:
        hint = "save it as an .xlsx workbook without them"
        return WorkbookError("unsafe", f"{self.name}: the workbook holds {what} (`{part}`); {hint}")

    def _find_workbook(self) -> str:
        part = self.target("", "officeDocument")
        if part is None or part not in self.parts:
            raise WorkbookError("unreadable", f"{self.name}: the file is a zip, but no workbook")
        if not self.kind(part).endswith(_WORKBOOK):
            raise WorkbookError("unreadable", f"{self.name}: the file is of another kind; save it as an .xlsx workbook")
        return part


def relations_name(part: str) -> str:
    """Where the relations of a part stand; those of the whole file for an empty name."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def of_kind(package: Package, part: str, kind: str) -> Iterator[str]:
    """All parts of a kind that a part leads to."""
    return (one.target for one in package.relations(part) if one.kind == kind and one.target in package.parts)
