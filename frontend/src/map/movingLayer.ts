/** Signs of units as one draw call: instanced quads that find their place between two positions themselves. */
import type { CustomLayerInterface, Map as LibreMap } from 'maplibre-gl'
import { FRAGMENT, VERTEX } from './movingShader'
import { signSheet, type SignSheet } from './movingSheet'
import type { SymbolImage } from './symbols'

/** From and to, start and rate and limit, sign and turn and side in pixels; `movingShader.ts` reads them. */
export const FLOATS = 10
const PLACES: [name: string, size: number][] = [
  ['a_way', 4],
  ['a_time', 3],
  ['a_sign', 3],
]
const CORNERS = new Float32Array([-0.5, -0.5, 0.5, -0.5, -0.5, 0.5, 0.5, 0.5])

export interface MovingFrame {
  instances: Float32Array
  count: number
  /** What the instances count from: a place in Web Mercator, and milliseconds of `performance.now`. */
  origin: [x: number, y: number]
  base: number
}

interface Parts {
  program: WebGLProgram
  array: WebGLVertexArrayObject
  buffer: WebGLBuffer
  sheet: WebGLTexture
}

export class MovingLayer implements CustomLayerInterface {
  readonly id = 'units'
  readonly type = 'custom' as const
  readonly renderingMode = '2d' as const
  private map: LibreMap | null = null
  private parts: Parts | null = null
  private frame: MovingFrame = { instances: new Float32Array(0), count: 0, origin: [0, 0], base: 0 }
  private fresh = false
  private sheet: SignSheet

  constructor(
    images: readonly SymbolImage[],
    private readonly ring: [r: number, g: number, b: number],
    private readonly originAt: (place: [x: number, y: number]) => { x: number; y: number },
  ) {
    this.sheet = signSheet(images)
  }

  show(frame: MovingFrame): void {
    this.frame = frame
    this.fresh = true
  }

  onAdd(map: LibreMap): void {
    this.map = map
    // What was on the graphics card before is gone with it.
    map.on('webglcontextlost', this.lost)
  }

  onRemove(map: LibreMap, gl: WebGL2RenderingContext): void {
    map.off('webglcontextlost', this.lost)
    const parts = this.parts
    this.parts = this.map = null
    if (!parts) return
    gl.deleteProgram(parts.program)
    gl.deleteVertexArray(parts.array)
    gl.deleteBuffer(parts.buffer)
    gl.deleteTexture(parts.sheet)
  }

  render(gl: WebGL2RenderingContext): void {
    const { map, frame } = this
    if (!map || !frame.count) return
    const parts = (this.parts ??= this.made(gl))
    gl.useProgram(parts.program)
    gl.bindVertexArray(parts.array)
    if (this.fresh) {
      gl.bindBuffer(gl.ARRAY_BUFFER, parts.buffer)
      const used = frame.instances.subarray(0, frame.count * FLOATS)
      gl.bufferData(gl.ARRAY_BUFFER, used, gl.DYNAMIC_DRAW)
      this.fresh = false
    }
    gl.activeTexture(gl.TEXTURE0)
    gl.bindTexture(gl.TEXTURE_2D, parts.sheet)
    this.setUniforms(gl, parts.program, map)
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, frame.count)
    gl.bindVertexArray(null)
  }

  private readonly lost = () => {
    this.parts = null
    this.fresh = true
  }

  private setUniforms(gl: WebGL2RenderingContext, program: WebGLProgram, map: LibreMap): void {
    const { clientWidth, clientHeight } = map.getContainer()
    const at = this.originAt(this.frame.origin)
    const where = (name: string) => gl.getUniformLocation(program, name)
    gl.uniform1f(where('u_now'), (performance.now() - this.frame.base) / 1000)
    gl.uniform2f(where('u_at'), at.x, at.y)
    gl.uniform1f(where('u_world'), 512 * 2 ** map.getZoom())
    gl.uniform2f(where('u_size'), clientWidth, clientHeight)
    gl.uniform2f(where('u_cells'), this.sheet.columns, this.sheet.rows)
    gl.uniform1f(where('u_ratio'), gl.drawingBufferWidth / clientWidth)
    gl.uniform3f(where('u_ring'), ...this.ring)
    gl.uniform1i(where('u_sheet'), 0)
  }

  private made(gl: WebGL2RenderingContext): Parts {
    const program = linked(gl)
    const array = gl.createVertexArray()
    gl.bindVertexArray(array)
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
    gl.bufferData(gl.ARRAY_BUFFER, CORNERS, gl.STATIC_DRAW)
    const corner = gl.getAttribLocation(program, 'a_corner')
    gl.enableVertexAttribArray(corner)
    gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0)
    const buffer = gl.createBuffer()
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
    let offset = 0
    for (const [name, size] of PLACES) {
      const place = gl.getAttribLocation(program, name)
      gl.enableVertexAttribArray(place)
      gl.vertexAttribPointer(place, size, gl.FLOAT, false, FLOATS * 4, offset * 4)
      gl.vertexAttribDivisor(place, 1)
      offset += size
    }
    this.fresh = true
    return { program, array, buffer, sheet: this.textureOf(gl) }
  }

  private textureOf(gl: WebGL2RenderingContext): WebGLTexture {
    const { width, height, pixels } = this.sheet
    const texture = gl.createTexture()
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
    return texture
  }
}

function linked(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type)!
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
    gl.deleteShader(shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
    throw new Error(`The program of the signs does not link: ${gl.getProgramInfoLog(program)}`)
  return program
}
