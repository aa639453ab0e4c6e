/* Scripts that only some pages need come when one of their functions is first called, or at once on their own page.
 * A folder of assets is a piece; this file's script element names the pieces' addresses.
 */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (heatmap, glue) {
  "use strict";

  /* Each piece, the pieces that must be there before it, and the clientside functions that it defines. */
  const PIECES = {
    charts: { after: [], defines: ["drawCharts"] },
    readiness: { after: ["charts"], defines: ["drawReadiness"] },
    performance: { after: ["charts"], defines: ["drawPerformance", "drawLarge"] },
    planner: { after: ["charts"], defines: ["drawPlanner", "plannerHistory"] },
    present: { after: [], defines: ["presentSteps"] },
    review: { after: [], defines: ["drawReview"] },
    unit: { after: ["charts"], defines: ["goToUnit", "printPage"] },
  };
  const addresses = JSON.parse((document.currentScript && document.currentScript.dataset.later) || "{}");
  const coming = new Map(); // name of a piece -> promise of it

  function load(piece) {
    if (!(piece in addresses)) return Promise.resolve(); // loaded by the page itself
    if (!coming.has(piece)) {
      const ready = Promise.all(PIECES[piece].after.map(load)).then(() => fetched(addresses[piece]));
      ready.catch(() => coming.delete(piece)); // the next call tries again
      coming.set(piece, ready);
    }
    return coming.get(piece);
  }

  function fetched(address) {
    return new Promise((tell, fail) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = tell;
      script.onerror = () => fail(new Error(`${address} could not be loaded.`));
      document.head.append(script);
    });
  }

  const isNothing = (one) => !one || (typeof one === "object" && Object.keys(one).length === 0);

  /* Stands in for a function until its piece is there and has put the real one in its place. Dash calls every
   * function once with nothing to do, which needs no piece. */
  function standIn(piece, name) {
    const waiting = async (...given) => {
      if (isNothing(given[0])) return window.dash_clientside.no_update;
      const { callback_context: context } = window.dash_clientside; // Dash takes it away when the call returns
      await load(piece);
      if (glue[name] === waiting) throw new Error(`The piece ${piece} does not define ${name}.`);
      window.dash_clientside.callback_context = context;
      return glue[name](...given);
    };
    glue[name] = glue[name] || waiting;
  }

  /* The piece of the page at the present address, which has the piece's name. */
  function own() {
    const page = window.location.pathname.split("/")[1];
    return page in PIECES ? load(page) : Promise.resolve();
  }

  for (const [piece, { defines }] of Object.entries(PIECES)) defines.forEach((name) => standIn(piece, name));
  own();

  heatmap.later = { load, own };
})(window.heatmap, window.dash_clientside.heatmap);
