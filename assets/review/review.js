/* The review page: the difference of two versions as a grid. */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (heatmap, glue) {
  "use strict";

  const GRID = "review-grid"; // the id of the grid's host, as in the page's class Id
  const ask = (part) => (value) => heatmap.ask(part, value, "review");

  function optionsOf(display) {
    const [row, column] = (display.cell || "").split(/@(?=[^@]*$)/);
    return {
      off: Array.from(display.off || ""), selected: column ? { row, column } : null, view: display.show === "table" ? "table" : "grid",
      onSelect: ask("cell"), onToggleRow: ask("open"), onOff: ask("off"), onWindow: ask("span"),
    };
  }

  /* Clientside callback: draws the payload; gives its key. */
  glue.drawReview = function (payload, display) {
    const host = document.getElementById(GRID);
    if (!host || !payload) return window.dash_clientside.no_update;
    heatmap.grid.draw(host, payload, optionsOf(display || {}));
    return payload.key;
  };
})(window.heatmap, window.dash_clientside.heatmap);
