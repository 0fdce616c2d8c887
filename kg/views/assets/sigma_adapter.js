"use strict";
// sigma.js over graphology: WebGL, for thousands of nodes. Its own programs draw shapes and dashes.
kg.adapters.sigma = function (box, model, on) {
  const {NodeProgram, EdgeProgram} = Sigma.rendering, {floatColor} = Sigma.utils;
  const {FLOAT, UNSIGNED_BYTE, TRIANGLES} = WebGLRenderingContext;
  let colors = kg.colors();
  let state = {nodes: null, edges: null, first: new Set()};

  // Every vertex is written out: software renderers take instances one by one, which is slow.
  const ANGLES = [0, 2 * Math.PI / 3, 4 * Math.PI / 3];
  const PLACES = [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]];
  const ASIDE = 3.5;

  class ShapeProgram extends NodeProgram {
    getDefinition() {
      return {
        VERTICES: 3, METHOD: TRIANGLES,
        VERTEX_SHADER_SOURCE: kg.shaders.nodeVertex, FRAGMENT_SHADER_SOURCE: kg.shaders.nodeFragment,
        UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix", "u_back", "u_rim"],
        ATTRIBUTES: [
          {name: "a_position", size: 2, type: FLOAT}, {name: "a_size", size: 1, type: FLOAT},
          {name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true},
          {name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true},
          {name: "a_shape", size: 4, type: FLOAT}, {name: "a_alpha", size: 1, type: FLOAT},
          {name: "a_angle", size: 1, type: FLOAT},
        ],
      };
    }
    processVisibleItem(index, start, data) {
      const shape = data.shape, array = this.array;
      const row = [
        data.x, data.y, data.size * shape.scale, floatColor(data.color), index, shape.corners,
        shape.turn * Math.PI / 180, shape.inner, shape.hollow ? 1 : 0, data.alpha,
      ];
      for (const angle of ANGLES) {
        array.set(row, start);
        array[start + 10] = angle;
        start += 11;
      }
    }
    setUniforms(params, {gl, uniformLocations: at}) {
      gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform3fv(at.u_back, colors.dark ? [0.07, 0.086, 0.106] : [1, 1, 1]);
      gl.uniform3fv(at.u_rim, colors.dark ? [0.85, 0.87, 0.9] : [0.15, 0.17, 0.2]);
    }
  }

  class DashProgram extends EdgeProgram {
    getDefinition() {
      return {
        VERTICES: 6, METHOD: TRIANGLES,
        VERTEX_SHADER_SOURCE: kg.shaders.edgeVertex, FRAGMENT_SHADER_SOURCE: kg.shaders.edgeFragment,
        UNIFORMS: ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_viewport", "u_least"],
        ATTRIBUTES: [
          {name: "a_start", size: 2, type: FLOAT}, {name: "a_end", size: 2, type: FLOAT},
          {name: "a_normal", size: 2, type: FLOAT}, {name: "a_thickness", size: 2, type: FLOAT},
          {name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true},
          {name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true},
          {name: "a_dash", size: 4, type: FLOAT}, {name: "a_alpha", size: 1, type: FLOAT},
          {name: "a_place", size: 2, type: FLOAT},
        ],
      };
    }
    processVisibleItem(index, start, source, target, data) {
      const dx = target.x - source.x, dy = target.y - source.y;
      const length = Math.hypot(dx, dy) || 1;
      const [a, b, c, d] = data.dash.length === 2 ? [...data.dash, ...data.dash]
        : data.dash.length ? data.dash : [0, 0, 0, 0];
      const row = [
        source.x, source.y, target.x, target.y, -dy / length, dx / length, data.size, data.bend * ASIDE,
        floatColor(data.color), index, a, b, c, d, data.alpha,
      ];
      for (const [along, across] of PLACES) {
        this.array.set(row, start);
        this.array[start + 15] = along;
        this.array[start + 16] = across;
        start += 17;
      }
    }
    setUniforms(params, {gl, uniformLocations: at}) {
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
      gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
      gl.uniform2f(at.u_viewport, params.width, params.height);
      gl.uniform1f(at.u_least, params.minEdgeThickness);
    }
  }

  const shrink = Math.max(0.14, Math.min(1, 20 / Math.sqrt(model.nodes.length)));
  const graph = new graphology.Graph({multi: true, type: "directed"});
  for (const node of model.nodes) {
    graph.addNode(node.index, {
      x: node.x, y: -node.y, size: Math.max(1.1, node.size * shrink), color: node.type.color, shape: node.type.shape, alpha: 1,
    });
  }
  for (const edge of model.edges) {
    graph.addEdgeWithKey(edge.index, edge.source.index, edge.target.index, {
      size: Math.max(0.5, edge.width * (0.35 + 0.65 * shrink)), color: edge.predicate.color,
      dash: edge.predicate.dash, bend: edge.bend, alpha: 1,
    });
  }

  const renderer = new Sigma(graph, box, {
    defaultNodeType: "shape", defaultEdgeType: "dash", nodeProgramClasses: {shape: ShapeProgram},
    nodeHoverProgramClasses: {shape: ShapeProgram},
    edgeProgramClasses: {dash: DashProgram}, renderLabels: false, enableEdgeEvents: false, zIndex: true,
    defaultDrawNodeHover: () => {}, minEdgeThickness: 0.6, stagePadding: 40, allowInvalidContainer: true,
    minCameraRatio: 0.005, maxCameraRatio: 4, doubleClickZoomingDuration: 0,
    nodeReducer(key, data) {
      const node = model.nodes[key], dim = state.nodes && !state.nodes.has(node);
      return {
        ...data, hidden: !node.visible, alpha: dim ? 0.12 : 1, zIndex: dim ? 0 : 1,
        size: state.first.has(node) ? Math.max(data.size * 1.25, 6) : data.size,
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
    return [x, y, renderer.scaleSize(node.size * shrink)];
  };
  const point = ({event}) => ({x: event.x, y: event.y});

  // The visible edge that lies at most five pixels from a point. Sigma can tell too, but draws
  // every edge a second time for it.
  function edgeAt({x, y}) {
    const places = model.nodes.map((node) => (node.visible ? renderer.graphToViewport({x: node.x, y: -node.y}) : null));
    let best = null, least = 5;
    for (const edge of model.edges) {
      if (!edge.visible) continue;
      const from = places[edge.source.index], to = places[edge.target.index];
      if (!from || !to) continue;
      const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1;
      const px = x - from.x - dy / length * ASIDE * edge.bend, py = y - from.y + dx / length * ASIDE * edge.bend;
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
    redraw() { renderer.scheduleRender(); },
  };
};
