/* The readiness page: the matrix of projects and units, a real table with one tab stop, and the five elements over time. */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (heatmap, glue) {
  "use strict";

  const HOST = "readiness-matrix"; // the id of the matrix's host, as in the page's class Id
  const PAGE = "readiness";
  const element = (...all) => heatmap.element(...all);
  const hidden = (text) => element("span", { class: "visually-hidden" }, text);

  /* The matrix */

  function cellOf(spec, cell) {
    if (!cell) return element("td", { class: "is-blank", tabindex: -1 }, hidden("no go-live"));
    if (cell.kind === "out") return element("td", { class: "is-out", tabindex: -1 }, hidden("left out by the filters"));
    const href = `${spec.href}${spec.href.includes("?") ? "&" : "?"}cell=${encodeURIComponent(cell.key)}`;
    const rest = cell.said.slice(2).filter((text) => !text.startsWith("unit over"));
    const link = element(
      "a", { href, tabindex: -1, class: `is-${cell.kind}` },
      element("i", { class: "mark" }), cell.word, cell.days ? element("small", {}, cell.days) : null,
      cell.over ? element("b", { class: "over-mark" }, hidden("; unit over capacity in that week")) : null, hidden(`; ${rest.join("; ")}`),
    );
    link.cell = cell;
    return element("td", {}, link);
  }

  function rowOf(spec, project) {
    const cells = new Map(project.cells.map((cell) => [cell.unit, cell]));
    return element(
      "tr", {},
      element("th", { scope: "row" }, project.name, element("small", {}, `${project.note}; ${project.ready}`)),
      ...spec.units.map((_, at) => cellOf(spec, cells.get(at))),
    );
  }

  function tableOf(spec) {
    const heads = spec.units.map(({ code, name }) => element("th", { scope: "col" }, element("b", {}, code), element("small", { title: name }, name)));
    return element(
      "table", { class: "matrix", role: "grid", "aria-label": spec.title },
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Project, by go-live"), ...heads)),
      element("tbody", {}, ...spec.projects.map((project) => rowOf(spec, project))),
    );
  }

  const stopIn = (cell) => cell && (cell.querySelector("a") || cell);

  function setStop(host, node) {
    if (host.stop) host.stop.tabIndex = -1;
    host.stop = node;
    if (node) node.tabIndex = 0;
  }

  function target(host, event) {
    const cell = host.stop.closest("td");
    const row = cell.parentNode;
    const rows = [...row.parentNode.rows];
    const at = cell.cellIndex;
    const r = rows.indexOf(row);
    const last = row.cells.length - 1;
    const place = {
      ArrowLeft: [r, at - 1], ArrowRight: [r, at + 1], ArrowUp: [r - 1, at], ArrowDown: [r + 1, at],
      Home: [event.ctrlKey ? 0 : r, 1], End: [event.ctrlKey ? rows.length - 1 : r, last],
      PageUp: [Math.max(0, r - 5), at], PageDown: [Math.min(rows.length - 1, r + 5), at],
    }[event.key];
    return place && (place[1] > 0 && rows[place[0]] ? rows[place[0]].cells[place[1]] || null : null);
  }

  function pressed(host, event) {
    if (event.altKey || event.metaKey || !host.stop) return;
    if (event.key === "Escape" && !event.defaultPrevented) { heatmap.ask("cell", null, PAGE); return; }
    const cell = target(host, event);
    if (cell === undefined) return;
    event.preventDefault();
    if (cell) { const node = stopIn(cell); node.focus({ preventScroll: true }); cell.scrollIntoView({ block: "nearest", inline: "nearest" }); }
  }

  function clicked(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    heatmap.charts.closeTip();
    const [row, column] = link.cell.key.split(/@(?=[^@]*$)/);
    heatmap.ask("cell", { row, column }, PAGE);
  }

  function listen(host) {
    const tell = (link) => heatmap.charts.openTip({ host }, { node: link, said: link.cell.said });
    const linkAt = (event) => event.target.closest("a");
    host.addEventListener("keydown", (event) => pressed(host, event));
    host.addEventListener("click", clicked);
    host.addEventListener("focusin", (event) => {
      const cell = event.target.closest("td");
      if (!cell) return;
      setStop(host, stopIn(cell));
      if (linkAt(event) && event.target.matches(":focus-visible")) tell(linkAt(event));
    });
    host.addEventListener("focusout", () => heatmap.charts.closeTip());
    host.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch" || event.target.closest(".tooltip")) return;
      if (linkAt(event)) tell(linkAt(event));
      else heatmap.charts.leave();
    });
    host.addEventListener("pointerleave", () => heatmap.charts.leave());
    new ResizeObserver(() => reveal(host)).observe(host);
  }

  /* When the side panel takes room, the chosen cell must not slip out of sight. */
  function reveal(host) {
    const here = host.querySelector("[aria-current]");
    const scroll = host.querySelector(".table-scroll");
    if (!here) return;
    const [cell, box] = [here.getBoundingClientRect(), scroll.getBoundingClientRect()];
    if (cell.right > box.right) scroll.scrollLeft += cell.right - box.right + 8;
    if (cell.bottom > box.bottom) scroll.scrollTop += cell.bottom - box.bottom + 8;
  }

  function draw(host, spec) {
    if (!host.key) listen(host);
    host.key = spec.key;
    const table = tableOf(spec);
    host.replaceChildren(element("div", { class: "table-scroll" }, table));
    host.querySelector(".table-scroll").addEventListener("scroll", heatmap.charts.closeTip, { passive: true });
    host.stop = null;
    setStop(host, table.querySelector("tbody a"));
  }

  /* Clientside callback: draws the matrix and marks the selected cell; gives the matrix's key. */
  glue.drawReadiness = function (spec, display) {
    const host = document.getElementById(HOST);
    if (!host || !spec) return window.dash_clientside.no_update;
    if (host.key !== spec.key) draw(host, spec);
    host.querySelectorAll("tbody a").forEach((link) => {
      const here = link.cell.key === (display || {}).cell;
      heatmap.set(link, { "aria-current": here ? "true" : null });
      if (here) setStop(host, link);
    });
    reveal(host);
    return spec.key;
  };

  /* Five elements over time: a small line each, the barrier dashed; at or below it a point is a triangle. */

  const ROW = 46;
  const LABELS = 76;

  function drawElements(frame, spec) {
    const { charts } = heatmap;
    const x = charts.time([spec.first, spec.last], [LABELS + 8, frame.width - 60]);
    spec.elements.forEach((one, at) => {
      const y = charts.linear([1, 5], [(at + 1) * ROW - 6, at * ROW + 6]);
      const bar = y(spec.barrier);
      frame.add("line", { class: "chart-line is-barrier", x1: LABELS, x2: frame.width - 52, y1: bar, y2: bar });
      frame.add("text", { class: "chart-ink", x: 0, y: bar + 4, "aria-hidden": true }, one.name);
      frame.add("text", { class: "chart-ink is-latest", x: frame.width, y: bar + 4, "text-anchor": "end", "aria-hidden": true }, one.latest);
      frame.add("path", { class: "chart-score", d: charts.line(one.points.map((point) => point.score && [x(point.day), y(point.score)])) });
      one.points.forEach((point) => {
        const low = point.score !== null && point.score <= spec.barrier;
        const form = point.score === null ? "cross" : low ? "down" : "circle";
        const node = frame.add("path", { class: `chart-point is-${form}`, d: charts.shape(form, x(point.day), y(point.score || spec.barrier), low ? 8 : 6) });
        frame.mark(node, { label: point.label, line: one.name });
      });
    });
    const days = [spec.first, spec.last].map(heatmap.words.dayName);
    frame.add("text", { class: "chart-axis", x: LABELS, y: spec.elements.length * ROW + 14, "aria-hidden": true }, days[0]);
    frame.add("text", { class: "chart-axis", x: frame.width - 52, y: spec.elements.length * ROW + 14, "text-anchor": "end", "aria-hidden": true }, days[1]);
  }

  heatmap.charts.kinds.elements = (host, spec) => heatmap.charts.mount(host, {
    title: spec.title, height: spec.elements.length * ROW + 20, table: spec.table, draw: (frame) => drawElements(frame, spec),
  });
})(window.heatmap, window.dash_clientside.heatmap);
