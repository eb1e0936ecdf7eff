"""What the two documents say of each incident, read by hand: the yardstick that no program wrote.

Days, region, status and actors follow from the sentence and the footnote that the comment names.
"""

from dataclasses import dataclass
from datetime import date

JNIM, REBELS, ARMY, WAGNER, UN = "jnim", "tuareg-rebels", "malian-army", "wagner", "un"
CIVILIANS, MILITIAS = "civilians", "burkinabe-militias"
OUTSIDE, UNLOCATED = "outside-mali", "unlocated"


@dataclass(frozen=True)
class Fact:
    """One incident; `open_start` when only the day of the report is known."""

    incident_id: str
    first: date
    last: date
    region: str
    type: str
    status: str
    perpetrators: tuple[str, ...]
    partners: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    open_start: bool = False
    country: str = "Mali"

    @property
    def everybody(self) -> set[str]:
        return {*self.perpetrators, *self.partners, *self.targets}


def _fact(incident_id: str, days: str, *rest: object, **more: object) -> Fact:
    first, _, last = days.partition("/")
    return Fact(incident_id, date.fromisoformat(first), date.fromisoformat(last or first), *rest, **more)


FACTS = (
    # Jamestown: "killing six Malian soldiers with suicide car bombs on April 6 in Segou"
    _fact("MLI-2022-04-06-SEGOU", "2022-04-06", "Ségou", "Suicide vehicle bomb", "reported", (JNIM,), (), (ARMY,)),
    # Jamestown: claimed on 25 April, denied by the government
    _fact("MLI-2022-04-25-SEGOU", "2022-04-25", "Ségou", "Abduction", "contested", (JNIM,), (), (WAGNER,), True),
    # Jamestown: no date but that of the post cited, 27 April
    _fact("MLI-2022-04-SEVARE-1", "2022-04-27", "Mopti", "Raid", "reported", (JNIM,), open_start=True),
    _fact("MLI-2022-04-SEVARE-2", "2022-04-27", "Mopti", "Presence", "reported", (JNIM,), open_start=True),
    # Jamestown: "At the same time ... elsewhere in northern Benin", cited from 27 April
    _fact("BEN-2022-04-NORTH", "2022-04-01/2022-04-27", OUTSIDE, "Attack", "reported", (JNIM,), country="Benin"),
    # Jamestown: "appeared in a video on April 26"
    _fact("MLI-2022-04-26-VIDEO", "2022-04-26", UNLOCATED, "Statement", "reported", (JNIM,)),
    # CTP: "as UN forces withdrew in August" [8]
    _fact("MLI-2023-08-BASES", "2023-08-01/2023-08-31", UNLOCATED, "Base takeover", "reported", (ARMY,)),
    # CTP: "declared war on September 11" [9]
    _fact("MLI-2023-09-11-WAR", "2023-09-11", UNLOCATED, "Statement", "claimed", (REBELS,)),
    # CTP: "sent a large convoy to the area in early October" [11]
    _fact("MLI-2023-10-EARLY-KIDAL", "2023-10-01/2023-10-10", "Kidal", "Movement", "reported", (ARMY,), (WAGNER,)),
    # CTP: "near Tarkint in the Gao region on October 3" [25], "in the same area on the same day" [26]
    _fact("MLI-2023-10-03-TARKINT-1", "2023-10-03", "Gao", "Aircraft shot down", "claimed", (REBELS,), (), (ARMY,)),
    _fact("MLI-2023-10-03-TARKINT-2", "2023-10-03", "Gao", "IED", "claimed", (JNIM,), (), (ARMY, WAGNER)),
    # CTP: the title of SITE of 3 October [17]
    _fact("MLI-2023-10-03-SEGOU", "2023-10-03", "Ségou", "Attack on convoy", "claimed", (JNIM,), (), (ARMY, WAGNER), True),
    _fact("MLI-2023-10-03-KOULIKORO", "2023-10-03", "Koulikoro", "Base takeover", "claimed", (JNIM,), (), (ARMY,), True),
    # CTP: RN18 in the Gao region on October 4 and October 5 [27]
    _fact("MLI-2023-10-04-RN18", "2023-10-04", "Gao", "IED", "claimed", (JNIM,), (), (ARMY, WAGNER)),
    _fact("MLI-2023-10-05-RN18", "2023-10-05", "Gao", "Attack on convoy repelled", "claimed", (ARMY,), (WAGNER,), (REBELS,)),
    # CTP: the title of SITE of 9 October [17]
    _fact("BFA-2023-10-09-SOUM", "2023-10-09", OUTSIDE, "Ambush", "claimed", (JNIM,), (), (MILITIAS,), True, "Burkina Faso"),
    # CTP: "since October 5" [12], RFI of 10 October on Ersane [13]
    _fact("MLI-2023-10-10-ERSANE", "2023-10-05/2023-10-10", "Gao", "Violence against civilians", "claimed", (ARMY,), (WAGNER,), (CIVILIANS,)),
    # CTP: "withdrawing from Aguelhok in the Kidal region on October 23", "the same day" [28]
    _fact("MLI-2023-10-23-AGUELHOK-1", "2023-10-23", "Kidal", "IED", "claimed", (JNIM,), (), (UN,)),
    _fact("MLI-2023-10-23-AGUELHOK-2", "2023-10-23", "Kidal", "Base takeover", "reported", (REBELS,)),
)  # fmt: skip
BY_ID = {fact.incident_id: fact for fact in FACTS}
