/** The two programs of the signs; `movingLayer.ts` feeds them. */

/** Where the corners of a sign are: its place between two positions, turned by its course. */
export const VERTEX = `#version 300 es
precision highp float;
in vec2 a_corner;
in vec4 a_way;
in vec3 a_time;
in vec3 a_sign;
uniform float u_now;
uniform vec2 u_at;
uniform float u_world;
uniform vec2 u_size;
uniform vec2 u_cells;
uniform float u_ratio;
out vec2 v_sheet;
out vec3 v_ring;
void main() {
  float share = clamp((u_now - a_time.x) * a_time.y, 0.0, a_time.z);
  vec2 place = u_at + mix(a_way.xy, a_way.zw, share) * u_world;
  // Upright signs lie on whole pixels of the screen: their edges stay sharp.
  if (a_sign.y == 0.0) place = floor(place * u_ratio + 0.5) / u_ratio;
  float s = sin(a_sign.y);
  float c = cos(a_sign.y);
  vec2 at = place + mat2(c, s, -s, c) * (a_corner * a_sign.z);
  gl_Position = vec4(at.x / u_size.x * 2.0 - 1.0, 1.0 - at.y / u_size.y * 2.0, 0.0, 1.0);
  float column = mod(a_sign.x, u_cells.x);
  v_sheet = (vec2(column, floor(a_sign.x / u_cells.x)) + a_corner + 0.5) / u_cells;
  v_ring = vec3(a_corner * a_sign.z, a_sign.x < 0.0 ? a_sign.z * 0.5 : 0.0);
}`

/** A sign from the sheet, or the ring around the chosen one, two pixels wide. */
export const FRAGMENT = `#version 300 es
precision mediump float;
in vec2 v_sheet;
in vec3 v_ring;
uniform sampler2D u_sheet;
uniform vec3 u_ring;
out vec4 colour;
void main() {
  if (v_ring.z > 0.0) {
    float width = v_ring.z * 0.1;
    float away = abs(length(v_ring.xy) - v_ring.z + width);
    colour = vec4(u_ring, 1.0) * (1.0 - smoothstep(width * 0.5, width, away));
  } else {
    colour = texture(u_sheet, v_sheet);
  }
}`
