/* Moves through the grid: one tab stop, a roving focus, and the mouse's clicks.
 *
 * A place is {row, column}; column -1 is the row's header.
 */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const JUMP = 13; // columns of Page Up and Page Down: a quarter of weeks
  const HEADER = -1;

  function listen(sheet) {
    const { canvas, body, scroll } = sheet.nodes;
    canvas.addEventListener("keydown", (event) => pressed(sheet, event));
    body.addEventListener("click", (event) => clicked(sheet, event));
    body.addEventListener("focusin", (event) => focused(sheet, placeOf(sheet, event.target)));
    body.addEventListener("focusout", () => { sheet.nodes.cursor.remove(); heatmap.tooltip.leave(sheet); });
    scroll.addEventListener("scroll", () => heatmap.tooltip.hide(sheet), { passive: true });
  }

  /* Where a node of the grid lies, or null. */
  function placeOf(sheet, target) {
    const node = target instanceof Element ? target.closest(".cell, .row-head") : null;
    const row = node ? sheet.rows.findIndex((parts) => parts.node === node.closest(".grid-row")) : -1;
    return row < 0 ? null : { row, column: Number(node.getAttribute("aria-colindex")) - 2 };
  }

  function nodeAt(sheet, place) {
    const parts = sheet.rows[place.row];
    if (place.column !== HEADER) return parts.cells[place.column];
    return parts.toggle.hidden ? parts.head : parts.toggle;
  }

  function focused(sheet, place) {
    if (!place) return;
    setStop(sheet, place);
    const { cursor } = sheet.nodes;
    if (place.column === HEADER) { cursor.remove(); return; }
    heatmap.gridHead.span(sheet, cursor, place.column, place.column);
    sheet.rows[place.row].node.append(cursor);
    if (nodeAt(sheet, place).matches(":focus-visible")) heatmap.tooltip.showCell(sheet, place.row, place.column, true);
  }

  /* Makes the place the grid's one tab stop. */
  function setStop(sheet, place) {
    if (sheet.stop) sheet.stop.tabIndex = -1;
    sheet.focus = place;
    sheet.stop = nodeAt(sheet, place);
    sheet.stop.tabIndex = 0;
    if (place.column !== HEADER) heatmap.gridBody.label(sheet, place.row, place.column);
  }

  function moveTo(sheet, place) {
    setStop(sheet, place);
    sheet.stop.focus({ preventScroll: true });
    sheet.stop.scrollIntoView({ block: "nearest", inline: "nearest" });
    focused(sheet, place);
  }

  function target(sheet, event) {
    const { row, column } = sheet.focus;
    const bottom = sheet.rows.length - 1;
    const right = sheet.payload.columns.length - 1;
    const far = event.ctrlKey || event.metaKey;
    const within = (value, low, high) => Math.min(high, Math.max(low, value));
    const moves = {
      ArrowLeft: () => ({ row, column: within(column - 1, HEADER, right) }),
      ArrowRight: () => ({ row, column: within(column + 1, HEADER, right) }),
      ArrowUp: () => ({ row: within(row - 1, 0, bottom), column }),
      ArrowDown: () => ({ row: within(row + 1, 0, bottom), column }),
      Home: () => ({ row: far ? 0 : row, column: 0 }),
      End: () => ({ row: far ? bottom : row, column: right }),
      PageUp: () => ({ row, column: within(column - JUMP, 0, right) }),
      PageDown: () => ({ row, column: within(column + JUMP, 0, right) }),
    };
    return moves[event.key] ? moves[event.key]() : null;
  }

  function pressed(sheet, event) {
    if (!sheet.focus || event.altKey || !placeOf(sheet, event.target)) return;
    const before = sheet.focus;
    const place = target(sheet, event);
    if (place) {
      event.preventDefault();
      moveTo(sheet, place);
      if (event.shiftKey && place.row === before.row && place.column >= 0) heatmap.gridWindow.extend(sheet, before.column, place.column);
      else heatmap.gridWindow.mark(sheet, null);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      act(sheet);
    } else if (event.key === "Escape" && !event.defaultPrevented) {
      back(sheet, event);
    }
  }

  function act(sheet) {
    const { row, column } = sheet.focus;
    if (sheet.marked) heatmap.gridWindow.choose(sheet);
    else if (column === HEADER) toggle(sheet, row);
    else heatmap.grid.select(sheet, row, column);
  }

  /* Escape takes back one thing at a time: the tooltip, the marked weeks, the open cell. */
  function back(sheet, event) {
    if (heatmap.tooltip.dismiss(sheet)) event.preventDefault();
    else if (sheet.marked) heatmap.gridWindow.mark(sheet, null);
    else if (sheet.options.selected) heatmap.grid.select(sheet, null);
  }

  function toggle(sheet, r) {
    const row = sheet.payload.rows[r];
    if (row.opens && sheet.options.onToggleRow) sheet.options.onToggleRow(row.key);
  }

  function clicked(sheet, event) {
    const place = placeOf(sheet, event.target);
    if (!place) return;
    setStop(sheet, place);
    if (place.column === HEADER) toggle(sheet, place.row);
    else heatmap.grid.select(sheet, place.row, place.column);
  }

  /* What a new payload must not lose: the focused row and column, by name, and the scroll. */
  function hold(sheet) {
    const { focus, shown, nodes } = sheet;
    const held = { top: nodes.scroll.scrollTop, left: nodes.scroll.scrollLeft, inside: nodes.body.contains(document.activeElement) };
    if (!focus || !shown) return held;
    held.row = shown.rows[focus.row]?.key;
    held.column = focus.column === HEADER ? HEADER : shown.columns[focus.column]?.start;
    return held;
  }

  function restore(sheet, held, moved) {
    const { payload, nodes } = sheet;
    sheet.shown = payload;
    if (!sheet.rows.length || !payload.columns.length) { sheet.focus = null; return; }
    const row = Math.max(0, payload.rows.findIndex((one) => one.key === held.row));
    const column = held.column === HEADER ? HEADER : payload.columns.findIndex((one) => one.start === held.column);
    const fallback = Math.min(sheet.focus ? Math.max(0, sheet.focus.column) : payload.asOf || 0, payload.columns.length - 1);
    setStop(sheet, { row, column: column === -1 && held.column !== HEADER ? fallback : column });
    if (!moved) return;
    nodes.scroll.scrollTop = held.top;
    nodes.scroll.scrollLeft = held.left;
    if (held.inside) sheet.stop.focus({ preventScroll: true });
  }

  heatmap.gridKeys = { listen, placeOf, hold, restore };
})(window.heatmap);
