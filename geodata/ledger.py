"""Who says what of an incident, and the status that follows from it; a status is never typed in."""

import numpy as np
import pandas as pd

from .actors import Actors, split_all
from .schema import SHEET_STANCES, STANCES

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

    `incidents` has no, incident_id, last_day, reported_by, stance, document_id; `said_on` is NaT where not known.
    """
    by_id = incidents[incidents["incident_id"].isin(claims["incident_id"].tolist())].set_index("incident_id")
    rows = claims[claims["incident_id"].isin(by_id.index)]
    rows = rows.assign(no=by_id.loc[rows["incident_id"], "no"].to_numpy())
    ledger = pd.concat([rows, _of_sheet(incidents[incidents["stance"] != "reported"])], ignore_index=True)
    days = incidents.set_index("no").loc[ledger["no"], "last_day"]
    ledger["actor_id"] = actors.resolve_all(ledger["actor"], days)
    # What the sheet says again, perhaps under another name of the actor, adds nothing to `claims.csv`.
    again = ledger.duplicated(["no", "actor_id", "stance"]) & (ledger.index >= len(rows))
    ledger = ledger[~again].reset_index(drop=True)
    ledger["said_on"] = pd.to_datetime(ledger["said_on"], format="%Y-%m-%d", errors="coerce")
    return ledger[COLUMNS].fillna({"document_id": "", "footnote": "", "note": ""})


def _of_sheet(incidents: pd.DataFrame) -> pd.DataFrame:
    """What the sheet itself says of incidents whose stance is not only "reported": a row for each who says it."""
    said = split_all(incidents["reported_by"])
    rows = incidents[["no", "stance", "document_id"]].iloc[said["at"].to_numpy()]
    made = {
        "no": rows["no"],
        "actor": said["value"].array,
        "stance": rows["stance"].map(SHEET_STANCES),
        "document_id": rows["document_id"],
    }
    return pd.DataFrame(made, index=rows.index).reindex(columns=COLUMNS).reset_index(drop=True)


def statuses(numbers: pd.Series, ledger: pd.DataFrame) -> pd.Series:
    """The status of each incident number, same index as `numbers`."""
    # Each set of stances as a number: a bit a stance.
    taken = sum(
        numbers.isin(ledger.loc[ledger["stance"] == s, "no"]).to_numpy() << bit for bit, s in enumerate(STANCES)
    )
    sets = [{s for bit, s in enumerate(STANCES) if number >> bit & 1} for number in range(1 << len(STANCES))]
    return pd.Series(np.array([status(each) for each in sets], dtype=object)[taken], index=numbers.index, dtype=str)
