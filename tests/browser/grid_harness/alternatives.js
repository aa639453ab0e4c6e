/* The grid's cells drawn in two other ways, for the benchmark only: as a plain table and as SVG. */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const COLUMN = 18;
  const ROW = 22;
  const HEAD = 200;

  function makeTable(host, payload) {
    const table = document.createElement("table");
    table.setAttribute("role", "grid");
    table.style.cssText = `border-spacing:0;table-layout:fixed;width:${HEAD + payload.columns.length * COLUMN}px`;
    const cells = payload.rows.map((row, r) => {
      const line = table.insertRow();
      const head = document.createElement("th");
      head.style.cssText = `position:sticky;left:0;background:#fff;width:${HEAD}px`;
      head.append(row.name);
      line.append(head);
      return payload.columns.map((_, c) => {
        const cell = line.insertCell();
        cell.className = window.heatmap.gridBody.classesOf(payload, r)[c];
        cell.style.cssText = `height:${ROW}px;padding:0`;
        cell.tabIndex = -1;
        cell.append(payload.cells.text[r][c]);
        return cell;
      });
    });
    host.replaceChildren(table);
    return (next) => cells.forEach((line, r) => line.forEach((cell, c) => {
      cell.className = window.heatmap.gridBody.classesOf(next, r)[c];
      cell.textContent = next.cells.text[r][c];
    }));
  }

  function makeSvg(host, payload) {
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("width", HEAD + payload.columns.length * COLUMN);
    picture.setAttribute("height", payload.rows.length * ROW);
    const make = (name, attributes) => {
      const node = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      return node;
    };
    const cells = payload.rows.map((_, r) => payload.columns.map((__, c) => {
      const x = HEAD + c * COLUMN;
      const group = make("g", { role: "gridcell", tabindex: -1 });
      const square = make("rect", { x, y: r * ROW, width: COLUMN - 1, height: ROW - 1, rx: 2 });
      const text = make("text", { x: x + COLUMN / 2, y: r * ROW + 15, "text-anchor": "middle", "font-size": 10, "font-weight": 600 });
      text.append(document.createTextNode(""));
      group.append(square, text);
      picture.append(group);
      return [square, text];
    }));
    const paint = (next) => cells.forEach((line, r) => line.forEach(([square, text], c) => {
      const letter = next.cells.step[r][c];
      square.style.fill = "ABCDE".includes(letter) ? `var(--band-${letter})` : "none";
      text.style.fill = "ABCDE".includes(letter) ? `var(--on-band-${letter})` : "none";
      text.firstChild.nodeValue = next.cells.text[r][c];
    }));
    paint(payload);
    host.replaceChildren(picture);
    return paint;
  }

  /* Each way: draw(host, payload) gives a function that shows another payload of the same shape. */
  const ways = {
    grid: (host, payload) => {
      const show = (next) => window.heatmap.grid.draw(host, next, { view: "grid" });
      show(payload);
      return show;
    },
    table: makeTable,
    svg: makeSvg,
  };

  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  const rest = (time) => new Promise((done) => setTimeout(done, time));

  async function timed(work) {
    await painted();
    const start = performance.now();
    work();
    await painted();
    return performance.now() - start;
  }

  /* Milliseconds until painted: the first drawing, recolourings, and the frames of a long scroll. */
  async function measure(way, first, second, rounds) {
    const host = document.createElement("div");
    document.getElementById("heatmap-grid").replaceWith(host);
    host.id = "heatmap-grid";
    if (way !== "grid") host.style.cssText = "overflow:auto;height:660px";
    host.className = "heatmap";
    host.dataset.palette = "band";
    let show = null;
    const drawn = await timed(() => { show = ways[way](host, first); });
    const recoloured = [];
    for (let round = 0; round < rounds; round += 1) {
      await rest(700);
      recoloured.push(await timed(() => show({ ...(round % 2 ? first : second), key: `${way}${round}` })));
    }
    await rest(700);
    return { drawn, recoloured, frames: await scroll(host.querySelector(".grid-scroll") || host) };
  }

  async function scroll(box) {
    const frames = [];
    let before = performance.now();
    for (let step = 0; step < 60; step += 1) {
      box.scrollLeft += 60;
      box.scrollTop = (step * 10) % 600;
      await new Promise(requestAnimationFrame);
      frames.push(performance.now() - before);
      before = performance.now();
    }
    return frames;
  }

  window.alternatives = { measure };
})();
