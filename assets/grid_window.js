/* Chooses a window of weeks: by dragging over the grid's head, or with Shift and the arrow keys, then Enter. */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  function listen(sheet) {
    const { head } = sheet.nodes;
    let start = null;
    head.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch" || event.button !== 0) return; // a finger on the head scrolls
      start = columnAt(sheet, event.clientX);
      if (start !== null) head.setPointerCapture(event.pointerId);
    });
    head.addEventListener("pointermove", (event) => {
      if (start !== null) mark(sheet, between(start, columnAt(sheet, event.clientX) ?? start));
    });
    head.addEventListener("pointerup", () => {
      if (start === null) return;
      start = null;
      if (sheet.marked && sheet.marked.to > sheet.marked.from) choose(sheet);
      else mark(sheet, null);
    });
    head.addEventListener("pointercancel", () => { start = null; mark(sheet, null); });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || start === null) return;
      start = null;
      mark(sheet, null);
    }, { signal: sheet.ended.signal });
  }

  const between = (a, b) => ({ from: Math.min(a, b), to: Math.max(a, b) });

  function columnAt(sheet, x) {
    const { canvas, scroll } = sheet.nodes;
    const head = parseFloat(canvas.style.getPropertyValue("--head"));
    if (x < scroll.getBoundingClientRect().left + head && sheet.marked === null) return null;
    const c = Math.floor((x - canvas.getBoundingClientRect().left - head) / heatmap.gridHead.columnWidth(sheet));
    return Math.min(sheet.payload.columns.length - 1, Math.max(0, c));
  }

  /* Shows the weeks as marked; null: none. */
  function mark(sheet, span) {
    sheet.marked = span;
    const { mark: node } = sheet.nodes;
    node.hidden = span === null;
    sheet.columns.forEach((column, c) => column.classList.toggle("is-marked", span !== null && span.from <= c && c <= span.to));
    if (span) heatmap.gridHead.span(sheet, node, span.from, span.to);
  }

  function extend(sheet, from, to) {
    if (!sheet.marked) sheet.anchor = Math.max(0, from);
    mark(sheet, between(sheet.anchor, to));
    const { from: first, to: last } = sheet.marked;
    const { columns } = sheet.payload;
    heatmap.grid.say(sheet, `${columns[first].name} to ${columns[last].name} marked. Enter shows only these.`);
  }

  function choose(sheet) {
    const { columns } = sheet.payload;
    const window = { from: columns[sheet.marked.from].start, to: columns[sheet.marked.to].end };
    mark(sheet, null);
    if (sheet.options.onWindow) sheet.options.onWindow(window);
  }

  heatmap.gridWindow = { listen, mark, extend, choose };
})(window.heatmap);
