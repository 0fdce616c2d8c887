"use strict";
// What sigma.js draws with: nodes as shapes; links with dashes, side by side, and heads where they point.
kg.programs = function (colors) {
  const {NodeProgram, EdgeProgram} = Sigma.rendering, {floatColor} = Sigma.utils;
  const {FLOAT, UNSIGNED_BYTE, TRIANGLES} = WebGLRenderingContext;

  // Every vertex is written out: software renderers take instances one by one, which is slow.
  const ANGLES = [0, 2 * Math.PI / 3, 4 * Math.PI / 3];
  const LINE = [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]];
  const HEAD = [[2, 1], [2, -1], [3, 0]];

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
      const {dark} = colors();
      gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform3fv(at.u_back, dark ? [0.07, 0.086, 0.106] : [1, 1, 1]);
      gl.uniform3fv(at.u_rim, dark ? [0.85, 0.87, 0.9] : [0.15, 0.17, 0.2]);
    }
  }

  class LineProgram extends EdgeProgram {
    get corners() { return LINE; }
    getDefinition() {
      return {
        VERTICES: this.corners.length, METHOD: TRIANGLES,
        VERTEX_SHADER_SOURCE: kg.shaders.edgeVertex, FRAGMENT_SHADER_SOURCE: kg.shaders.edgeFragment,
        UNIFORMS: ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_least"],
        ATTRIBUTES: [
          {name: "a_start", size: 2, type: FLOAT}, {name: "a_end", size: 2, type: FLOAT},
          {name: "a_normal", size: 2, type: FLOAT}, {name: "a_thickness", size: 3, type: FLOAT},
          {name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true},
          {name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true},
          {name: "a_dash", size: 4, type: FLOAT}, {name: "a_alpha", size: 1, type: FLOAT},
          {name: "a_place", size: 2, type: FLOAT},
        ],
      };
    }
    // How far the node that the link points to reaches towards it; 0 for links without a head.
    reach() { return 0; }
    processVisibleItem(index, start, source, target, data) {
      const dx = target.x - source.x, dy = target.y - source.y;
      const length = Math.hypot(dx, dy) || 1;
      const [a, b, c, d] = data.dash.length === 2 ? [...data.dash, ...data.dash]
        : data.dash.length ? data.dash : [0, 0, 0, 0];
      const row = [
        source.x, source.y, target.x, target.y, -dy / length, dx / length,
        data.size, data.aside, this.reach(target, dx, dy), floatColor(data.color), index, a, b, c, d, data.alpha,
      ];
      for (const [along, across] of this.corners) {
        this.array.set(row, start);
        this.array[start + 16] = along;
        this.array[start + 17] = across;
        start += 18;
      }
    }
    setUniforms(params, {gl, uniformLocations: at}) {
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
      gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
      gl.uniform1f(at.u_least, params.minEdgeThickness);
    }
  }

  class ArrowProgram extends LineProgram {
    get corners() { return [...LINE, ...HEAD]; }
    reach(target, dx, dy) { return target.size * kg.reach(target.shape, Math.atan2(-dx, -dy)); }
  }

  return {shape: ShapeProgram, line: LineProgram, arrow: ArrowProgram};
};
