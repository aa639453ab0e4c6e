/* The tooltip of charts: one at a time; it can be pointed at, stays until one leaves, and Escape dismisses it.
 *
 * openTip({host}, {node, said}), openSoon(the same), leave(), closeTip(), closeTipOf(chart); also at hand as heatmap.charts.NAME, for what is no chart.
 */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const OPEN_AFTER = 100; // milliseconds of resting on a mark
  const CLOSE_AFTER = 250; // milliseconds to get from the mark to the tooltip
  const element = (...all) => heatmap.element(...all);
  const tip = { chart: null, one: null, node: null, timer: 0 };

  function openSoon(chart, one) {
    clearTimeout(tip.timer);
    tip.timer = setTimeout(() => openTip(chart, one), OPEN_AFTER);
  }

  function leave() {
    clearTimeout(tip.timer);
    tip.timer = setTimeout(closeTip, CLOSE_AFTER);
  }

  function closeTip() {
    clearTimeout(tip.timer);
    if (tip.node) tip.node.remove();
    Object.assign(tip, { chart: null, one: null, node: null });
  }

  function closeTipOf(chart) {
    if (tip.chart === chart) closeTip();
  }

  function openTip(chart, one) {
    closeTip();
    const [title, ...texts] = one.said;
    const node = element(
      "div", { class: "tooltip chart-tip", role: "tooltip", onpointerenter: () => clearTimeout(tip.timer), onpointerleave: leave },
      element("p", { class: "tip-title" }, title), ...texts.filter(Boolean).map((text) => element("p", {}, text)),
    );
    chart.host.append(node);
    Object.assign(tip, { chart, one, node });
    lay(node, one.node.getBoundingClientRect());
  }

  /* Beside the mark, on the side where there is room; never off the screen. */
  function lay(node, box) {
    const { width, height } = node.getBoundingClientRect();
    const across = document.documentElement.clientWidth;
    const down = window.innerHeight;
    const x = box.right + 8 + width <= across ? box.right + 8 : box.left - 8 - width;
    const y = Math.min(box.bottom + 8, down - height - 4);
    heatmap.set(node, { style: { left: `${Math.max(4, Math.min(x, across - width - 4))}px`, top: `${Math.max(4, y)}px` } });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && tip.node && !event.defaultPrevented) { event.preventDefault(); closeTip(); }
  }, true);

  /* The focused mark keeps its tooltip: its own focus may have scrolled the page. */
  function scrolled() {
    if (!tip.node) return;
    if (tip.one.node === document.activeElement) lay(tip.node, tip.one.node.getBoundingClientRect());
    else closeTip();
  }

  window.addEventListener("scroll", scrolled, { passive: true });

  heatmap.chartTip = { openTip, openSoon, leave, closeTip, closeTipOf };
})(window.heatmap);
