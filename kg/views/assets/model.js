"use strict";
// The data of the page as objects, and the shapes that nodes are drawn with.
var kg = {adapters: {}};

kg.read = function () {
  const data = JSON.parse(document.getElementById("kg-data").textContent);
  const papers = data.papers.map(([title, url, year]) => ({title, url, year}));
  const nodes = data.nodes.map(([type, name, x, y, size, count, url, aliases, years, id], index) => ({
    index, type: data.types[type], name, x, y, size, papers: count, url, aliases, years, id,
    edges: [], visible: true,
  }));
  const edges = data.edges.map(([source, target, predicate, count, confidence, width, bend, quotes], index) => ({
    index, source: nodes[source], target: nodes[target], predicate: data.predicates[predicate],
    papers: count, confidence, width, bend, visible: true,
    quotes: quotes.map(([paper, says, about, text, sure, extractor, before, after]) => ({
      paper: papers[paper], says: data.says[says], about, text, confidence: sure,
      extractor: data.extractors[extractor], before: before || "", after: after || "",
    })),
  }));
  for (const edge of edges) {
    edge.source.edges.push(edge);
    if (edge.target !== edge.source) edge.target.edges.push(edge);
  }
  for (const type of data.types) type.on = true;
  for (const predicate of data.predicates) predicate.on = true;
  return {
    title: data.title, subtitle: data.subtitle, notes: data.notes, types: data.types,
    predicates: data.predicates, nodes, edges, center: data.center,
  };
};

// Corners of a shape on a circle of radius 1, y downwards; an empty list is a circle.
kg.corners = function (shape) {
  const count = shape.corners * (shape.inner ? 2 : 1);
  const points = [];
  for (let i = 0; i < count; i++) {
    const radius = shape.inner && i % 2 ? shape.inner : 1;
    const angle = (shape.turn - 90 + 360 * i / count) * Math.PI / 180;
    points.push([radius * Math.cos(angle), radius * Math.sin(angle)]);
  }
  return points;
};

// How far the outline of a shape reaches at an angle (clockwise from up), of a radius of 1.
kg.reach = function (shape, angle) {
  if (!shape.corners) return shape.scale;
  const part = 2 * Math.PI / shape.corners;
  const turned = angle - shape.turn * Math.PI / 180 + part / 2;
  const off = Math.abs(turned - part * Math.floor(turned / part) - part / 2);
  if (!shape.inner) return shape.scale * Math.cos(part / 2) / Math.cos(off - part / 2);
  const x = shape.inner * Math.cos(part / 2), y = shape.inner * Math.sin(part / 2);
  return shape.scale * y / (Math.cos(off) * y - Math.sin(off) * (x - 1));
};

kg.path = function (context, shape, x, y, radius) {
  const points = kg.corners(shape), size = radius * shape.scale;
  context.beginPath();
  if (!points.length) context.arc(x, y, size, 0, 2 * Math.PI);
  points.forEach(([px, py], i) => context[i ? "lineTo" : "moveTo"](x + px * size, y + py * size));
  context.closePath();
};

const SVG = "http://www.w3.org/2000/svg";

kg.svg = function (name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

kg.icon = function (type) {
  const shape = type.shape, size = 6 * shape.scale;
  const look = {
    fill: shape.hollow ? "none" : type.color, stroke: shape.hollow ? type.color : "currentColor",
    "stroke-width": shape.hollow ? 2.4 : 0.6,
  };
  const points = kg.corners(shape).map(([x, y]) => `${(x * size).toFixed(2)},${(y * size).toFixed(2)}`);
  const drawn = points.length
    ? kg.svg("polygon", {...look, points: points.join(" ")})
    : kg.svg("circle", {...look, r: shape.hollow ? size - 1 : size});
  return kg.svg("svg", {width: 18, height: 18, viewBox: "-9 -9 18 18", "aria-hidden": "true"}, drawn);
};

kg.line = function (predicate) {
  const drawn = [kg.svg("line", {
    x1: 0, x2: predicate.directed ? 22 : 28, y1: 5, y2: 5, stroke: predicate.color, "stroke-width": 2.2,
    "stroke-dasharray": predicate.dash.join(" ") || "none",
  })];
  if (predicate.directed) drawn.push(kg.svg("polygon", {points: "20,1 28,5 20,9", fill: predicate.color}));
  return kg.svg("svg", {width: 28, height: 10, "aria-hidden": "true"}, ...drawn);
};

// An element with text; nothing from the data ever becomes markup.
kg.el = function (name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

// A link to the web; an address of any other kind stays text.
kg.anchor = function (url, text) {
  if (!/^https?:\/\//i.test(url)) return kg.el("span", {dir: "auto"}, text);
  return kg.el("a", {href: url, target: "_blank", rel: "noopener noreferrer", dir: "auto"}, text);
};

kg.plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

kg.colors = function () {
  const style = getComputedStyle(document.documentElement);
  const dark = document.documentElement.dataset.theme === "dark";
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    dark, back: read("--back"), ink: read("--ink"), soft: read("--soft"), accent: read("--accent"),
    rim: dark ? "rgba(255,255,255,0.55)" : "rgba(20,25,30,0.5)",
  };
};

kg.rgba = function (hex, alpha) {
  const value = parseInt(hex.slice(1), 16);
  return `rgba(${value >> 16},${(value >> 8) & 255},${value & 255},${alpha})`;
};

// How visible an edge is: surer edges stand out; few edges may be stronger than many.
kg.edgeAlpha = function (edge, count, dark) {
  const base = (count > 12000 ? 0.14 : count > 3000 ? 0.28 : count > 400 ? 0.45 : 0.72) * (dark ? 1.35 : 1);
  return base * (0.45 + 0.55 * edge.confidence);
};
