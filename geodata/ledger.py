"""Who says what of an incident, and the status that follows from it; a status is never typed in."""

import pandas as pd

from .actors import Actors, split
from .schema import SHEET_STANCES

COLUMNS = ["no", "actor", "actor_id", "stance", "said_on", "document_id", "footnote", "note"]


def status(stances: set[str]) -> str:
    """The status of an incident of which these stances are taken.

    Contested when somebody denies it, whatever others say; else confirmed when somebody confirms it; else claimed when
    somebody claims it; else reported. An assessment changes nothing: it is shown, not counted.
    """
    if "denies" in stances:
        return "contested"
    if "confirms" in stances:
        return "confirmed"
    return "claimed" if "claims" in stances else "reported"


def build(incidents: pd.DataFrame, claims: pd.DataFrame, actors: Actors) -> pd.DataFrame:
    """The ledger of all incidents, columns `COLUMNS`: rows of `claims.csv` and what the sheet itself says, once each.

    `incidents` has no, incident_id, date_end, reported_by, stance, document_id; `said_on` is NaT where not known.
    """
    by_id = incidents.set_index("incident_id")
    rows = claims[claims["incident_id"].isin(by_id.index)]
    rows = rows.assign(no=by_id.loc[rows["incident_id"], "no"].to_numpy())
    from_sheet = [
        {"no": row.no, "actor": name, "stance": SHEET_STANCES[row.stance], "document_id": row.document_id}
        for row in incidents[incidents["stance"] != "reported"].itertuples()
        for name in split(row.reported_by)
    ]
    ledger = pd.concat([rows, pd.DataFrame(from_sheet, columns=COLUMNS)], ignore_index=True)
    days = incidents.set_index("no").loc[ledger["no"], "date_end"]
    ledger["actor_id"] = [actors.resolve(name, day.date()) for name, day in zip(ledger["actor"], days, strict=True)]
    # What the sheet says again, perhaps under another name of the actor, adds nothing to `claims.csv`.
    again = ledger.duplicated(["no", "actor_id", "stance"]) & (ledger.index >= len(rows))
    ledger = ledger[~again].reset_index(drop=True)
    ledger["said_on"] = pd.to_datetime(ledger["said_on"], format="%Y-%m-%d", errors="coerce")
    return ledger[COLUMNS].fillna({"document_id": "", "footnote": "", "note": ""})


def statuses(numbers: pd.Series, ledger: pd.DataFrame) -> pd.Series:
    """The status of each incident number, same index as `numbers`."""
    stances = ledger.groupby("no")["stance"].agg(set)
    return numbers.map(stances).map(lambda found: status(found if isinstance(found, set) else set()))
