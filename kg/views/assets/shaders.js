"use strict";
// What the graphics processor runs: nodes as regular polygons and stars, edges with dashes.
kg.shaders = {
  nodeVertex: `
attribute vec4 a_id; attribute vec4 a_color; attribute vec2 a_position; attribute float a_size;
attribute float a_angle; attribute vec4 a_shape; attribute float a_alpha;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio;
varying vec4 v_color; varying vec2 v_offset; varying float v_radius; varying vec4 v_shape;
varying float v_alpha; varying float v_pixel;
void main() {
  float size = a_size * u_correctionRatio / u_sizeRatio * 4.4;
  vec2 offset = size * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + offset, 1)).xy, 0, 1);
  v_offset = offset; v_radius = size / 2.2; v_shape = a_shape; v_alpha = a_alpha;
  v_pixel = u_correctionRatio * 2.0;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`,
  // The radius of the shape in the direction of this point; then it is like a circle.
  nodeFragment: `
precision highp float;
varying vec4 v_color; varying vec2 v_offset; varying float v_radius; varying vec4 v_shape;
varying float v_alpha; varying float v_pixel;
uniform vec3 u_back; uniform vec3 u_rim;
const float PI = 3.14159265;
float reach(vec2 p) {
  if (v_shape.x < 0.5) return v_radius;
  float part = 2.0 * PI / v_shape.x;
  float angle = abs(mod(atan(p.x, p.y) - v_shape.y + part * 0.5, part) - part * 0.5);
  if (v_shape.z < 0.01) return v_radius * cos(part * 0.5) / cos(angle - part * 0.5);
  vec2 inner = v_radius * v_shape.z * vec2(cos(part * 0.5), sin(part * 0.5));
  return v_radius * inner.y / (cos(angle) * inner.y - sin(angle) * (inner.x - v_radius));
}
void main() {
  float inside = reach(v_offset) - length(v_offset);
  #ifdef PICKING_MODE
  if (inside < -v_pixel) discard;
  gl_FragColor = v_color;
  #else
  float cover = clamp(inside / v_pixel + 0.5, 0.0, 1.0);
  if (cover <= 0.0) discard;
  float rim = 1.0 - clamp((inside - (v_shape.w > 0.5 ? 0.3 * v_radius : v_pixel)) / v_pixel + 0.5, 0.0, 1.0);
  vec3 color = v_shape.w > 0.5 ? mix(u_back, v_color.rgb, rim) : mix(v_color.rgb, mix(v_color.rgb, u_rim, 0.6), rim);
  gl_FragColor = vec4(color, 1.0) * cover * v_alpha;
  #endif
}`,
  // A link is a strip from its start to where the head begins, and a triangle for the head, which
  // ends at the outline of the node that it points to. Lengths are in pixels.
  edgeVertex: `
attribute vec4 a_id; attribute vec4 a_color; attribute vec2 a_start; attribute vec2 a_end;
attribute vec2 a_normal; attribute vec3 a_thickness; attribute vec4 a_dash; attribute float a_alpha;
attribute vec2 a_place;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio; uniform float u_least;
varying vec4 v_color; varying vec4 v_dash; varying float v_alpha; varying float v_along;
varying float v_across; varying float v_half;
void main() {
  float pixel = 2.0 * u_correctionRatio;
  float line = max(a_thickness.x / u_sizeRatio, u_least) * 0.5;
  float aside = a_thickness.y / u_sizeRatio, reach = a_thickness.z / u_sizeRatio;
  float tip = distance(a_start, a_end) / pixel;
  float head = 0.0;
  if (reach > 0.0) {
    tip -= sqrt(max(reach * reach - aside * aside, 0.0)) + 0.5;
    head = min(clamp(4.0 + 0.3 * reach + 2.0 * line, 4.5, 13.0), max(0.5 * tip, 0.0));
  }
  bool pointed = a_place.x > 1.5;
  v_half = pointed ? (a_place.x > 2.5 ? 0.0 : max(0.4 * head, line)) : line;
  v_along = a_place.x < 0.5 ? 0.0 : a_place.x > 2.5 ? tip : tip - head;
  v_across = a_place.y * (v_half + 0.7);
  v_dash = pointed ? vec4(0.0) : a_dash;
  v_alpha = a_alpha;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
  vec2 along = vec2(a_normal.y, -a_normal.x) * v_along, across = a_normal * (v_across + aside);
  gl_Position = vec4((u_matrix * vec3(a_start + (along + across) * pixel, 1)).xy, 0, 1);
}`,
  edgeFragment: `
precision highp float;
varying vec4 v_color; varying vec4 v_dash; varying float v_alpha; varying float v_along;
varying float v_across; varying float v_half;
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float whole = v_dash.x + v_dash.y + v_dash.z + v_dash.w;
  if (whole > 0.0) {
    float at = mod(v_along, whole);
    float second = at - v_dash.x - v_dash.y;
    if (second < 0.0 ? at > v_dash.x : second > v_dash.z) discard;
  }
  float cover = clamp(v_half - abs(v_across) + 0.5, 0.0, 1.0) * v_alpha;
  gl_FragColor = vec4(v_color.rgb, 1.0) * cover;
  #endif
}`,
};
