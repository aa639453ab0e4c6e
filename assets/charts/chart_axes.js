/* What charts are drawn with: SVG elements, scales, axes and shapes. Also at hand as heatmap.charts.NAME.
 *
 * svg(tag, attributes, ...children)         an SVG element, not yet placed; text is text, never markup
 * linear([low, high], [from, to])           scale(number) -> pixel
 * time([first, last], [from, to])           scale(ISO date) -> pixel
 * ticks(low, high, about)                   round numbers within, about so many
 * months(first, last, most)                 [{at: ISO date, name: "Oct" or "Jan 2021"}], at most so many
 * leftAxis(frame, scale, ticks, say)        labels and fine lines across the plot
 * bottomAxis(frame, scale, months)          labels below the plot
 * asOf(frame, scale, iso, name)             the as-of line across the plot; with a name, that text above it
 * shorten(text, pixels)                     the text, cut to fit with an ellipsis
 * line([[x, y] or null, ...])               the d of a path; null is a gap
 * shape(name, x, y, size)                   path d of a circle, square, diamond, up, down (triangles) or cross
 *
 * A pixel is a sixteenth of the page's type size, as in charts.js.
 */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const NAMESPACE = "http://www.w3.org/2000/svg";
  const DAY = 86400000;
  const dayOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;

  function svg(tag, attributes, ...children) {
    const node = document.createElementNS(NAMESPACE, tag);
    heatmap.set(node, attributes || {});
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }

  /* Scales and axes */

  function linear([low, high], [from, to]) {
    const span = high - low || 1;
    return (value) => from + ((value - low) / span) * (to - from);
  }

  function time([first, last], range) {
    const scale = linear([dayOf(first), dayOf(last)], range);
    return (iso) => scale(dayOf(iso));
  }

  function ticks(low, high, about = 4) {
    const raw = (high - low) / about || 1;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].find((factor) => factor * power >= raw * 0.999) * power;
    const first = Math.ceil(low / step - 1e-9);
    const count = Math.floor(high / step + 1e-9) - first + 1;
    return Array.from({ length: Math.max(0, count) }, (_, at) => (first + at) * step);
  }

  function months(first, last, most = 9) {
    const [start, end] = [heatmap.words.date(first), heatmap.words.date(last)];
    const index = (day) => day.getUTCFullYear() * 12 + day.getUTCMonth();
    const from = index(start) + (start.getUTCDate() > 1 ? 1 : 0);
    const step = [1, 2, 3, 6, 12, 24, 60].find((one) => (index(end) - from + 1) / one <= most) || 120;
    const found = [];
    for (let month = Math.ceil(from / step) * step; month <= index(end); month += step) {
      const at = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString().slice(0, 10);
      const year = found.length === 0 || month % 12 === 0 || step >= 12 ? ` ${at.slice(0, 4)}` : "";
      found.push({ at, name: heatmap.words.monthName(at) + year });
    }
    return found;
  }

  function leftAxis(frame, scale, values, say = heatmap.words.whole) {
    for (const value of values) {
      const y = scale(value);
      frame.add("line", { class: "chart-line", x1: frame.left, x2: frame.right, y1: y, y2: y });
      frame.add("text", { class: "chart-axis", x: frame.left - 6, y: y + 4, "text-anchor": "end", "aria-hidden": true }, say(value));
    }
  }

  function bottomAxis(frame, scale, labels) {
    let free = frame.left;
    for (const { at, name } of labels) {
      const x = scale(at);
      const room = name.length * 7;
      const start = Math.min(x + 3, frame.right - room);
      frame.add("line", { class: "chart-line", x1: x, x2: x, y1: frame.bottom, y2: frame.bottom + 5 });
      if (start < free) continue; // it would stand on its neighbour
      frame.add("text", { class: "chart-axis", x: start, y: frame.bottom + 16, "aria-hidden": true }, name);
      free = start + room;
    }
  }

  function asOf(frame, scale, iso, name) {
    if (!iso) return;
    const x = scale(iso);
    frame.add("line", { class: "chart-as-of", x1: x, x2: x, y1: frame.top, y2: frame.bottom });
    const anchor = x > frame.right - 90 ? "end" : "start";
    if (name) frame.add("text", { class: "chart-axis", x: x + (anchor === "end" ? 2 : -2), y: frame.top - 5, "text-anchor": anchor, "aria-hidden": true }, name);
  }

  function shorten(text, room) {
    const wide = heatmap.measureIn(document.body);
    const scale = 12 / parseFloat(getComputedStyle(document.body).fontSize);
    if (wide(text) * scale <= room) return text;
    let end = Math.max(0, Math.min(text.length, Math.floor(room / 4)));
    while (end > 0 && wide(`${text.slice(0, end)}…`) * scale > room) end -= 1;
    return end ? `${text.slice(0, end).trimEnd()}…` : "";
  }

  function line(points) {
    let pen = "M";
    const parts = [];
    for (const point of points) {
      if (point) parts.push(`${pen}${point[0].toFixed(1)} ${point[1].toFixed(1)}`);
      pen = point ? "L" : "M";
    }
    return parts.join("");
  }

  function shape(name, x, y, size) {
    const h = size / 2;
    return {
      circle: `M${x - h} ${y}a${h} ${h} 0 1 0 ${size} 0a${h} ${h} 0 1 0 ${-size} 0Z`,
      square: `M${x - h} ${y - h}h${size}v${size}h${-size}Z`,
      diamond: `M${x} ${y - h}l${h} ${h}l${-h} ${h}l${-h} ${-h}Z`,
      up: `M${x} ${y - h}l${h} ${size}h${-size}Z`,
      down: `M${x} ${y + h}l${h} ${-size}h${-size}Z`,
      cross: `M${x - h} ${y - h}l${size} ${size}m0 ${-size}l${-size} ${size}`,
    }[name];
  }

  heatmap.chartAxes = { svg, linear, time, ticks, months, leftAxis, bottomAxis, asOf, shorten, line, shape };
})(window.heatmap);
