/* The Heatmap page's glue: what Dash knows becomes a drawing, and what the reader does becomes a wish (heatmap.ask). */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (heatmap, glue) {
  "use strict";

  const GRID = "heatmap-grid"; // the id of the grid's host, as in the page's class Id

  /* display: {cell: "unit:NA@2020-10-05", off: "AB", show: "grid"|"table"|"map", week: "2020-10-05", layout}, all text. */
  function optionsOf(payload, display) {
    const [row, column] = (display.cell || "").split(/@(?=[^@]*$)/);
    const week = payload.columns.findIndex((one) => one.start === display.week);
    return {
      off: Array.from(display.off || ""),
      selected: column ? { row, column } : null,
      view: ["table", "map"].includes(display.show) ? display.show : "grid",
      week: week < 0 ? undefined : week,
      onSelect: (selected) => heatmap.ask("cell", selected),
      onToggleRow: (key) => heatmap.ask("open", key),
      onOff: (letters) => heatmap.ask("off", letters),
      onWindow: (span) => heatmap.ask("span", span),
      onWeek: (at) => heatmap.ask("week", payload.columns[at].start),
    };
  }

  /* Clientside callback: draws the payload; gives its key. */
  glue.draw = function (payload, display) {
    const host = document.getElementById(GRID);
    const shown = display || {};
    heatmap.lay(shown);
    if (!host || !payload) return window.dash_clientside.no_update;
    host.payload = payload;
    if (payload.difference && !heatmap.difference) { // what tells a difference comes when there is one
      heatmap.later.load("review").then(() => { if (host.payload === payload) glue.draw(payload, display); });
      return payload.key;
    }
    heatmap.grid.draw(host, payload, optionsOf(payload, shown));
    return payload.key;
  };

  const THEME = "theme"; // the id of the shell's Mantine provider
  const more = window.matchMedia("(prefers-contrast: more)");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let look = "auto";

  function scheme() {
    const root = document.documentElement;
    if (look === "contrast" || (look === "auto" && more.matches)) root.dataset.contrast = "more";
    else delete root.dataset.contrast;
    return look === "dark" || (look !== "light" && dark.matches) ? "dark" : "light";
  }

  /* Clientside callback: the look that the reader chose gives Mantine's colour scheme; "auto" and "contrast" follow the system. */
  glue.look = function (chosen) {
    look = chosen || "auto";
    return scheme();
  };

  const follow = () => window.dash_clientside.set_props && window.dash_clientside.set_props(THEME, { forceColorScheme: scheme() });
  more.addEventListener("change", follow);
  dark.addEventListener("change", follow);
  scheme();
})(window.heatmap, window.dash_clientside.heatmap);
