"use strict";
// Names on top of the drawing: the important first, never one over another.
kg.labels = function (canvas, model) {
  const FONT = 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
  const widths = new Map();

  function short(name, limit) {
    const points = Array.from(name);
    return points.length <= limit ? name : points.slice(0, limit - 1).join("").trimEnd() + "…";
  }

  function measured(context, node, strong) {
    const key = strong ? -1 - node.index : node.index;
    if (!widths.has(key)) {
      const text = short(node.name, strong ? 60 : node.type.name === "Paper" ? 26 : 30);
      widths.set(key, {text, width: context.measureText(text).width});
    }
    return widths.get(key);
  }

  function hits(box, boxes) {
    return boxes.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]);
  }

  // Places to try around a node: below, above, right, left.
  function places(x, y, radius, width, height) {
    const gap = radius + 3;
    return [
      [x - width / 2, y + gap], [x - width / 2, y - gap - height],
      [x + gap, y - height / 2], [x - gap - width, y - height / 2],
    ];
  }

  return function paint(project, state, colors) {
    const ratio = window.devicePixelRatio || 1;
    const wide = canvas.clientWidth, high = canvas.clientHeight;
    if (canvas.width !== Math.round(wide * ratio)) canvas.width = Math.round(wide * ratio);
    if (canvas.height !== Math.round(high * ratio)) canvas.height = Math.round(high * ratio);
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, wide, high);
    context.textBaseline = "top";
    context.lineJoin = "round";
    const focus = state.nodes;
    const first = [...state.first].filter((node) => node.visible);
    const rest = model.nodes.filter((n) => n.visible && (!focus || focus.has(n)) && !state.first.has(n));
    // Titles are long: where there are many papers, only those that are asked for get a name.
    const papers = rest.reduce((sum, node) => sum + (node.type.name === "Paper"), 0);
    const seen = [];
    for (const node of [...first, ...rest]) {
      const [x, y, radius] = project(node);
      if (node.type.name === "Paper" && papers > 25 && !state.first.has(node)) continue;
      if (x < -60 || y < -20 || x > wide + 60 || y > high + 20) continue;
      seen.push([node, x, y, radius]);
      if (seen.length > 2500) break;
    }
    // Where nodes are few, names keep off all of them; where many, off the largest only.
    const solid = seen.length <= 300 ? seen : seen.slice(0, 40);
    const discs = solid.map(([, x, y, r]) => [x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8]);
    const boxes = [];
    const drawn = [];
    for (const [node, x, y, radius] of seen) {
      if (boxes.length > (seen.length > 300 ? 90 : 260)) break;
      const strong = state.first.has(node);
      const size = strong ? 14 : Math.max(11, Math.min(15, 9.5 + radius / 4));
      context.font = `${strong ? "600 " : ""}${size}px ${FONT}`;
      const {text} = measured(context, node, strong);
      const width = context.measureText(text).width, height = size * 1.2;
      const tried = places(x, y, radius, width, height);
      for (const [attempt, [wish, top]] of tried.entries()) {
        const left = strong ? Math.max(4, Math.min(wish, wide - width - 4)) : wish;
        const box = [left - 2, top - 1, left + width + 2, top + height];
        const inside = left >= 2 && top >= 2 && left + width <= wide - 2 && top + height <= high - 2;
        if (strong && attempt < tried.length - 1 && hits(box, boxes)) continue;
        if (!strong && (!inside || hits(box, boxes) || hits(box, discs))) continue;
        boxes.push(box);
        drawn.push(node.index);
        context.lineWidth = 3.5;
        context.strokeStyle = colors.back;
        context.strokeText(text, left, top);
        context.fillStyle = colors.ink;
        context.fillText(text, left, top);
        break;
      }
    }
    paint.drawn = drawn;
    paint.boxes = boxes;
  };
};
