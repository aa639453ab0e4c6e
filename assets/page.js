/* The Heatmap page's glue: what Dash knows becomes a drawing, and what the reader does becomes a wish (heatmap.ask). */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (heatmap, glue) {
  "use strict";

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

  /* Draws the payload into its host; gives its key. */
  heatmap.drawGrid = function (host, payload, display) {
    if (payload.difference && !heatmap.difference) { // what tells a difference comes when there is one
      heatmap.later.load("review").then(() => { if (host.payload === payload) heatmap.drawGrid(host, payload, display); });
      return payload.key;
    }
    heatmap.grid.draw(host, payload, optionsOf(payload, display));
    return payload.key;
  };

  const THEME = "theme"; // the id of the shell's Mantine provider
  const more = window.matchMedia("(prefers-contrast: more)");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const THEME_HOST = "react-entry-point"; // where Dash draws it
  const KEPT = "_dash_persistence.look.value.true"; // where Dash keeps the choice: [chosen, usual]
  let look = "auto";

  /* The look that the reader has chosen before, known before Dash is there. */
  heatmap.keptLook = function () {
    try { return JSON.parse(window.localStorage.getItem(KEPT))[0]; } catch { return "auto"; }
  };

  function scheme() {
    const root = document.documentElement;
    if (look === "contrast" || (look === "auto" && more.matches)) root.dataset.contrast = "more";
    else delete root.dataset.contrast;
    return look === "dark" || (look !== "light" && dark.matches) ? "dark" : "light";
  }

  /* Clientside callback: the look that the reader chose gives Mantine's colour scheme; "auto" and "contrast" follow the system. */
  glue.look = function (chosen) {
    held.disconnect();
    look = chosen || "auto";
    return scheme();
  };

  const follow = () => window.dash_clientside.set_props && window.dash_clientside.set_props(THEME, { forceColorScheme: scheme() });
  more.addEventListener("change", follow);
  dark.addEventListener("change", follow);
  /* Mantine begins with a light scheme until it is told; the page is in the right one from the first frame on. */
  function hold() {
    const { dataset } = document.documentElement;
    const right = scheme();
    if (dataset.mantineColorScheme !== right) dataset.mantineColorScheme = right;
  }
  const held = new MutationObserver(hold);

  look = heatmap.keptLook();
  hold();
  document.addEventListener("DOMContentLoaded", () => {
    if (!document.getElementById(THEME_HOST)) return;
    held.observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
  });
})(window.heatmap, window.dash_clientside.heatmap);
