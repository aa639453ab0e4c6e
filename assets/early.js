/* The heatmap's first numbers are asked for while Dash still loads, and drawn as soon as their place is there.
 * Dash then finds them drawn: its own first answer leaves them out (pages/heatmap.py).
 */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (glue) {
  "use strict";

  const ADDRESS = "/numbers/heatmap.json"; // as the page's hint names it (web/early.py)
  const HOST = "heatmap-grid"; // ids as in the page's class Id
  const PAYLOAD = "heatmap-payload";
  const DRAWN = "heatmap-drawn";

  /* Nothing where the view can not be shown: then Dash says why. */
  async function first() {
    const answer = await fetch(ADDRESS + window.location.search);
    return answer.status === 200 ? answer.json() : null;
  }

  function whenThere(id, act) {
    if (document.getElementById(id)) { act(); return; }
    const seen = new MutationObserver(() => {
      if (!document.getElementById(id)) return;
      seen.disconnect();
      act();
    });
    seen.observe(document.documentElement, { childList: true, subtree: true });
  }

  function show(payload) {
    const { set_props } = window.dash_clientside;
    if (!payload || !set_props || document.getElementById(HOST).childElementCount) return;
    const display = Object.fromEntries(new URLSearchParams(window.location.search));
    set_props(DRAWN, { data: glue.draw(payload, display) });
    set_props(PAYLOAD, { data: payload });
  }

  if (window.location.pathname !== "/") return;
  const numbers = first().catch(() => null);
  const { search } = window.location;
  numbers.then((payload) => whenThere(HOST, () => window.location.search === search && show(payload)));
})(window.dash_clientside.heatmap);
