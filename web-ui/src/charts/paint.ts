import type uPlot from 'uplot'
import { cssColour, dashes, hueColour } from '@/families/hues'
import { bandOf, indexUpTo, smooth, type Bundle, type Curve } from './curves'

export interface PaintRequest {
  bundles: Bundle[]
  smoothing: number
  logarithmic: boolean
  /** Whether the curves are drawn over a metric: they may turn back, and no mean can be taken over them. */
  isPath: boolean
  lit?: string
  /** How long one trained; a line where the axis counts that, a ring on each curve elsewhere. */
  cursor?: number
  cursorIsPlace: boolean
}

/** Up to so many points, each is marked: the line between them is only a guide. */
const sparse = 30

/** Draws all lines of a chart onto uPlot's canvas, between its grid and its cursor. */
export function paint(plot: uPlot, request: PaintRequest) {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.beginPath()
  // The last point lies on the edge; its dot is to be whole.
  const edge = 4 * devicePixelRatio
  ctx.rect(bbox.left - edge, bbox.top - edge, bbox.width + 2 * edge, bbox.height + 2 * edge)
  ctx.clip()
  ctx.lineJoin = 'round'
  for (const bundle of [...request.bundles].sort(
    (a, b) => Number(a.key === request.lit) - Number(b.key === request.lit),
  )) {
    paintBundle(plot, bundle, request)
  }
  if (request.cursor !== undefined && request.cursorIsPlace) paintCursor(plot, request.cursor)
  ctx.restore()
}

function paintBundle(plot: uPlot, bundle: Bundle, request: PaintRequest) {
  const { ctx } = plot
  const strength = request.lit === undefined || request.lit === bundle.key ? 1 : 0.18
  const colour = hueColour(bundle.family)
  const pixel = devicePixelRatio
  const dash = dashes[bundle.rank % dashes.length]!.map((length) => length * pixel)
  const place = placing(plot, request.logarithmic)
  const floor = plot.bbox.top + plot.bbox.height
  const seeds = bundle.curves.length > 1
  ctx.strokeStyle = colour
  ctx.fillStyle = colour
  const smoothed = bundle.curves.map((curve) => ({ x: curve.x, y: smooth(curve.last, request.smoothing) }))
  bundle.curves.forEach((curve, index) => {
    ctx.globalAlpha = (seeds ? 0.07 : 0.16) * strength
    if (!request.isPath) paintEnvelope(ctx, curve, place, floor)
    ctx.setLineDash([])
    if (request.smoothing > 0) {
      ctx.globalAlpha = (seeds ? 0.12 : 0.28) * strength
      paintLine(ctx, curve.x, curve.last, place, pixel)
    }
    const thin = seeds && !request.isPath
    ctx.globalAlpha = (thin ? 0.4 : seeds ? 0.75 : 1) * strength
    ctx.setLineDash(thin ? [] : dash)
    paintLine(ctx, curve.x, smoothed[index]!.y, place, (seeds ? 1 : 1.75) * pixel)
    if (curve.x.length <= sparse) paintDots(ctx, curve.x, curve.last, place, (thin ? 1.5 : 2.5) * pixel)
    // A path has a direction: its end is larger.
    if (request.isPath) paintDots(ctx, curve.x.slice(-1), curve.last.slice(-1), place, 4.5 * pixel)
    paintNonFinite(plot, curve)
    ctx.globalAlpha = strength
    paintOutside(plot, curve, request.logarithmic)
    if (request.cursor !== undefined && !request.cursorIsPlace)
      paintRing(ctx, curve, request.cursor, place, pixel)
  })
  if (seeds && !request.isPath) {
    const band = bandOf(smoothed)
    ctx.globalAlpha = 0.14 * strength
    paintArea(ctx, band.x, band.low, band.high, place, floor)
    ctx.globalAlpha = strength
    ctx.setLineDash(dash)
    paintLine(ctx, band.x, band.mean, place, 2.25 * pixel)
    if (band.x[0] === band.x.at(-1)) paintDots(ctx, band.x.slice(-1), band.mean.slice(-1), place, 3 * pixel)
  }
  ctx.setLineDash([])
  ctx.globalAlpha = 1
}

type Place = { x: (value: number) => number; y: (value: number) => number }

/** What a log axis cannot show has no place; the drawing leaves it out. */
function placing(plot: uPlot, logarithmic: boolean): Place {
  return {
    x: (value) => plot.valToPos(value, 'x', true),
    y: (value) => (logarithmic && value <= 0 ? NaN : plot.valToPos(value, 'y', true)),
  }
}

function paintLine(ctx: CanvasRenderingContext2D, x: number[], y: number[], place: Place, width: number) {
  ctx.lineWidth = width
  ctx.beginPath()
  let drawing = false
  for (let i = 0; i < x.length; i++) {
    const top = place.y(y[i]!)
    if (!Number.isFinite(top)) {
      drawing = false
      continue
    }
    if (drawing) ctx.lineTo(place.x(x[i]!), top)
    else ctx.moveTo(place.x(x[i]!), top)
    drawing = true
  }
  ctx.stroke()
}

function paintEnvelope(ctx: CanvasRenderingContext2D, curve: Curve, place: Place, floor: number) {
  if (curve.points <= curve.shown) return
  paintArea(ctx, curve.x, curve.min, curve.max, place, floor)
}

/** Stretches of an area; one that reaches below what the axis can show goes down to its floor. */
function paintArea(
  ctx: CanvasRenderingContext2D,
  x: number[],
  low: number[],
  high: number[],
  place: Place,
  floor: number,
) {
  const down = (value: number) => (Number.isFinite(place.y(value)) ? place.y(value) : floor)
  const fill = (from: number, to: number) => {
    ctx.beginPath()
    for (let i = from; i < to; i++) ctx.lineTo(place.x(x[i]!), place.y(high[i]!))
    for (let i = to - 1; i >= from; i--) ctx.lineTo(place.x(x[i]!), down(low[i]!))
    ctx.fill()
  }
  let from = 0
  for (let i = 0; i <= x.length; i++) {
    if (i < x.length && Number.isFinite(place.y(high[i]!))) continue
    if (i > from) fill(from, i)
    from = i + 1
  }
}

function paintDots(ctx: CanvasRenderingContext2D, xs: number[], ys: number[], place: Place, radius: number) {
  ctx.beginPath()
  xs.forEach((x, index) => {
    const top = place.y(ys[index]!)
    if (!Number.isFinite(top)) return
    ctx.moveTo(place.x(x) + radius, top)
    ctx.arc(place.x(x), top, radius, 0, 2 * Math.PI)
  })
  ctx.fill()
}

/** Where a curve was at a moment of training. */
function paintRing(ctx: CanvasRenderingContext2D, curve: Curve, moment: number, place: Place, pixel: number) {
  const index = indexUpTo(curve.moments, moment)
  if (index < 0 || !Number.isFinite(place.y(curve.last[index]!))) return
  ctx.save()
  ctx.setLineDash([])
  ctx.globalAlpha = 1
  ctx.lineWidth = 1.5 * pixel
  ctx.beginPath()
  ctx.arc(place.x(curve.x[index]!), place.y(curve.last[index]!), 6 * pixel, 0, 2 * Math.PI)
  ctx.stroke()
  ctx.restore()
}

/** NaN is a cross on the axis, an infinity a triangle at the edge it left by. */
function paintNonFinite(plot: uPlot, curve: Curve) {
  if (curve.nonFinite.length === 0) return
  const { ctx, bbox } = plot
  const size = 4 * devicePixelRatio
  const floor = bbox.top + bbox.height - size - 1
  ctx.save()
  ctx.globalAlpha = 1
  ctx.strokeStyle = cssColour('--danger')
  ctx.fillStyle = cssColour('--danger')
  ctx.lineWidth = 1.5 * devicePixelRatio
  for (const { x, value } of curve.nonFinite) {
    const at = plot.valToPos(x, 'x', true)
    ctx.beginPath()
    if (Number.isNaN(value)) {
      ctx.moveTo(at - size, floor - size)
      ctx.lineTo(at + size, floor + size)
      ctx.moveTo(at + size, floor - size)
      ctx.lineTo(at - size, floor + size)
      ctx.stroke()
    } else {
      const top = value > 0 ? bbox.top : bbox.top + bbox.height
      const into = value > 0 ? size * 2 : -size * 2
      ctx.moveTo(at, top)
      ctx.lineTo(at - size, top + into)
      ctx.lineTo(at + size, top + into)
      ctx.fill()
    }
  }
  ctx.restore()
}

/** An open triangle at the edge by which values left: cut off by the range, or not above 0 on a log axis. */
function paintOutside(plot: uPlot, curve: Curve, logarithmic: boolean) {
  const { ctx, bbox } = plot
  const [low, high] = [plot.scales.y!.min!, plot.scales.y!.max!]
  const size = 3.5 * devicePixelRatio
  ctx.lineWidth = devicePixelRatio
  ctx.setLineDash([])
  ctx.beginPath()
  const mark = (at: number, edge: number, into: number) => {
    ctx.moveTo(at, edge)
    ctx.lineTo(at - size, edge + into)
    ctx.lineTo(at + size, edge + into)
    ctx.closePath()
  }
  curve.x.forEach((x, index) => {
    const at = plot.valToPos(x, 'x', true)
    if (curve.max[index]! > high) mark(at, bbox.top, 1.6 * size)
    if (curve.min[index]! < low || (logarithmic && curve.min[index]! <= 0))
      mark(at, bbox.top + bbox.height, -1.6 * size)
  })
  ctx.stroke()
}

function paintCursor(plot: uPlot, value: number) {
  const { ctx, bbox } = plot
  const at = Math.round(plot.valToPos(value, 'x', true)) + 0.5
  ctx.strokeStyle = cssColour('--text-faint')
  ctx.lineWidth = devicePixelRatio
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio])
  ctx.beginPath()
  ctx.moveTo(at, bbox.top)
  ctx.lineTo(at, bbox.top + bbox.height)
  ctx.stroke()
  ctx.setLineDash([])
}
