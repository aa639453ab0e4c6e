/* The heatmap's first answer is asked for while Dash still loads, and shown as soon as its places are there.
 * Dash then finds the grid drawn, and leaves it out of its own first answer (pages/heatmap.py).
 */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (glue) {
  "use strict";

  const ADDRESS = "/first/heatmap.json"; // as the page's hint names it (web/early.py)
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

  function show({ payload, said }) {
    const { set_props } = window.dash_clientside;
    if (!set_props || document.getElementById(HOST).childElementCount) return;
    const display = Object.fromEntries(new URLSearchParams(window.location.search));
    set_props(DRAWN, { data: glue.draw(payload, display) });
    set_props(PAYLOAD, { data: payload });
    said.forEach(([id, properties]) => set_props(id, properties));
  }

  if (window.location.pathname !== "/") return;
  const { search } = window.location;
  const wanted = () => window.location.search === search; // unless the reader went on meanwhile
  first().catch(() => null).then((answer) => answer && whenThere(HOST, () => wanted() && show(answer)));
})(window.dash_clientside.heatmap);
