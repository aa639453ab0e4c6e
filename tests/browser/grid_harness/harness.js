/* Draws a payload as the page would, and keeps the view's state: ?payload=default&view=grid&selected=unit:NA@2020-10-05 */
(function () {
  "use strict";

  const query = new URLSearchParams(location.search);
  const host = document.getElementById("heatmap-grid");
  const panel = document.getElementById("panel");
  const asked = [];
  const state = { payload: null, off: [], selected: null, view: query.get("view") || "grid", week: null };

  function redraw() {
    for (const button of document.querySelectorAll("button[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
    }
    panel.hidden = state.selected === null;
    window.heatmap.grid.draw(host, state.payload, {
      ...state,
      onSelect: (selected) => { asked.push({ part: "cell", value: selected }); state.selected = selected; redraw(); },
      onToggleRow: (key) => asked.push({ part: "open", value: key }),
      onOff: (letters) => { asked.push({ part: "off", value: letters }); state.off = letters; redraw(); },
      onWindow: (window) => asked.push({ part: "span", value: window }),
      onWeek: (week) => { asked.push({ part: "week", value: week }); state.week = week; },
    });
  }

  async function load(name) {
    return (await fetch(`/payload/${name}.json`)).json();
  }

  async function show(name) {
    state.payload = await load(name);
    redraw();
  }

  for (const [name, value] of query) if (["contrast", "layout"].includes(name)) document.documentElement.dataset[name] = value;
  if (query.has("scheme")) document.documentElement.dataset.mantineColorScheme = query.get("scheme");
  if (query.has("selected")) {
    const [row, column] = query.get("selected").split("@");
    state.selected = { row, column };
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-view]");
    if (button) { state.view = button.dataset.view; redraw(); }
    if (event.target.closest(".panel-close")) { state.selected = null; redraw(); }
  });

  window.harness = { state, asked, load, show, redraw, ready: show(query.get("payload") || "default") };
})();
