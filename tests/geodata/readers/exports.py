"""Invented rows in the shape of ACLED and UCDP GED exports: nothing in them happened, and each says so."""

import csv
import io
from pathlib import Path

from geodata.ingest import Dataset, folder, ingest
from geodata.readers import ucdp

ACLED_HEADER = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude "
    "longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
ACLED = {
    "event_id_cnty": "MLI00001", "event_date": "2023-10-04", "year": "2023", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "JNIM: Group for Support of Islam and Muslims", "inter1": "Rebel group",
    "actor2": "Military Forces of Mali (2021-)", "inter2": "State forces", "interaction": "State forces-Rebel group",
    "iso": "466", "region": "Western Africa", "country": "Mali", "admin1": "Gao", "admin2": "Bourem", "admin3": "Tarkint",
    "location": "Tarkint", "latitude": "17.4770", "longitude": "0.1163", "geo_precision": "1",
    "source": "Invented Press; Invented Radio", "source_scale": "National", "notes": "Invented for a test.",
    "fatalities": "3", "timestamp": "1696896000",
}  # fmt: skip
MONADIC_HEADER = [name for name in ACLED_HEADER if name not in ("actor2", "assoc_actor_2", "inter2")]
OLD_HEADER = (
    "data_id iso3 event_id_cnty event_id_no_cnty event_date year time_precision event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities timestamp"
).split()

UCDP = {
    "id": "512345", "relid": "MLI-2023-1-1-1", "year": "2023", "active_year": "1", "code_status": "Clear",
    "type_of_violence": "1", "conflict_new_id": "11347", "conflict_name": "Mali: Government", "dyad_new_id": "14608",
    "dyad_name": "Government of Mali - JNIM", "side_a": "Government of Mali", "side_b": "JNIM", "number_of_sources": "1",
    "source_article": '"Invented Press,2023-10-05,Invented headline"', "source_office": "Invented Press",
    "source_headline": "Invented headline", "where_prec": "1", "where_coordinates": "Tarkint town",
    "where_description": "Tarkint town", "adm_1": "Gao region", "adm_2": "Bourem cercle", "latitude": "17.477",
    "longitude": "0.1163", "country": "Mali", "country_id": "432", "region": "Africa", "event_clarity": "1",
    "date_prec": "1", "date_start": "2023-10-04 00:00:00.000", "date_end": "2023-10-04 00:00:00.000", "deaths_a": "1",
    "deaths_b": "2", "deaths_civilians": "0", "deaths_unknown": "0", "best": "3", "high": "5", "low": "3", "gwnoa": "432",
}  # fmt: skip


def acled(**changes: str) -> dict[str, str]:
    return ACLED | changes


def event(**changes: str) -> dict[str, str]:
    """A row of UCDP GED."""
    return UCDP | changes


def write(folder: Path, header: list[str], *rows: dict[str, str], spelled=None, name: str = "download.csv") -> Path:
    """A file with these rows; `spelled` is the header row as it is written, None for none at all."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if spelled is not False:
        writer.writerow(spelled or header)
    writer.writerows([cells.get(column, "") for column in header] for cells in rows)
    path = folder / name
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def read_acled(tmp: Path, *rows: dict[str, str], header: list[str] = ACLED_HEADER) -> Dataset:
    return ingest(folder(str(write(tmp, header, *rows))))


def read_ucdp(tmp: Path, *rows: dict[str, str]) -> Dataset:
    return ingest(folder(str(write(tmp, ucdp.HEADER, *rows))))


def only(dataset: Dataset):
    """The one incident of a dataset that has just one."""
    assert dataset.quarantine.to_dict("records") == []
    assert len(dataset.incidents) == 1
    return dataset.incidents.iloc[0]


def parts(dataset: Dataset, no: int = 0) -> list[tuple[str, str]]:
    """Who takes part in an incident, as (role, actor's id), in the order of the roles."""
    own = dataset.participations[dataset.participations["no"] == no]
    return list(zip(own["role"], own["actor_id"], strict=True))


def account(dataset: Dataset) -> tuple[int, int, int, int, int]:
    """read, accepted, set aside, duplicates, folded; they must add up."""
    made = (dataset.read, len(dataset.incidents), dataset.set_aside, dataset.duplicates, dataset.folded)
    assert made[0] == sum(made[1:])
    return made
