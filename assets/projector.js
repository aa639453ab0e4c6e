/* Presenting, as far as every page must know of it: the layout that the address names, and how it starts. The walk itself
 * is in present/present.js. layout=projector in the address: large type, no menu; step=3: the walk's third step;
 * walk: the query of the heatmap's view that the walk is made for, where it is not the address's own.
 */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (heatmap, glue) {
  "use strict";

  const START = "present"; // the id of the button, as in pages/parts/presenter.py
  const PROJECTOR = "projector";
  const root = document.documentElement;

  /* Takes over the layout and step of {layout, step}, all text. */
  heatmap.lay = function ({ layout, step }) {
    root.dataset.layout = layout === PROJECTOR ? PROJECTOR : "page";
    if (layout === PROJECTOR && step) root.dataset.step = "shown";
    else delete root.dataset.step;
  };

  /* Another view by the application's own way, without loading the page again. */
  heatmap.go = function (address) {
    window.history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  };

  /* The walk of an address that names none is that of its own version, day and, on the heatmap, filters. */
  function walkOf(path, params) {
    if (params.has("walk") || params.has("step")) return params.get("walk") || "";
    const own = new URLSearchParams();
    const kept = path === "/" ? /^(?!(cell|off|show|week|open|layout)$)/ : /^(version|asof)$/;
    params.forEach((value, name) => kept.test(name) && own.append(name, value));
    return own.toString();
  }

  /* Clientside callback of the shell: lays out the page; gives the walk that the address names, if it is another one. */
  glue.askWalk = function (search, path, asked) {
    const params = new URLSearchParams(search || "");
    heatmap.lay(Object.fromEntries(params));
    if (params.get("layout") !== PROJECTOR) return window.dash_clientside.no_update;
    heatmap.later.load("present").then(() => heatmap.presenter.show());
    const walk = walkOf(path, params);
    return walk === asked ? window.dash_clientside.no_update : walk;
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest(`#${START}`)) return;
    if (root.requestFullscreen) root.requestFullscreen().catch(() => {}); // large type helps without it too
    const params = new URLSearchParams(window.location.search);
    params.set("layout", PROJECTOR);
    heatmap.go(`${window.location.pathname}?${params}`);
  });

  heatmap.lay(Object.fromEntries(new URLSearchParams(window.location.search)));
})(window.heatmap, window.dash_clientside.heatmap);
