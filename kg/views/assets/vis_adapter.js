"use strict";
// vis-network, with nodes, edges and options as pyvis wrote them.
kg.adapters.pyvis = function (box, model, on) {
  let colors = kg.colors();
  let state = {nodes: null, edges: null, first: new Set()};
  const shape = (node) => function ({ctx, x, y}) {
    return {
      drawNode() {
        const dim = state.nodes && !state.nodes.has(node);
        ctx.save();
        ctx.globalAlpha = dim ? 0.14 : 1;
        kg.path(ctx, node.type.shape, x, y, node.size);
        ctx.setLineDash([]);
        ctx.fillStyle = node.type.shape.hollow ? colors.back : node.type.color;
        ctx.fill();
        ctx.lineWidth = node.type.shape.hollow ? 2 : 1.2;
        ctx.strokeStyle = node.type.shape.hollow ? node.type.color : colors.rim;
        ctx.stroke();
        ctx.restore();
      },
      nodeDimensions: {width: 2 * node.size, height: 2 * node.size},
    };
  };
  const paintEdge = (edge) => {
    const dim = state.edges && !state.edges.has(edge);
    const alpha = dim ? 0.05 : state.edges ? 0.9 : kg.edgeAlpha(edge, model.edges.length, colors.dark);
    const color = kg.rgba(edge.predicate.color, alpha);
    return {id: edge.index, hidden: !edge.visible, color: {color, hover: color, highlight: color}};
  };
  const nodes = new vis.DataSet(kgPyvis.nodes.map(
    (node) => Object.assign(node, {shape: "custom", ctxRenderer: shape(model.nodes[node.id])})));
  const edges = new vis.DataSet(kgPyvis.edges.map(
    (edge) => Object.assign(edge, paintEdge(model.edges[edge.id]))));
  const network = new vis.Network(box, {nodes, edges}, kgPyvis.options);
  network.unselectAll();

  const at = (point) => {
    const node = network.getNodeAt(point);
    if (node !== undefined) return model.nodes[node];
    const edge = network.getEdgeAt(point);
    return edge === undefined ? null : model.edges[edge];
  };
  network.on("click", ({pointer}) => {
    network.unselectAll();
    on.pick(at(pointer.DOM));
  });
  network.on("hoverNode", ({node, pointer}) => on.hover(model.nodes[node], pointer.DOM));
  network.on("hoverEdge", ({edge, pointer}) => on.hover(model.edges[edge], pointer.DOM));
  network.on("blurNode", () => on.hover(null));
  network.on("blurEdge", () => on.hover(null));
  network.on("dragStart", () => on.hover(null));

  const project = (node) => {
    const scale = network.getScale(), view = network.getViewPosition();
    return [
      (node.x - view.x) * scale + box.clientWidth / 2,
      (node.y - view.y) * scale + box.clientHeight / 2, node.size * scale,
    ];
  };
  network.on("dragEnd", ({nodes: moved}) => {
    for (const id of moved) Object.assign(model.nodes[id], network.getPosition(id));
  });
  network.on("afterDrawing", () => on.painted(project));

  const move = (position, scale, animate) => network.moveTo({position, scale, animation: animate});
  return {
    project,
    show() {
      nodes.update(model.nodes.map((node) => ({id: node.index, hidden: !node.visible})));
      edges.update(model.edges.map(paintEdge));
    },
    focus(next) {
      const edgesToo = state.edges || next.edges;
      state = next;
      if (edgesToo) edges.update(model.edges.map(paintEdge));
      network.redraw();
    },
    theme() {
      colors = kg.colors();
      edges.update(model.edges.map(paintEdge));
      network.redraw();
    },
    fit(animate) {
      const shown = model.nodes.filter((node) => node.visible);
      if (!shown.length) return;
      const left = Math.min(...shown.map((n) => n.x - n.size)), right = Math.max(...shown.map((n) => n.x + n.size));
      const top = Math.min(...shown.map((n) => n.y - n.size)), bottom = Math.max(...shown.map((n) => n.y + n.size));
      const scale = Math.min(
        (box.clientWidth - 90) / Math.max(right - left, 1), (box.clientHeight - 70) / Math.max(bottom - top, 1), 1.6);
      move({x: (left + right) / 2, y: (top + bottom) / 2}, scale, animate);
    },
    center(node, animate) { move({x: node.x, y: node.y}, Math.max(network.getScale(), 0.9), animate); },
    pan(dx, dy) {
      const view = network.getViewPosition(), scale = network.getScale();
      move({x: view.x + dx / scale, y: view.y + dy / scale}, scale, false);
    },
    zoom(factor) { move(network.getViewPosition(), network.getScale() * factor, false); },
    redraw() { network.redraw(); },
  };
};
