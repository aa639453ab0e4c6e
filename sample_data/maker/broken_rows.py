"""The rows of the broken portfolio: fields as they stand in the file, and what is wrong with them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One row as written; `column` and `word` are empty for a good row, `column` for an unreadable one."""

    text: str
    column: str = ""
    word: str = ""
    as_it_stands: bool = False


def good(text: str) -> Line:
    """A row that is accepted; `¦` parts its fields."""
    return Line(text)


def wrong(text: str, column: str, word: str) -> Line:
    """A row that is rejected, told of `column`, with `word` in the reason."""
    return Line(text, column, word)


def as_written(text: str, word: str) -> Line:
    """A line that is written as it stands, quotation marks too; it cannot be laid into columns."""
    return Line(text, "", word, as_it_stands=True)


FIELD_END = "¦"  # no comma or bar: both occur in the texts
LONG_TITLE = "Training " + "and training again " * 30
BELL = "\a"

UNITS = (
    good("NA¦North Area¦bcu¦1"),
    good("CE¦Central East¦bcu¦2"),
    good("METCC¦Met Contact¦central¦3"),
    wrong("NA¦North Area again¦bcu¦4", "unit", "twice"),
    wrong("XX¦Branch office¦branch¦5", "kind", "known"),
    wrong("YY¦¦bcu¦6", "name", "empty"),
    wrong("*¦All units¦bcu¦7", "unit", "all units"),
)
AREAS = (
    good("RESP¦Response¦1"),
    good("CID¦CID¦2"),
    wrong("HQ¦Headquarters¦last", "position", "number"),
    wrong("*¦All areas¦4", "area", "all business areas"),
)
HEADCOUNT = (
    good("NA¦RESP¦2019-01-07¦440¦40¦0.04"),
    good("NA¦CID¦2019-01-07¦220¦40¦0.04"),
    good("CE¦RESP¦2019-01-07¦460¦40¦0.04"),
    good("METCC¦RESP¦2019-01-07¦1460¦40¦0.04"),
    wrong("NA¦RESP¦2019-01-07¦441¦40¦0.04", "unit, area, from_date", "twice"),
    wrong("CE¦CID¦2019-01-07¦-20¦40¦0.04", "headcount", "below 0"),
    wrong("CE¦CID¦2019-04-01¦230¦-40¦0.04", "hours_per_week", "below 0"),
    wrong("CE¦CID¦2019-07-01¦230¦40¦2", "absorbable_share", "0 to 1"),
    wrong("CE¦CID¦2019-10-07¦2 teams¦40¦0.04", "headcount", "number"),
    wrong("CE¦CID¦06/07/2020¦230¦40¦0.04", "from_date", "7 Jun 2020"),
)
PROJECTS = (
    good("IMG¦<img src=x onerror=alert(1)>¦Trials¦Head of Trials¦Change manager 1¦false¦¦active"),
    good("CMD¦=cmd|' /C calc'!A0¦Trials¦+Head of Trials¦-Change manager 1¦false¦@Supplier¦active"),
    good("LOCDES¦Local despatch¦Command and Control¦¦¦true¦¦active"),
    wrong("LOCDES¦Local despatch, again¦Command and Control¦¦¦true¦¦active", "project", "twice"),
    wrong("P4¦Maybe national¦Trials¦¦¦perhaps¦¦active", "national", "true nor false"),
    wrong("P5¦Live project¦Trials¦¦¦false¦¦live", "status", "known"),
    wrong("P6¦Unused project¦¦¦¦false¦¦active", "programme", "empty"),
)
EVENTS = (
    good("E1¦IMG¦Classroom training¦training¦2020-08-31¦2020-10-09¦¦2020-08-03¦2020-11-27¦confirmed"),
    good("E2¦LOCDES¦Move, North Area¦move¦¦¦2020-10-05¦¦¦planned"),
    good("E3¦CMD¦Go-live¦system¦2020-09-14¦2020-11-27¦2020-10-26¦¦¦tentative"),
    wrong("E1¦IMG¦Same code¦training¦2020-08-31¦2020-10-09¦¦¦¦confirmed", "event", "twice"),
    wrong("E10¦NOPE¦Unknown project¦training¦2020-08-31¦2020-10-09¦¦¦¦confirmed", "project", "projects"),
    wrong("E11¦P5¦Project rejected¦training¦2020-08-31¦2020-10-09¦¦¦¦confirmed", "project", "rejected"),
    wrong("E12¦IMG¦Unknown kind¦rollout¦2020-08-31¦2020-10-09¦¦¦¦confirmed", "kind", "known"),
    wrong("E13¦IMG¦Unknown status¦training¦2020-08-31¦2020-10-09¦¦¦¦maybe", "status", "known"),
    wrong("E14¦IMG¦Ambiguous day¦training¦05/10/2020¦2020-12-09¦¦¦¦confirmed", "start", "10 May 2020"),
    wrong("E15¦IMG¦Day first¦training¦25/10/2020¦2020-12-09¦¦¦¦confirmed", "start", "ISO date"),
    wrong("E16¦IMG¦No date¦training¦soon¦2020-10-09¦¦¦¦confirmed", "start", "date"),
    wrong("E17¦IMG¦No such day¦system¦¦¦2021-02-29¦¦¦confirmed", "go_live", "not a day"),
    wrong("E18¦IMG¦Long ago¦training¦1999-12-31¦2020-10-09¦¦¦¦confirmed", "start", "2000"),
    wrong("E19¦IMG¦Far away¦system¦¦¦2101-01-04¦¦¦confirmed", "go_live", "2100"),
    wrong("E20¦IMG¦Ends first¦training¦2020-10-09¦2020-08-31¦¦¦¦confirmed", "end", "before start"),
    wrong("E21¦IMG¦No start¦training¦¦2020-10-09¦¦¦¦confirmed", "start", "training"),
    wrong("E22¦IMG¦No end¦engagement¦2020-08-31¦¦¦¦¦confirmed", "end", "engagement"),
    wrong("E23¦IMG¦No go-live¦system¦2020-08-31¦2020-10-09¦¦¦¦confirmed", "go_live", "system"),
    wrong("E24¦IMG¦Live too late¦system¦2020-08-31¦2020-10-09¦2020-10-26¦¦¦confirmed", "go_live", "start"),
    wrong("E25¦IMG¦Too early¦training¦2020-08-31¦2020-10-09¦¦2020-09-07¦¦confirmed", "start", "earliest"),
    wrong("E26¦IMG¦Too late¦training¦2020-08-31¦2020-10-09¦¦¦2020-10-02¦confirmed", "end", "latest"),
    wrong("E27¦IMG¦Live outside¦move¦¦¦2020-10-05¦2020-10-12¦2020-12-04¦confirmed", "go_live", "earliest"),
    wrong(f"E28¦IMG¦{LONG_TITLE}¦training¦2020-08-31¦2020-10-09¦¦¦¦confirmed", "title", "500"),
    wrong(f"E29¦IMG¦Rings a {BELL} bell¦training¦2020-08-31¦2020-10-09¦¦¦¦confirmed", "title", "control"),
    wrong("E30¦IMG¦¦training¦2020-08-31¦2020-10-09¦¦¦¦confirmed", "title", "empty"),
    wrong("E31¦IMG¦Too few fields¦training¦2020-08-31", "", "5 fields"),
    wrong("E32¦IMG¦Too many¦training¦2020-08-31¦2020-10-09¦¦¦¦confirmed¦by whom¦when", "", "12 fields"),
    wrong(
        "E33¦IMG¦No window¦training¦2020-08-31¦2020-10-09¦¦2020-12-04¦2020-08-03¦confirmed",
        "latest",
        "before earliest",
    ),
    as_written('E34,IMG,"Half" quoted,training,2020-08-31,2020-10-09,,,,confirmed', "quotation mark"),
    as_written('E35,IMG,"Never closed,training,2020-08-31,2020-10-09,,,,confirmed', "quotation mark"),
)
IMPACTS = (
    good("E1¦NA¦RESP¦130¦8¦3"),
    good("E1¦CE¦RESP¦140¦¦3"),
    good("E2¦NA¦RESP¦140¦6¦4"),
    good("E3¦METCC¦RESP¦200¦2.5¦2"),
    wrong("E1¦NA¦RESP¦131¦8¦3", "event, unit, area", "twice"),
    wrong("E99¦NA¦RESP¦10¦8¦3", "event", "events"),
    wrong("E10¦NA¦RESP¦10¦8¦3", "event", "rejected"),
    wrong("E2¦ZZ¦RESP¦10¦8¦3", "unit", "units"),
    wrong("E2¦na¦RESP¦10¦8¦3", "unit", "units"),
    wrong("E2¦NA¦DOGS¦10¦8¦3", "area", "areas"),
    wrong("E2¦NA¦CID¦many¦8¦3", "people", "number"),
    wrong("E2¦CE¦RESP¦NaN¦8¦3", "people", "finite"),
    wrong("E2¦CE¦CID¦10¦inf¦3", "hours_per_person", "finite"),
    wrong("E3¦NA¦RESP¦-5¦8¦3", "people", "below 0"),
    wrong("E3¦NA¦CID¦10¦-1¦3", "hours_per_person", "below 0"),
    wrong("E3¦CE¦RESP¦1,200¦8¦3", "people", "comma"),
    wrong("E3¦CE¦CID¦10¦8¦6", "severity", "1 to 5"),
    wrong("E3¦METCC¦CID¦10¦8¦2.5", "severity", "whole number"),
)
CALENDAR = (
    good("Christmas change freeze¦*¦2020-12-14¦2021-01-06¦0.3¦true"),
    wrong("Closed¦NA¦2020-08-03¦2020-08-09¦1.5¦false", "capacity_taken", "0 to 1"),
    wrong("Elsewhere¦ZZ¦2020-08-03¦2020-08-09¦0.5¦false", "unit", "units"),
    wrong("Backwards¦*¦2020-08-09¦2020-08-03¦0.5¦false", "end", "before start"),
    wrong("Perhaps¦*¦2020-08-10¦2020-08-16¦0.5¦perhaps", "freeze", "true nor false"),
)
BOROUGHS = (
    good("Enfield¦NA¦4¦0"),
    good("Haringey¦NA¦4¦1"),
    good("Hackney¦CE¦5¦2"),
    wrong("City of London¦COLP¦4¦3", "unit", "units"),
    wrong("Tower Hamlets¦CE¦five¦3", "tile_x", "number"),
)
TRAINING = (
    good("E1¦NA¦RESP¦2020-09-07¦20¦"),
    wrong("E1¦NA¦RESP¦2020-09-14¦-1¦", "seats", "below 0"),
)
PEOPLE = (
    good("NA¦change manager¦Ann Example¦2019-05-01¦"),
    good("CE¦local change network¦Ben Example¦2019-05-01¦2020-03-31"),
    wrong("NA¦change manager¦Cat Example¦2020-03-31¦2019-05-01", "until", "before since"),
    wrong("CE¦manager¦Dan Example¦2019-05-01¦", "role", "known"),
)

TABLES: dict[str, tuple[str, tuple[Line, ...]]] = {
    "units": ("unit,name,kind,position", UNITS),
    "areas": ("area,name,position", AREAS),
    "headcount": ("unit,area,from_date,headcount,hours_per_week,absorbable_share", HEADCOUNT),
    "projects": ("project,name,programme,owner,change_manager,national,supplier,status", PROJECTS),
    "events": ("event,project,title,kind,start,end,go_live,earliest,latest,status", EVENTS),
    "impacts": ("event,unit,area,people,hours_per_person,severity", IMPACTS),
    "calendar": ("name,unit,start,end,capacity_taken,freeze", CALENDAR),
    "boroughs": ("borough,unit,tile_x,tile_y", BOROUGHS),
    "training": ("event,unit,area,week,seats,completed", TRAINING),
    "people": ("unit,role,name,since,until", PEOPLE),
}
