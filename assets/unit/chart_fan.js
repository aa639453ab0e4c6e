/* How sure a unit's load is: the middle 8 of 10 draws as a band, the middle draw, the plan and the capacity, and above
 * them each week's chance of overload. Its weeks stand below those of the load chart. */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const STRIP = 20; // pixels of the chances above the plot
  const charts = () => heatmap.charts;
  const weeksOf = () => heatmap.chartWeeks;

  function fan(host, spec) {
    charts().mount(host, {
      ...weeksOf().ON_PAPER, title: spec.title, table: spec.table, margin: weeksOf().margin(18 + STRIP + 6, 22),
      height: (_, paper) => STRIP + (paper ? 150 : 220), draw: (frame) => drawFan(frame, spec),
    });
  }

  function drawFan(frame, spec) {
    const highest = Math.max(1, ...spec.weeks.map((week) => Math.max(week.high, week.planned, week.capacity || 0)));
    const y = charts().linear([0, highest * 1.08], [frame.bottom, frame.top]);
    charts().leftAxis(frame, y, charts().ticks(0, highest * 1.08, 4));
    const x = weeksOf().axis(frame, spec.days);
    const stair = (value) => spec.weeks.flatMap((week) => (week[value] === null ? [null] : [[x(week.from), y(week[value])], [x(week.to), y(week[value])]]));
    frame.add("path", { class: "chart-fan", d: `${charts().line([...stair("high"), ...stair("low").reverse()])}Z` });
    frame.add("path", { class: "chart-fan-planned", d: charts().line(stair("planned")) });
    frame.add("path", { class: "chart-fan-middle", d: charts().line(stair("middle")) });
    frame.add("path", { class: "chart-halo", d: charts().line(stair("capacity")) });
    frame.add("path", { class: "chart-strong", d: charts().line(stair("capacity")) });
    chances(frame, spec, x);
    charts().asOf(frame, x, spec.days.asOf, spec.days.asOf ? "" : null);
    legend(frame, spec);
    for (const week of spec.weeks) {
      const top = frame.top - STRIP - 6;
      const hit = frame.add("rect", { class: "chart-hit", x: x(week.from), y: top, width: x(week.to) - x(week.from), height: frame.bottom - top });
      frame.mark(hit, { ...weeksOf().meaning(week.tip, "weeks"), start: week.from === spec.days.asOf });
    }
  }

  function chances(frame, spec, x) {
    const top = frame.top - STRIP - 6;
    const size = weeksOf().sizeFor(frame, spec.weeks.map((week) => week.text), (frame.right - frame.left) / spec.weeks.length - 1);
    for (const week of spec.weeks) {
      const box = { x: x(week.from) + 0.5, y: top, width: Math.max(1, x(week.to) - x(week.from) - 1), height: STRIP };
      frame.add("rect", { class: `chart-chance is-${week.step === "-" ? "unknown" : week.step}`, ...box });
      if (week.text && size) frame.add("text", { class: `chart-chance-text is-${week.step}`, style: { "font-size": `${size}px` }, x: box.x + box.width / 2, y: top + STRIP / 2 + 4, "text-anchor": "middle", "aria-hidden": true }, week.text);
    }
    frame.add("text", { class: "chart-name", x: 0, y: top + STRIP / 2 + 4, "aria-hidden": true }, "Chance of overload, %");
  }

  /* Beside the plot, so that nothing hides. */
  function legend(frame, spec) {
    const known = spec.weeks.some((week) => week.capacity !== null);
    const line = (name) => (y) => frame.add("path", { class: name, d: `M0 ${y}h14`, "aria-hidden": true });
    const entries = [
      [line("chart-strong"), known ? "Capacity" : "Capacity not known"],
      [(y) => frame.add("rect", { class: "chart-fan", x: 0, y: y - 6, width: 14, height: 12, "aria-hidden": true }), "8 of 10 draws"],
      [line("chart-fan-middle"), "The middle draw"],
      [line("chart-fan-planned"), "As planned"],
    ];
    entries.forEach(([draw, text], at) => {
      const y = frame.top + 8 + at * 19;
      draw(y);
      frame.add("text", { class: "chart-name", x: 20, y: y + 4, "aria-hidden": true }, text);
    });
  }

  heatmap.chartKinds = Object.assign(heatmap.chartKinds || {}, { fan });
})(window.heatmap);
