"""Counts: where every row went."""

from collections.abc import Mapping
from dataclasses import field

from kolonne.contract.quick import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows, each counted once, under the first reason that took it out.

    read + exploded = exported + left out + failed, always; `reconciles` says so.
    """

    #: Records read from the source.
    read: int = 0
    #: Rows that were added because one record makes several (a course of three days adds two).
    exploded: int = 0
    #: Rows in the report.
    exported: int = 0
    #: Rows that do not belong in the report, by the name of the reason.
    left_out: Mapping[str, int] = field(default_factory=dict)
    #: Rows that broke a rule, by the id of the rule.
    failed: Mapping[str, int] = field(default_factory=dict)
    #: Records of inputs that make no rows of their own, by input: how many were `read`, and how many of them `failed`.
    related: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def reconciles(self) -> bool:
        """Whether every row is accounted for."""
        return self.read + self.exploded == self.exported + sum(self.left_out.values()) + sum(self.failed.values())

    def plus(self, other: "Counts") -> "Counts":
        """Both together, reasons in the order they were first seen."""
        return Counts(
            read=self.read + other.read,
            exploded=self.exploded + other.exploded,
            exported=self.exported + other.exported,
            left_out=_added(self.left_out, other.left_out),
            failed=_added(self.failed, other.failed),
            related={
                name: _added(self.related.get(name, {}), other.related.get(name, {}))
                for name in dict.fromkeys((*self.related, *other.related))
            },
        )

    def as_json(self) -> dict[str, object]:
        """The form that results, manifests and audit records carry."""
        return {
            "read": self.read,
            "exploded": self.exploded,
            "exported": self.exported,
            "left_out": dict(self.left_out),
            "failed": dict(self.failed),
            **({"related": {name: dict(counts) for name, counts in self.related.items()}} if self.related else {}),
        }


def _added(left: Mapping[str, int], right: Mapping[str, int]) -> dict[str, int]:
    return {name: left.get(name, 0) + right.get(name, 0) for name in dict.fromkeys((*left, *right))}
