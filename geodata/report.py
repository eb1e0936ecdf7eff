"""What reading and importing a file came to, the same for the page, the command line and a JSON file."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from .facts import Facts
from .prepare import Prepared
from .said_later import frame_now
from .store import Comparison, Import
from .texts import _, _n, labelled, number
from .unlisted import of_unlisted

_SHOWN = 10  # lines of each kind that are printed; the JSON has all


@dataclass(frozen=True)
class Report:
    """A file before (`done` is None) or after its import. read = accepted + set aside + duplicates + unchanged, in rows.

    It reads the prepared rows, as long as they are there.
    """

    prepared: Prepared
    data_set: str
    comparison: Comparison
    done: Import | None = None

    @property
    def facts(self) -> Facts:
        """What is known of the file."""
        return self.prepared.facts

    def count(self, what: str) -> int:
        """How many lines there are of "fault" or "doubt"."""
        return self.prepared.count(what) + (len(self._unlisted) if what == "doubt" else 0)

    def lines(self, what: str, most: int | None = None) -> pd.DataFrame:
        """The first lines of "fault" or "doubt", all by default, by row: row, incident_id, column, value, rule, mend.

        The rule of a doubt says what is odd.
        """
        columns = ["row", "incident_id", "column", "value", "rule", "mend"]
        found = self.prepared.frame(what, most)
        if what == "doubt":
            found = pd.concat([part for part in (found, self._unlisted) if len(part)] or [found])
        if "file" in found:
            found = found[found["file"] == "incidents"]  # not those of `claims.csv`
        if found.empty:
            return pd.DataFrame(columns=columns)
        found = frame_now(found[columns].sort_values("row", kind="stable", ignore_index=True))
        return found if most is None else found.head(most)

    @cached_property
    def _unlisted(self) -> pd.DataFrame:
        """A doubt for each name that no registry knows, whatever part of the file it is in."""
        found = self.prepared.frame("unlisted")
        return of_unlisted(found) if len(found) else found

    def numbers(self) -> dict[str, int]:
        """The rows: read, accepted, set_aside, duplicates, unchanged; the first is the sum of the others."""
        rows = self.comparison.rows
        return {
            "read": self.facts.rows,
            "accepted": rows["added"] + rows["changed"],
            "set_aside": self.facts.set_aside,
            "duplicates": self.facts.duplicates + rows["older"],
            "unchanged": rows["unchanged"],
        }

    def to_dict(self) -> dict:
        """All of it as JSON can hold it."""
        found = self.comparison
        return {
            "file": self.facts.file,
            "sha256": self.facts.sha256,
            "kind": self.facts.kind,
            "format": self.facts.format,
            "sheet": self.facts.sheet,
            "encoding": self.facts.encoding,
            "delimiter": self.facts.delimiter,
            "options": self.facts.options,
            "notes": list(self.facts.notes),
            "data_set": self.data_set,
            "import": self.done.import_no if self.done else None,
            "stored": self.done is not None,
            "rows": self.numbers(),
            "incidents": {
                "added": found.added,
                "changed": found.changed,
                "unchanged": found.unchanged,
                "older": found.older,
                "missing": found.missing,
                "removed": self.done.removed if self.done else 0,
            },
            "faults": self.lines("fault").assign(file=self.facts.file, sheet=self.facts.sheet).to_dict("records"),
            "doubts": self.lines("doubt").assign(file=self.facts.file, sheet=self.facts.sheet).to_dict("records"),
            "differences": found.differences.to_dict("records"),
        }

    def text(self) -> str:
        """The report in lines for a terminal."""
        rows, found = self.numbers(), self.comparison
        lines = [
            self.said(),
            _("{read} rows read = {accepted} accepted + {aside} set aside + {duplicates} duplicates + {unchanged} unchanged").format(
                read=number(rows["read"]), accepted=number(rows["accepted"]), aside=number(rows["set_aside"]),
                duplicates=number(rows["duplicates"]), unchanged=number(rows["unchanged"]),
            ),
            _("Incidents of {name}: {added} added, {changed} changed, {unchanged} unchanged, {removed} removed").format(
                name=self.data_set, added=number(found.added), changed=number(found.changed), unchanged=number(found.unchanged),
                removed=number(self.done.removed if self.done else 0),
            ),
        ]  # fmt: skip
        if found.missing and not (self.done and self.done.removed):
            lines.append(
                _("{n} of its incidents are from the days of this file and not in it; they stay.").format(
                    n=number(found.missing)
                )
            )
        lines += self.facts.notes
        lines += self._printed(_("Set aside"), "fault") + self._printed(_("Odd, but taken as it is"), "doubt")
        return "\n".join([*lines, self._end()])

    def said(self) -> str:
        """What kind of file it is, in a line."""
        parts = [self.facts.kind, self.facts.sheet, self.facts.encoding, self.delimiter_name(), _(self.facts.format)]
        return labelled(self.facts.file, " · ".join(part for part in parts if part))

    def delimiter_name(self) -> str:
        """How the mark between two cells is said; "" where there is none."""
        return {",": _("comma"), ";": _("semicolon"), "\t": _("tab")}.get(self.facts.delimiter, self.facts.delimiter)

    def _end(self) -> str:
        if not self.done:
            return _("Nothing was stored.")
        if self.done.import_no is None:
            return _("The store has this file already: nothing was changed.")
        return _("Stored as import {no}.").format(no=self.done.import_no)

    def _printed(self, title: str, what: str) -> list[str]:
        found = self.lines(what, _SHOWN)
        if found.empty:
            return []
        line = _("  row {row}, {column}: “{value}”. {rule} {mend}")
        shown = [
            line.format(
                row=each["row"], column=each["column"] or "–", value=str(each["value"])[:60], rule=each["rule"], mend=each["mend"]
            )
            for each in found.to_dict("records")
        ]  # fmt: skip
        more = self.count(what) - len(shown)
        return [
            labelled(title, "").rstrip(),
            *shown,
            *([_n("  and {n} line more", "  and {n} lines more", more)] if more > 0 else []),
        ]
