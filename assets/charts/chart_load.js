/* A unit's weeks: its load stacked by programme under the moving capacity line, and heat strips of its business areas.
 * Both have the time axis of chart_gantt.js, so that weeks stand below one another. */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const LANE = 15; // pixels of a line of the operational calendar
  const ROW = 21; // pixels of a strip
  const ON_PAPER = { printWidth: 880 }; // so that type is as large as the text around it
  const charts = () => heatmap.charts;

  const margin = (top, bottom) => (_, paper) => ({ top, bottom, left: paper ? 220 : 236, right: 8 });
  const spanOf = (frame, days) => charts().time([days.from, days.to], [frame.left, frame.right]);

  function axis(frame, days) {
    const x = spanOf(frame, days);
    const months = charts().months(days.from, days.to, (frame.right - frame.left) / 62);
    for (const { at } of months) frame.add("line", { class: "chart-line", x1: x(at), x2: x(at), y1: frame.top, y2: frame.bottom });
    charts().bottomAxis(frame, x, months);
    return x;
  }

  /* A mark as wide as its node; the first line of a tip is its title. */
  const meaning = (tip, line) => ({ label: tip.filter(Boolean).join(". "), tip, line });

  /* Calendar entries in as few lanes as they need. */
  function lanesOf(entries) {
    const free = [];
    return entries.map((entry) => {
      const at = free.findIndex((to) => to <= entry.from);
      const lane = at < 0 ? free.length : at;
      free[lane] = entry.to;
      return lane;
    });
  }

  function load(host, spec) {
    const lanes = lanesOf(spec.calendar);
    const strip = spec.calendar.length ? (Math.max(...lanes) + 1) * LANE + 4 : 0;
    charts().mount(host, {
      ...ON_PAPER, title: spec.title, table: spec.table, margin: margin(18 + strip, 22),
      height: (_, paper) => strip + (paper ? 190 : 264),
      draw: (frame) => drawLoad(frame, spec, lanes, strip),
    });
  }

  function drawLoad(frame, spec, lanes, strip) {
    const highest = Math.max(1, ...spec.weeks.map((week) => Math.max(week.load, week.capacity || 0)));
    const y = charts().linear([0, highest * 1.08], [frame.bottom, frame.top]);
    charts().leftAxis(frame, y, charts().ticks(0, highest * 1.08, 4));
    const x = axis(frame, spec.days);
    freezes(frame, spec, x);
    bars(frame, spec, x, y);
    capacity(frame, spec.weeks, x, y);
    percents(frame, spec, x, y);
    charts().asOf(frame, x, spec.days.asOf);
    calendar(frame, spec, x, lanes, strip);
    legend(frame, spec);
    for (const week of spec.weeks) {
      const hit = frame.add("rect", { class: "chart-hit", x: x(week.from), y: frame.top, width: x(week.to) - x(week.from), height: frame.bottom - frame.top });
      frame.mark(hit, { ...meaning(week.tip, "weeks"), start: true });
    }
  }

  /* The size at which all texts fit cells of a width; 0 where that were too small to read. */
  function sizeFor(frame, texts, width) {
    const sample = frame.add("text", { class: "chart-step-text" }, "0");
    const em = heatmap.measureIn(sample)("0") / parseFloat(getComputedStyle(sample).fontSize);
    sample.remove();
    const digits = Math.max(1, ...texts.map((text) => text.length));
    const size = Math.min(11, (width - 1) / (digits * em));
    return size < 8.5 ? 0 : size;
  }

  const sized = (size) => ({ "font-size": `${size}px`, "font-weight": size < 10 ? 400 : null });

  function bars(frame, spec, x, y) {
    spec.weeks.forEach((week, at) => {
      const left = x(week.from) + 0.5;
      const width = x(week.to) - left - 0.5;
      let below = 0;
      spec.series.forEach((series, place) => {
        const hours = series.load[at];
        if (hours <= 0) return;
        const top = y(below + hours);
        frame.add("rect", { class: `chart-series-${place + 1}`, x: left, width, y: top, height: Math.max(0.5, y(below) - top - 0.75) });
        below += hours;
      });
    });
  }

  /* Upon the capacity line, which may run through them. */
  function percents(frame, spec, x, y) {
    const size = sizeFor(frame, spec.weeks.map((week) => week.text), (frame.right - frame.left) / spec.weeks.length);
    for (const week of spec.weeks.filter((each) => each.text && size)) {
      const at = { x: (x(week.from) + x(week.to)) / 2, y: y(week.load) - 4 };
      frame.add("text", { class: `chart-over ${week.tone}`, style: sized(size), ...at, "text-anchor": "middle", "aria-hidden": true }, week.text);
    }
  }

  /* A stair over the weeks, with a halo so that it is seen upon every hue. */
  function capacity(frame, weeks, x, y) {
    const stair = charts().line(weeks.flatMap((week) => (week.capacity === null ? [null] : [[x(week.from), y(week.capacity)], [x(week.to), y(week.capacity)]])));
    frame.add("path", { class: "chart-halo", d: stair });
    frame.add("path", { class: "chart-strong", d: stair });
  }

  function within(frame, entry, x) {
    const from = Math.max(frame.left, x(entry.from));
    return { x: from, width: Math.max(2, Math.min(frame.right, x(entry.to)) - from) };
  }

  function freezes(frame, spec, x) {
    for (const entry of spec.calendar.filter((each) => each.freeze)) {
      frame.add("rect", { class: "chart-freeze", ...within(frame, entry, x), y: frame.top, height: frame.bottom - frame.top });
    }
  }

  function calendar(frame, spec, x, lanes, strip) {
    if (!strip) return;
    frame.add("text", { class: "chart-name", x: 0, y: 24, "aria-hidden": true }, "Operational calendar");
    spec.calendar.forEach((entry, at) => {
      const place = within(frame, entry, x);
      const y = 14 + lanes[at] * LANE;
      const bar = charts().svg("rect", { class: `chart-calendar${entry.freeze ? " is-freeze" : ""}`, ...place, y, height: LANE - 2 });
      frame.svg.append(bar);
      const name = charts().shorten(entry.name, place.width - 6);
      if (name.length > 6 || name === entry.name) frame.add("text", { class: "chart-calendar-name", x: place.x + 3, y: y + 10, "aria-hidden": true }, name);
      frame.mark(bar, meaning(entry.tip, "calendar"));
    });
    if (spec.days.asOf) frame.add("text", { class: "chart-axis", x: Math.min(x(spec.days.asOf), frame.right - 90), y: 9, "aria-hidden": true }, `as of ${spec.days.asOfName}`);
  }

  /* In the stack's order, the topmost first; beside the plot, so that nothing hides. */
  function legend(frame, spec) {
    const room = frame.left - 68;
    const entries = spec.series.map((series, at) => ({ ...series, at })).reverse();
    let y = frame.top + 8;
    frame.add("path", { class: "chart-strong", d: `M0 ${y}h12`, "aria-hidden": true });
    frame.add("text", { class: "chart-name", x: 18, y: y + 4, "aria-hidden": true }, spec.weeks.some((week) => week.capacity !== null) ? "Capacity" : "Capacity not known");
    for (const entry of entries) {
      y += 19;
      frame.add("rect", { class: `chart-series-${entry.at + 1}`, x: 0, y: y - 6, width: 12, height: 12 });
      frame.add("text", { class: "chart-name", x: 18, y: y + 4, "aria-hidden": true }, charts().shorten(`${entry.name}`, room - 48));
      frame.add("text", { class: "chart-axis", x: room, y: y + 4, "text-anchor": "end", "aria-hidden": true }, entry.note);
    }
  }

  function strips(host, spec) {
    charts().mount(host, {
      ...ON_PAPER, title: spec.title, table: spec.table, margin: margin(2, 22),
      height: (_, paper) => spec.rows.length * (paper ? 16 : ROW) + 24,
      draw: (frame) => drawStrips(frame, spec, frame.paper ? 16 : ROW),
    });
  }

  function drawStrips(frame, spec, height) {
    const x = axis(frame, spec.days);
    const hatch = frame.hatch("chart-hatch");
    const width = (frame.right - frame.left) / spec.weeks.length;
    const size = sizeFor(frame, spec.rows.flatMap((row) => row.text), width - 1);
    spec.rows.forEach((row, r) => {
      const y = frame.top + r * height;
      frame.add("text", { class: r ? "chart-name" : "chart-name is-whole", x: 0, y: y + height / 2 + 3, "aria-hidden": true }, charts().shorten(row.name, frame.left - 8));
      spec.weeks.forEach((_, c) => {
        const letter = { ".": "none", "-": "unknown" }[row.step[c]] || row.step[c];
        const box = { x: frame.left + c * width + 0.5, y: y + 0.5, width: Math.max(1, width - 1), height: height - 1.5 };
        const cell = charts().svg("rect", { class: `chart-step is-${letter}`, ...box });
        frame.svg.append(cell);
        if (letter === "E") frame.add("rect", { class: "chart-over-hatch", ...box, fill: hatch });
        if (row.text[c] && size) frame.add("text", { class: `chart-step-text is-${letter}`, style: sized(size), x: box.x + box.width / 2, y: y + height / 2 + 3.5, "text-anchor": "middle", "aria-hidden": true }, row.text[c]);
        frame.mark(cell, meaning(row.tip[c], row.name));
      });
    });
    charts().asOf(frame, x, spec.days.asOf);
  }

  heatmap.chartKinds = Object.assign(heatmap.chartKinds || {}, { load, strips });
  heatmap.chartWeeks = { margin, axis, meaning, sizeFor, ON_PAPER };
})(window.heatmap);
