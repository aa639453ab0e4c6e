"""How ready some pairs of project and unit are, by hand: most go live in a week that is over capacity."""

from dataclasses import dataclass

from maker.go_lives import Pair


@dataclass(frozen=True)
class Named:
    """What the second board sees of a pair; `stuck` is the element that stays low."""

    stuck: str = ""
    checks_open: bool = False
    stale: bool = False
    assessed: bool = True


READY = Named()

NAMED: dict[Pair, Named] = {
    # In the twelve weeks after the second board five are not ready.
    ("DC-EXIT", "CUST"): Named(stuck="able"),
    ("METCC-TEL", "TDIU"): Named(checks_open=True),
    ("CUST-HC", "CUST"): Named(stale=True),
    ("LOCDES", "CN"): Named(stuck="supportive"),
    ("VSU", "EA"): Named(assessed=False),
    # The others there, and some just after, are.
    ("DC-EXIT", "FOR"): READY,
    ("DC-EXIT", "INT"): READY,
    ("NETWORK", "INT"): READY,
    ("NETWORK", "CUST"): READY,
    ("MI", "INT"): READY,
    ("SOH", "TDIU"): READY,
    ("RM", "AS"): READY,
    ("LOCDES", "EA"): READY,
    ("DWO", "EA"): READY,
    ("EST-S", "AS"): READY,
    ("VSU", "AS"): READY,
    ("VSU", "SN"): READY,
    # North Area in October 2020: what collides there is looked at early, and none of it is ready.
    ("LOCDES", "NA"): Named(stuck="supportive"),
    ("RM", "NA"): Named(stuck="aware"),
    ("CONNECT-D1", "NA"): Named(stuck="knows"),
}
