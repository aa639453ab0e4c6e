/* Makes elements. Text goes in as text nodes only: every string of a payload comes from a user's file. */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  /* element("button", {class: "x", "aria-expanded": false}, "text", node, ...); null and undefined attributes are left out. */
  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    set(node, attributes || {});
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }

  function set(node, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "style") for (const [property, text] of Object.entries(value)) node.style.setProperty(property, text);
      else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value === null || value === undefined) node.removeAttribute(name);
      else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, String(value));
    }
  }

  function write(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  const pen = document.createElement("canvas").getContext("2d");

  /* The widths of texts in em, in the font of a node whatever its size. */
  function emsOf(texts, node) {
    const style = getComputedStyle(node);
    pen.font = `${style.fontWeight} 100px ${style.fontFamily}`;
    return texts.map((text) => pen.measureText(text).width / 100);
  }

  /* A function that gives the width of a text in CSS pixels, in the font of a node: the style is read once. */
  function measureIn(node) {
    const style = getComputedStyle(node);
    const size = parseFloat(style.fontSize);
    const font = `${style.fontWeight} 100px ${style.fontFamily}`;
    return (text) => {
      pen.font = font;
      return pen.measureText(text).width * size / 100;
    };
  }

  /* When a frame with what is drawn now is surely on the screen; a page in the background has no frames. */
  const painted = () => new Promise((tell) => {
    if (document.hidden) tell();
    else requestAnimationFrame(() => requestAnimationFrame(() => window.setTimeout(tell)));
  });

  Object.assign(heatmap, { element, set, write, emsOf, measureIn, painted });
})(window.heatmap);
