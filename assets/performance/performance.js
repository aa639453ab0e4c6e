/* The Performance page: many small control charts, drawn as they come into sight; one large one on demand. */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (heatmap, glue) {
  "use strict";

  const CARDS = "performance-cards"; // ids as in the page's class Id
  const LARGE = "performance-large";
  const TITLE = "performance-large-title";
  const AHEAD = "300px"; // charts this near to the window are drawn already
  const PATIENCE = 60; // frames to wait for what React has not made yet
  const element = (...all) => heatmap.element(...all);
  const undrawn = new Map(); // element of a chart -> its series
  const drawn = new Map();
  let opener = null; // key of the card that the large chart was opened from
  let wish = null; // "large" or "card": where the focus goes next
  let watcher = null;
  let width = 0;

  const keyOf = (chart) => `${chart.indicator}@${chart.unit}`;

  function hrefOf(payload, key) {
    const [path, query] = payload.href.split("?");
    const params = new URLSearchParams(query || "");
    params.set("cell", key);
    return `${path}?${params}`;
  }

  function open(chart) {
    opener = keyOf(chart);
    wish = "large";
    heatmap.ask("cell", { row: chart.indicator, column: chart.unit }, "performance");
  }

  function card(payload, chart, n) {
    const name = `${CARDS}-${n}`;
    const press = (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
      event.preventDefault();
      open(chart);
    };
    const plot = element("div", { class: "card-plot" });
    undrawn.set(plot, { ...chart, periods: payload.periods[chart.periods], golives: payload.golives[chart.unit] || [] });
    const link = element("a", { href: hrefOf(payload, keyOf(chart)), "data-key": keyOf(chart), id: name, onclick: press }, element("b", {}, chart.place), ` ${chart.name}`);
    const figure = element(
      "figure", { "aria-labelledby": name, "aria-describedby": `${name}-said`, onclick: (event) => event.target.closest("a") || open(chart) },
      element("p", { class: "card-head" }, link, element("span", { class: "card-value", "aria-hidden": true }, chart.value)),
      plot, element("p", { class: "card-said", id: `${name}-said` }, chart.said),
    );
    return element("li", { class: `card${chart.tone ? ` is-${chart.tone}` : ""}` }, figure);
  }

  function drawOne(plot) {
    const series = undrawn.get(plot) || drawn.get(plot);
    heatmap.xmr.small(plot, series);
    undrawn.delete(plot);
    drawn.set(plot, series);
  }

  function watch(host) {
    if (watcher) watcher.disconnect();
    watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting && undrawn.has(entry.target)) { watcher.unobserve(entry.target); drawOne(entry.target); }
    }, { rootMargin: AHEAD });
    undrawn.forEach((_, plot) => watcher.observe(plot));
    if (host.sized) return;
    host.sized = new ResizeObserver(() => requestAnimationFrame(() => {
      if (!host.isConnected) { host.sized.disconnect(); return; }
      const first = drawn.keys().next().value;
      if (!first || first.clientWidth === width) return;
      width = first.clientWidth;
      for (const plot of drawn.keys()) drawOne(plot);
    }));
    host.sized.observe(host);
  }

  window.addEventListener("beforeprint", () => [...undrawn.keys()].filter((plot) => plot.isConnected).forEach(drawOne));

  function list(host, payload) {
    undrawn.clear();
    drawn.clear();
    host.replaceChildren(element("ul", { class: "cards", "aria-label": "Control charts" }, ...payload.charts.map((chart, n) => card(payload, chart, n))));
    watch(host);
  }

  const linkOf = (key) => document.querySelector(`#${CARDS} a[data-key="${CSS.escape(key)}"]`);

  /* Clientside callback: draws the small charts, or their table; gives their key. */
  glue.drawPerformance = function (payload, display) {
    const host = document.getElementById(CARDS);
    if (!host || !payload) return window.dash_clientside.no_update;
    const form = display && display.show === "table" ? "table" : "charts";
    if (host.shown !== `${form} ${payload.key}`) {
      const held = host.contains(document.activeElement) ? document.activeElement.dataset.key : null;
      if (form === "table") host.replaceChildren(heatmap.charts.tableOf({ title: "Control charts", table: payload.table }));
      else list(host, payload);
      host.shown = `${form} ${payload.key}`;
      if (held && linkOf(held)) linkOf(held).focus({ preventScroll: true });
    }
    for (const link of host.querySelectorAll("a[aria-current]")) link.removeAttribute("aria-current");
    const here = display && display.cell && linkOf(display.cell);
    if (here) here.setAttribute("aria-current", "true");
    return payload.key;
  };

  function focus(find, patience) {
    const node = find();
    if (node) node.focus();
    else if (patience) requestAnimationFrame(() => focus(find, patience - 1));
  }

  /* Clientside callback: draws the large chart; the focus follows the reader there and back. */
  glue.drawLarge = function (specs) {
    const large = document.getElementById(LARGE);
    if (large && !large.onkeydown) large.onkeydown = close;
    glue.drawCharts(specs);
    if (wish === "large" && specs) focus(() => document.getElementById(TITLE), PATIENCE);
    if (!specs && opener) { const key = opener; focus(() => linkOf(key), 1); }
    wish = null;
    return window.dash_clientside.no_update;
  };

  /* Escape closes the large chart, after its tooltip. */
  function close(event) {
    if (event.key === "Escape" && !event.defaultPrevented) heatmap.ask("cell", null, "performance");
  }
})(window.heatmap, window.dash_clientside.heatmap);
