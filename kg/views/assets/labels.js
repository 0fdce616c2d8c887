"use strict";
// Names on top of the drawing: the important first, never one over another.
kg.labels = function (canvas, model) {
  const FONT = 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
  // Where nodes are few, names keep off all of them and may stand at any side; where many, there
  // are fewer names, and they keep off the largest nodes only.
  const FEW = 300, MOST_SEEN = 2500, MOST_NAMES = [260, 90], SOLID = 40, TITLES = 45;

  function short(name, limit) {
    const points = Array.from(name);
    return points.length <= limit ? name : points.slice(0, limit - 1).join("").trimEnd() + "…";
  }

  const isPaper = (node) => node.type.name === "Paper";

  function look(node, radius, strong) {
    const size = strong ? 14 : isPaper(node) ? 11 : Math.max(11, Math.min(15, 9.5 + radius / 4));
    return {
      size, font: `${strong ? "600 " : ""}${size}px ${FONT}`,
      text: short(node.name, strong ? 60 : isPaper(node) ? 26 : 30),
    };
  }

  const overlap = (one, two) => one[0] < two[2] && one[2] > two[0] && one[1] < two[3] && one[3] > two[1];
  const free = (box, boxes) => !boxes.some((other) => overlap(box, other));

  // Places to try around a node: below, above, right, left; then aslant.
  function places(x, y, radius, width, height, few) {
    const gap = radius + 3, slant = radius * 0.7 + 2;
    const straight = [
      [x - width / 2, y + gap], [x - width / 2, y - gap - height],
      [x + gap, y - height / 2], [x - gap - width, y - height / 2],
    ];
    return !few ? straight : [
      ...straight, [x + slant, y + slant], [x - slant - width, y + slant],
      [x + slant, y - slant - height], [x - slant - width, y - slant - height],
    ];
  }

  // What is on the screen, in the order in which names are given: what was asked for, then by
  // importance; titles, which are long, come after all other names, and only where few are left.
  function onScreen(project, state, wide, high) {
    const picked = [...state.first].filter((node) => node.visible);
    const seen = [], titles = [];
    const add = (node, list) => {
      const [x, y, radius] = project(node);
      if (x >= -60 && y >= -20 && x <= wide + 60 && y <= high + 20) list.push({node, x, y, radius});
    };
    for (const node of picked) add(node, seen);
    const strong = seen.length;
    for (const node of model.nodes) {
      if (!node.visible || (state.nodes && !state.nodes.has(node)) || state.first.has(node)) continue;
      add(node, isPaper(node) ? titles : seen);
      if (seen.length + titles.length > MOST_SEEN) break;
    }
    const named = seen.length;
    seen.push(...titles);
    return {seen, strong, named: titles.length > 25 && named > TITLES ? named : seen.length};
  }

  function ring(context, {node, x, y, radius}, colors) {
    kg.path(context, node.type.shape, x, y, radius + 4 / node.type.shape.scale);
    context.setLineDash([]);
    context.lineWidth = 3;
    context.strokeStyle = colors.ink;
    context.stroke();
  }

  function write(context, text, left, top, colors, soft) {
    context.lineWidth = 3.5;
    context.strokeStyle = colors.back;
    context.strokeText(text, left, top);
    context.fillStyle = soft ? colors.soft : colors.ink;
    context.fillText(text, left, top);
  }

  function clear(wide, high) {
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(wide * ratio)) canvas.width = Math.round(wide * ratio);
    if (canvas.height !== Math.round(high * ratio)) canvas.height = Math.round(high * ratio);
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, wide, high);
    context.textBaseline = "top";
    context.lineJoin = "round";
    return context;
  }

  return function paint(project, state, colors) {
    const wide = canvas.clientWidth, high = canvas.clientHeight;
    const context = clear(wide, high);
    const {seen, strong, named} = onScreen(project, state, wide, high);
    const few = seen.length <= FEW;
    const discs = seen.slice(0, few ? FEW : SOLID).map(
      ({x, y, radius: r}) => [x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8]);
    const boxes = [], drawn = [];
    for (const item of seen.slice(0, strong)) ring(context, item, colors);
    for (const [number, {node, x, y, radius}] of seen.slice(0, named).entries()) {
      if (boxes.length > MOST_NAMES[few ? 0 : 1]) break;
      const asked = number < strong, {size, font, text} = look(node, radius, asked);
      context.font = font;
      const width = context.measureText(text).width, height = size * 1.2;
      const tried = places(x, y, radius + (asked ? 5 : 0), width, height, few || asked);
      const fits = tried.map(([wish, wishTop]) => {
        // What was asked for is named whatever happens, within the page.
        const left = asked ? Math.max(4, Math.min(wish, wide - width - 4)) : wish;
        const top = asked ? Math.max(4, Math.min(wishTop, high - height - 4)) : wishTop;
        return [left - 2, top - 1, left + width + 2, top + height];
      });
      const inside = (box) => box[0] >= 0 && box[1] >= 1 && box[2] <= wide && box[3] <= high - 2;
      const box = fits.find((b) => inside(b) && free(b, boxes) && free(b, discs))
        || (asked && (fits.find((b) => free(b, boxes)) || fits[0]));
      if (!box) continue;
      boxes.push(box);
      drawn.push(node.index);
      write(context, text, box[0] + 2, box[1] + 1, colors, isPaper(node) && !asked);
    }
    paint.drawn = drawn;
    paint.boxes = boxes;
  };
};
