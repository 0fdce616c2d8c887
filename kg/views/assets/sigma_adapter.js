"use strict";
// sigma.js over graphology: WebGL, for thousands of nodes. Its own programs draw shapes and dashes.
kg.adapters.sigma = function (box, model, on) {
  let colors = kg.colors();
  let state = {nodes: null, edges: null, first: new Set()};
  const programs = kg.programs(() => colors);

  const shrink = Math.max(0.14, Math.min(1, 20 / Math.sqrt(model.nodes.length)));
  const ASIDE = 6 * shrink; // pixels between links of the same two nodes
  const drawnSize = (node) => Math.max(state.first.has(node) ? 6 : 1.1, node.size * shrink);
  const graph = new graphology.Graph({multi: true, type: "directed"});
  for (const node of model.nodes) {
    graph.addNode(node.index, {
      x: node.x, y: -node.y, size: drawnSize(node), color: node.type.color, shape: node.type.shape, alpha: 1,
    });
  }
  for (const edge of model.edges) {
    graph.addEdgeWithKey(edge.index, edge.source.index, edge.target.index, {
      size: Math.max(0.5, edge.width * (0.35 + 0.65 * shrink)), color: edge.predicate.color,
      dash: edge.predicate.dash, aside: ASIDE * edge.bend, alpha: 1,
      type: edge.predicate.directed ? "arrow" : "line",
    });
  }

  const renderer = new Sigma(graph, box, {
    defaultNodeType: "shape", defaultEdgeType: "line", nodeProgramClasses: {shape: programs.shape},
    nodeHoverProgramClasses: {shape: programs.shape},
    edgeProgramClasses: {line: programs.line, arrow: programs.arrow}, renderLabels: false, enableEdgeEvents: false, zIndex: true,
    hideEdgesOnMove: model.edges.length > 10000,
    defaultDrawNodeHover: () => {}, minEdgeThickness: 0.6, stagePadding: 40, allowInvalidContainer: true,
    minCameraRatio: 0.005, maxCameraRatio: 4, doubleClickZoomingDuration: 0,
    nodeReducer(key, data) {
      const node = model.nodes[key], dim = state.nodes && !state.nodes.has(node);
      return {
        ...data, hidden: !node.visible, alpha: dim ? 0.12 : 1, zIndex: dim ? 0 : 1,
        size: drawnSize(node),
      };
    },
    edgeReducer(key, data) {
      const edge = model.edges[key], dim = state.edges && !state.edges.has(edge);
      const alpha = dim ? 0.03 : state.edges ? 0.9 : kg.edgeAlpha(edge, model.edges.length, colors.dark);
      return {...data, hidden: !edge.visible, alpha, zIndex: dim ? 0 : 1};
    },
  });

  // A few nodes are not drawn larger than the layout meant them: at most 1.6 times.
  const {x, y} = renderer.getBBox();
  const least = [box.clientWidth / 1.6, box.clientHeight / 1.6];
  if (x[1] - x[0] < least[0] && y[1] - y[0] < least[1]) {
    const grown = ([low, high], size) => [(low + high - size) / 2, (low + high + size) / 2];
    renderer.setCustomBBox({x: grown(x, least[0]), y: grown(y, least[1])});
    renderer.refresh();
  }
  const project = (node) => {
    const {x, y} = renderer.graphToViewport({x: node.x, y: -node.y});
    return [x, y, renderer.scaleSize(drawnSize(node))];
  };
  const point = ({event}) => ({x: event.x, y: event.y});

  // The visible edge that lies at most five pixels from a point. Sigma can tell too, but draws
  // every edge a second time for it.
  function edgeAt({x, y}) {
    const places = model.nodes.map((node) => (node.visible ? renderer.graphToViewport({x: node.x, y: -node.y}) : null));
    const step = renderer.scaleSize(ASIDE);
    let best = null, least = 5;
    for (const edge of model.edges) {
      if (!edge.visible) continue;
      const from = places[edge.source.index], to = places[edge.target.index];
      if (!from || !to) continue;
      const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1;
      const px = x - from.x - dy / length * step * edge.bend, py = y - from.y + dx / length * step * edge.bend;
      const along = Math.max(0, Math.min(1, (px * dx + py * dy) / (length * length)));
      const away = Math.hypot(px - along * dx, py - along * dy) - edge.width / 2;
      if (away < least) [best, least] = [edge, away];
    }
    return best;
  }
  renderer.on("clickNode", ({node}) => on.pick(model.nodes[node]));
  renderer.on("clickStage", (event) => on.pick(edgeAt(point(event))));
  renderer.on("enterNode", (event) => on.hover(model.nodes[event.node], point(event)));
  renderer.on("leaveNode", () => on.hover(null));
  let below = null;
  renderer.on("moveBody", (event) => {
    if (model.edges.length > 5000 || renderer.hoveredNode) return;
    const edge = edgeAt(point(event));
    if (edge !== below) on.hover(edge, point(event));
    below = edge;
  });
  renderer.on("afterRender", () => on.painted(project));

  const camera = renderer.getCamera();
  const move = (next, animate) => {
    if (animate) camera.animate(next, {duration: animate.duration});
    else camera.setState(next);
  };
  return {
    project,
    show() { renderer.refresh(); },
    focus(next) {
      const needed = state.nodes || next.nodes || state.first.size || next.first.size;
      state = next;
      if (needed) renderer.refresh({skipIndexation: true});
    },
    theme() {
      colors = kg.colors();
      renderer.refresh({skipIndexation: true});
    },
    fit(animate) { move({x: 0.5, y: 0.5, ratio: 1, angle: 0}, animate); },
    center(node, animate) {
      const {x, y} = renderer.getNodeDisplayData(node.index);
      move({x, y, ratio: Math.min(camera.ratio, Math.max(0.05, 12 / Math.sqrt(model.nodes.length)))}, animate);
    },
    pan(dx, dy) {
      const from = renderer.viewportToFramedGraph({x: 0, y: 0}), to = renderer.viewportToFramedGraph({x: dx, y: dy});
      move({...camera.getState(), x: camera.x + to.x - from.x, y: camera.y + to.y - from.y}, false);
    },
    zoom(factor) { move({...camera.getState(), ratio: camera.ratio / factor}, false); },
    // Only names: sigma has drawn everything else when it was made.
    redraw() { on.painted(project); },
  };
};
