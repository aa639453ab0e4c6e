/* The heatmap's grid comes by a request of its own, which starts as soon as the address is known: beside Dash, whose
 * steps take longer than the answer. Cells are painted first; then Dash asks for what else is said of the view.
 */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (heatmap, glue) {
  "use strict";

  const URL = "heatmap-url"; // ids as in the page's class Id
  const HOST = "heatmap-grid";
  const ANSWERED = "heatmap-answered";
  const ADDRESS = "/heatmap.json"; // as in pages/heatmap.py
  const OK = 200;
  let asked = null; // the latest question: {query, stop, done}
  let shown = {}; // how to show the answer, as glue.draw takes it

  /* The grid at an address; null where there is none, of which Dash says why. */
  async function fetched(address, signal) {
    const answer = await fetch(address, { signal });
    return answer.status === OK ? answer.json() : null;
  }

  /* Asks for the grid of a query and draws it, unless something else is asked for meanwhile; a promise of that. */
  function ask(query, display) {
    shown = display;
    if (asked && asked.query === query) return asked.done;
    if (asked) asked.stop.abort();
    const own = { query, stop: new AbortController() };
    asked = own;
    own.done = take(own);
    return own.done;
  }

  async function take(own) {
    const payload = await fetched(ADDRESS + own.query, own.stop.signal).catch(() => null);
    if (asked !== own) return;
    const host = document.getElementById(HOST);
    if (payload && host) {
      host.payload = payload;
      draw(shown);
      await heatmap.painted();
      if (asked !== own) return;
    }
    asked = null;
    if (host) window.dash_clientside.set_props(ANSWERED, { data: own.query });
  }

  /* Whether the grid of the page is drawn, or will be without being asked for, or there is none. */
  function isThere() {
    const host = document.getElementById(HOST);
    return !heatmap.isAlive() || !host || host.hidden || Boolean(host.payload);
  }

  /* Clientside callback: draws what is known as `display` says; gives the grid's key. */
  function draw(display) {
    const host = document.getElementById(HOST);
    shown = display || {};
    heatmap.lay(shown);
    if (!host || !host.payload) return window.dash_clientside.no_update;
    return heatmap.drawGrid(host, host.payload, shown);
  }

  glue.draw = draw;
  heatmap.answer = { ask, fetched, isThere, URL };
})(window.heatmap, window.dash_clientside.heatmap);
