/* The planner's sums in the browser: what an event takes along when it is moved, and what a cell's hours mean.
 *
 * A drawing is {load, capacity}, rows x columns, in hours. The bands and percentages are those of the server: see
 * heatmap/scoring/bands.py and heatmap/words.py.
 */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const NEAR = 1e-9; // a saturation within a billionth of a band's lower bound has reached it

  /* The hours after moving bars by some weeks: a copy of `load` with their hours taken away here and put there. */
  function moved(load, bars, weeks) {
    const result = load.map((row) => Float64Array.from(row));
    for (const bar of bars) {
      bring(result, bar, 0, -1);
      bring(result, bar, weeks, 1);
    }
    return result;
  }

  function bring(load, bar, weeks, sign) {
    for (const [row, hours] of bar.hours) {
      const line = load[row];
      bar.share.forEach((share, at) => {
        const column = bar.first + weeks + at;
        if (column >= 0 && column < line.length) line[column] += sign * share * hours;
      });
    }
  }

  /* Sums that should be nothing leave a rest far below a thousandth of an hour. */
  const isNothing = (hours) => hours < 0.0005;

  const reached = (bands, ratio) => bands.filter((band) => ratio >= band.lower - NEAR).length;

  /* A cell: its state (blank, noData, noCapacity or step), its band and its percentage of capacity. */
  function cell(bands, load, capacity) {
    const nothing = isNothing(load);
    if (nothing) return { state: capacity === null ? "noData" : "blank", load: 0, capacity, ratio: capacity ? 0 : null, band: null, text: "" };
    if (capacity === null) return { state: "noData", load, capacity, ratio: null, band: null, text: "" };
    if (capacity <= 0) return { state: "noCapacity", load, capacity, ratio: null, band: bands[bands.length - 1], text: "!" };
    const ratio = load / capacity;
    return { state: "step", load, capacity, ratio, band: bands[Math.max(0, reached(bands, ratio) - 1)], text: String(percent(bands, ratio)) };
  }

  /* In whole per cent, never across a band: 0.996 of the band below 1.0 is 99. */
  function percent(bands, ratio) {
    const said = Math.round(ratio * 100);
    return said + Math.sign(reached(bands, ratio) - reached(bands, said / 100));
  }

  /* By how many points of capacity a cell changes; null where there is no such number. */
  function difference(before, after) {
    if (before.ratio === null || after.ratio === null) {
      return before.load === after.load ? 0 : null;
    }
    return (after.ratio - before.ratio) * 100;
  }

  const isOver = (one) => one.state === "noCapacity" || (one.ratio !== null && one.ratio >= 1 - NEAR);

  heatmap.plannerHours = { moved, cell, difference, isOver };
})(window.heatmap);
