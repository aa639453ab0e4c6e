/* The rows and cells of the grid.
 *
 * Cells lie in blocks of 13 columns, which the browser skips in a large grid while they are out of sight
 * (content-visibility), yet every cell is in the document, for assistive technology, printing and the browser's search.
 * On a new payload the cells in sight are written at once, the others when those are painted and the browser is idle.
 */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const BLOCK = 13; // columns
  const SMALL = 2500; // cells that a new grid has written at once, seen or not
  const AROUND = 2; // rows and columns beyond those in sight
  const SLICE = 8; // milliseconds of writing when a busy browser gives no idle time
  const FULL = 1000; // per mille of capacity
  const MOSTLY = 50; // per cent of the load from estimated hours
  const EVERYTHING = { top: 0, bottom: Infinity, left: 0, right: Infinity };
  const element = (...all) => heatmap.element(...all);
  const set = (...all) => heatmap.set(...all);

  /* Draws rows and cells; says whether rows came, went or were renamed. `sight`: what is in sight, if that is known. */
  function draw(sheet, sight) {
    const { payload, nodes } = sheet;
    const drawn = JSON.stringify(payload.rows);
    set(nodes.canvas, {
      "class": `grid-canvas${isSmall(payload) ? "" : " is-large"}`, "aria-label": payload.title, "aria-rowcount": payload.rows.length + 1, "aria-colcount": payload.columns.length + 1,
    });
    const kept = isFitting(sheet) && sight;
    const changed = fit(sheet) || sheet.rowsDrawn !== drawn;
    sheet.rowsDrawn = drawn;
    if (changed) payload.rows.forEach((row, r) => writeHead(sheet.rows[r], row));
    paint(sheet, kept || (isSmall(payload) ? EVERYTHING : inSight(sheet)));
    return changed;
  }

  const isSmall = ({ rows, columns }) => rows.length * columns.length <= SMALL;
  const isFitting = ({ rows, payload }) => rows.length === payload.rows.length && rows[0]?.cells.length === payload.columns.length;

  /* Gives the grid as many rows and columns as the payload has, keeping what is there; says whether it added rows. */
  function fit(sheet) {
    const { payload, nodes } = sheet;
    const width = payload.columns.length;
    if (sheet.rows.length && sheet.rows[0].cells.length !== width) {
      sheet.rows.forEach((row) => row.node.remove());
      sheet.rows = [];
    }
    while (sheet.rows.length > payload.rows.length) sheet.rows.pop().node.remove();
    if (sheet.rows.length === payload.rows.length) return false;
    const mould = blankRow(width);
    const fresh = document.createDocumentFragment();
    while (sheet.rows.length < payload.rows.length) {
      const node = mould.cloneNode(true);
      sheet.rows.push(partsOf(node, sheet.rows.length));
      fresh.append(node);
    }
    nodes.body.append(fresh);
    return true;
  }

  function blankRow(width) {
    const head = element(
      "div", { class: "row-head", role: "rowheader", "aria-colindex": 1, tabindex: -1 },
      element("button", { class: "row-toggle", type: "button", tabindex: -1, hidden: "" }),
      element("span", { class: "row-name" }), element("span", { class: "row-code" }),
    );
    return element("div", { class: "grid-row", role: "row" }, head, ...blocks(width, (c) => {
      const cell = element("div", { class: "cell", role: "gridcell", tabindex: -1, "aria-colindex": c + 2 });
      cell.append(document.createTextNode(""));
      return cell;
    }));
  }

  /* Columns in blocks; the header of the weeks uses them too, so that both stay in line. */
  function blocks(width, make) {
    const made = [];
    for (let from = 0; from < width; from += BLOCK) {
      const size = Math.min(BLOCK, width - from);
      const block = element("div", { class: "block", role: "presentation", style: { "--size": String(size) } });
      for (let c = from; c < from + size; c += 1) block.append(make(c));
      made.push(block);
    }
    return made;
  }

  function partsOf(node, r) {
    const [head, ...lying] = node.children;
    const [toggle, name, code] = head.children;
    const cells = lying.flatMap((block) => Array.from(block.children));
    node.setAttribute("aria-rowindex", r + 2);
    return { node, head, toggle, name, code, cells };
  }

  function writeHead(parts, row) {
    parts.node.className = `grid-row is-${row.kind} level-${Math.min(row.level, 2)}`;
    heatmap.write(parts.name, row.name);
    heatmap.write(parts.code, row.code);
    set(parts.head, { "aria-label": row.code ? `${row.name}, ${row.code}` : row.name, title: row.name.length > 20 ? row.name : null });
    parts.toggle.hidden = !row.opens;
    set(parts.toggle, { "aria-expanded": row.opens ? Boolean(row.open) : null, "aria-label": row.opens ? row.name : null });
  }

  /* Writes the cells: those in sight now; when they are painted, in idle time, the rest and all the labels. */
  function paint(sheet, sight) {
    const job = { row: 0, labels: false };
    sheet.job = job;
    writeSight(sheet, sight);
    heatmap.painted().then(() => goOn(sheet, job));
  }

  /* The rows and columns on the screen, and some around them. To ask makes the browser lay out what has changed. */
  function inSight(sheet) {
    const { body, scroll } = sheet.nodes;
    const tall = sheet.rows.at(-1)?.node.offsetHeight;
    if (!tall) return EVERYTHING;
    const { top, bottom, width } = scroll.getBoundingClientRect();
    const begin = body.getBoundingClientRect().top;
    const column = heatmap.gridHead.columnWidth(sheet);
    return {
      top: Math.floor((Math.max(0, top) - begin) / tall) - AROUND,
      bottom: Math.ceil((Math.min(bottom, window.innerHeight) - begin) / tall) + AROUND,
      left: Math.floor(scroll.scrollLeft / column) - AROUND,
      right: Math.ceil((scroll.scrollLeft + width) / column) + AROUND,
    };
  }

  function writeSight(sheet, { top, bottom, left, right }) {
    for (let r = Math.max(0, top); r < Math.min(bottom, sheet.rows.length); r += 1) writeCells(sheet, r, left, right);
  }

  function finish(sheet, job, time) {
    const { payload } = sheet;
    const begun = performance.now();
    const inTime = () => time.timeRemaining() > 1 || performance.now() - begun < SLICE;
    do {
      if (job.labels) writeLabels(sheet, job.row);
      else writeCells(sheet, job.row, 0, Infinity);
      job.row += 1;
    } while (job.row < payload.rows.length && inTime());
    if (job.row === payload.rows.length) {
      if (job.labels) sheet.job = null;
      job.row = 0;
      job.labels = true;
    }
    goOn(sheet, job);
  }

  /* Unless there is a newer job, or nothing is left. */
  const goOn = (sheet, job) => whenIdle((time) => { if (sheet.job === job) finish(sheet, job, time); });

  const whenIdle = window.requestIdleCallback
    ? (call) => window.requestIdleCallback(call, { timeout: 100 })
    : (call) => window.setTimeout(() => call({ timeRemaining: () => 5 }), 30);

  function writeCells(sheet, r, from, to) {
    const { payload } = sheet;
    const text = payload.cells.text[r];
    const names = classesOf(payload, r);
    const { cells } = sheet.rows[r];
    for (let c = Math.max(0, from); c < Math.min(to, cells.length); c += 1) {
      const cell = cells[c];
      if (cell.className !== names[c]) cell.className = names[c];
      const shown = cell.firstChild;
      if (shown.nodeValue !== text[c]) shown.nodeValue = text[c];
    }
  }

  function writeLabels(sheet, r) {
    for (let c = 0; c < sheet.payload.columns.length; c += 1) label(sheet, r, c);
  }

  function label(sheet, r, c) {
    const words = heatmap.words.sentence(sheet.payload, heatmap.words.read(sheet.payload, r, c));
    set(sheet.rows[r].cells[c], { "aria-label": words });
  }

  const STATES = { ".": "s-blank", "-": "s-nodata", x: "s-out" };

  const named = new WeakMap(); // payload -> the class names of its cells by row

  function classesOf(payload, r) {
    if (!named.has(payload)) named.set(payload, []);
    const rows = named.get(payload);
    rows[r] = rows[r] || payload.columns.map((_, c) => classOf(payload, r, c));
    return rows[r];
  }

  function classOf(payload, r, c) {
    const { cells } = payload;
    const letter = cells.step[r][c];
    if (letter === "x") return "cell s-out";
    let name = `cell ${STATES[letter] || stepClass(payload, letter, r, c)}`;
    if (cells.freeze[r][c] === "1") name += " m-freeze";
    const parts = payload.rows[r].kind !== "total"; // of the whole, some part nearly always goes live or is hot
    if (parts && cells.goLives[r][c] > 0) name += " m-go";
    if (cells.atRisk[r][c] === "1") name += " m-risk";
    if (cells.crossed && cells.crossed[r][c] !== "0") name += ` m-${cells.crossed[r][c] === "u" ? "up" : "down"}`;
    if (parts && isHot(cells, r, c)) name += " m-hot";
    if (cells.estimated[r][c] >= MOSTLY && cells.load[r][c] > 0) name += " m-guess";
    return name;
  }

  function stepClass(payload, letter, r, c) {
    const { cells, bands } = payload;
    const without = bands && cells.saturation[r][c] === null && !cells.capacity[r][c] && cells.load[r][c] > 0;
    return without ? `s-${letter} s-none` : `s-${letter}`;
  }

  function isHot(cells, r, c) {
    const hottest = cells.hottest[r][c];
    const saturation = cells.saturation[r][c];
    return hottest !== null && hottest >= FULL && saturation !== null && saturation < FULL;
  }

  /* While cells are still to be written, those that come into sight are first; a printer waits for none. */
  function hurry(sheet, printed) {
    if (sheet.job && !sheet.job.labels) writeSight(sheet, printed ? EVERYTHING : inSight(sheet));
  }

  heatmap.gridBody = { draw, blocks, label, inSight, hurry, classesOf };
})(window.heatmap);
