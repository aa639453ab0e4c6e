"""A layout as plain HTML."""

import dash_mantine_components as dmc
from dash import dcc, html

from heatmap.pages.parts.states import aria
from heatmap.web.still import still

HOSTILE = '"><img src=x onerror=alert(1)>'


def test_html_stays_what_it_is() -> None:
    """Names as the browser has them; what is hidden stays hidden."""
    part = html.P(["Load ", html.B(7)], id="load", className="stated", tabIndex="-1", hidden=True)
    assert still(part) == '<p class="stated" id="load" tabindex="-1" hidden="">Load <b>7</b></p>'


def test_labels_for_screen_readers_stay() -> None:
    """And what stands for nothing is left out."""
    part = html.Nav(None, **aria("Pages"))
    assert still([part, None, dcc.Store(id="store")]) == '<nav aria-label="Pages"></nav>'


def test_a_link_within_the_application_is_a_link() -> None:
    """It works before any script."""
    assert still(dcc.Link("Unit", href="/unit/?a=1&b=2")) == '<a href="/unit/?a=1&amp;b=2">Unit</a>'


def test_text_from_a_file_stays_text() -> None:
    """As content, as an attribute and as an option."""
    parts = [
        html.P(HOSTILE, title=HOSTILE),
        dmc.Select(label="Version", data=[{"value": "1", "label": HOSTILE}], value="1"),
    ]
    assert "<img" not in still(parts)


def test_a_list_says_what_is_chosen() -> None:
    """Under its own name."""
    offered = [{"value": "auto", "label": "As the system"}, {"value": "dark", "label": "Dark"}]
    select = still(dmc.Select(label="Look", data=offered, value="dark"))
    assert 'aria-label="Look" value="Dark"' in select


def test_a_popover_is_its_button() -> None:
    """Closed, as it is at first."""
    target = dmc.PopoverTarget(
        html.Span("Kind"), boxWrapperProps={"component": "button", "className": "chip"}
    )
    popover = dmc.Popover([target, dmc.PopoverDropdown("All kinds")])
    assert (
        still(popover)
        == '<button class="chip" type="button" aria-haspopup="dialog"><span>Kind</span></button>'
    )
