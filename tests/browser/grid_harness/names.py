"""Names for the harness’s payloads: units, steps, events and boroughs."""

from heatmap.figures.grid import Step

SCRIPT = "<img src=x onerror=alert(1)>"
UNITS = (
    ("AS", "Central South"),
    ("AW", "Central West"),
    ("CE", "Central East"),
    ("CN", "Central North"),
    ("EA", "East Area"),
    ("NA", "North Area"),
    ("NE", "North East"),
    ("NW", "North West"),
    ("SE", "South East"),
    ("SN", "South Area"),
    ("SW", "South West"),
    ("WA", "West Area"),
    ("MC", "Met Contact"),
    ("TD", "Telephone & Digital"),
    ("MD", "Met Detention"),
    ("FS", "Forensic Services"),
    ("MI", "Met Intelligence"),
    ("RT", "Roads & Transport"),
    ("XX", SCRIPT),
)
BANDS: tuple[Step, ...] = (
    {"letter": "A", "name": "calm", "range": "under 50 %"},
    {"letter": "B", "name": "busy", "range": "50 to 80 %"},
    {"letter": "C", "name": "near capacity", "range": "80 to 100 %"},
    {"letter": "D", "name": "over capacity", "range": "100 to 125 %"},
    {"letter": "E", "name": "severe", "range": "125 % and more"},
)
HOURS: tuple[Step, ...] = (
    {"letter": "A", "name": "", "range": "under 250"},
    {"letter": "B", "name": "", "range": "250 to 500"},
    {"letter": "C", "name": "", "range": "500 to 1,000"},
    {"letter": "D", "name": "", "range": "1,000 to 2,000"},
    {"letter": "E", "name": "", "range": "2,000 and more"},
)
EVENTS = [
    "CONNECT Drop 1: custody, case, property",
    "Resource Management roll-out",
    "Local despatch: operations room move",
    "THRIVE+ refresh",
    SCRIPT,
]
TILES = """Enfield,enf,NA,North Area,4,0
Harrow,hrw,NW,North West,2,1
Barnet,brn,NW,North West,3,1
Haringey,hgy,NA,North Area,4,1
Waltham Forest,wth,NE,North East,5,1
Hillingdon,hdn,WA,West Area,0,2
Ealing,elg,WA,West Area,1,2
Brent,brt,NW,North West,2,2
Camden,cmd,CN,Central North,3,2
Islington,isl,CN,Central North,4,2
Hackney,hck,CE,Central East,5,2
Redbridge,rdb,EA,East Area,6,2
Havering,hvg,EA,East Area,7,2
Hounslow,hns,WA,West Area,0,3
Hammersmith and Fulham,hms,AW,Central West,1,3
Kensington and Chelsea,kns,AW,Central West,2,3
Westminster,wst,AW,Central West,3,3
City of London,cty,,,4,3
Tower Hamlets,tow,CE,Central East,5,3
Newham,nwm,NE,North East,6,3
Barking and Dagenham,bar,EA,East Area,7,3
Richmond upon Thames,rch,SW,South West,1,4
Wandsworth,wns,SW,South West,2,4
Lambeth,lam,AS,Central South,3,4
Southwark,swr,AS,Central South,4,4
Lewisham,lsh,SE,South East,5,4
Greenwich,grn,SE,South East,6,4
Bexley,bxl,SE,South East,7,4
Kingston upon Thames,kng,SW,South West,2,5
Merton,mrt,SW,South West,3,5
Croydon,crd,SN,South Area,4,5
Bromley,brm,SN,South Area,5,5
Sutton,stn,SN,South Area,3,6
"""
