import type { DataSet, Ground, Metric, Run, Series, Variant } from '@/api/types'
import { count, short, toNumber, whole } from '@/format/numbers'

/** What curves are drawn over: how long one trained, in three units, or any metric. */
export type Horizontal =
  { kind: 'step' } | { kind: 'epoch' } | { kind: 'time' } | { kind: 'metric'; name: string }

const ofMetric = 'metric:'

/** Reads the form in which it stands in the address; what nobody knows is steps. */
export function parseHorizontal(text: string): Horizontal {
  if (text.startsWith(ofMetric)) return { kind: 'metric', name: text.slice(ofMetric.length) }
  return text === 'epoch' || text === 'time' ? { kind: text } : { kind: 'step' }
}

export const horizontalText = (horizontal: Horizontal): string =>
  horizontal.kind === 'metric' ? ofMetric + horizontal.name : horizontal.kind

/** How many examples there are to train on, or NaN where the data set is not known. */
export function trainingExamples(ground: Ground, set: DataSet | undefined): number {
  const range = /train=(\d+)-(\d+)/.exec(ground.data.split)
  return range ? Number(range[2]) - Number(range[1]) : (set?.trainExamples ?? NaN)
}

/** The epochs of one step: examples read for each example there is. A variant that fits all at once reads them all. */
export function epochsOfAStep(run: Run, variant: Variant | undefined, set: DataSet | undefined): number {
  if (variant?.consumption === 'whole_split') return 1
  return run.ground.budget.batchSize / trainingExamples(run.ground, set)
}

/** The places of a series on an axis that counts how long one trained. */
export function placesOf(series: Series, horizontal: Horizontal, epochsOfStep: number): number[] {
  if (horizontal.kind === 'time') return series.trainMillis.map((millis) => millis / 1000)
  return horizontal.kind === 'epoch' ? series.steps.map((step) => step * epochsOfStep) : series.steps
}

const ended = ['finished', 'failed', 'crashed', 'cancelled']

/** Where a run ended on such an axis, or where its budget will end if that is known. */
export function endOf(run: Run, horizontal: Horizontal, epochsOfStep: number): number {
  if (horizontal.kind === 'time') return run.trainMillis / 1000
  // One that fits all examples at once ends at its first step, whatever its budget is.
  const steps = ended.includes(run.state.name) ? run.step : Math.max(run.totalSteps, run.step)
  return horizontal.kind === 'epoch' ? steps * epochsOfStep : steps
}

export function axisLabel(horizontal: Horizontal, metric: Metric | undefined): string {
  switch (horizontal.kind) {
    case 'step':
      return 'step'
    case 'epoch':
      return 'epochs'
    case 'time':
      return 'training time in s'
    case 'metric': {
      if (!metric) return horizontal.name
      const arrow = { lower: ' ↓', higher: ' ↑', neither: '' }[metric.direction]
      return `${metric.title}${metric.unit ? ` in ${metric.unit}` : ''}${arrow}`
    }
  }
}

/** Nothing between two steps, where a short run's ticks would say the same step twice. */
export function tickText(horizontal: Horizontal, tick: number): string {
  if (horizontal.kind !== 'step') return short(tick)
  return Number.isInteger(tick) ? count(tick) : ''
}

/** A place on the axis, for the hover. */
export function placeText(horizontal: Horizontal, at: number): string {
  if (horizontal.kind === 'time') return `${short(at)} s`
  return horizontal.kind === 'epoch' ? `epoch ${short(at)}` : `step ${whole(at)}`
}

export interface Joined {
  steps: number[]
  x: number[]
  y: number[]
  /** How many pairs there are in the range, shown or not. */
  pairs: number
}

/**
 * Pairs of two metrics of a run in the order of steps. A pair stands at each step of the one that was taken more
 * rarely, with the nearest earlier value of the other; nothing is drawn before both have a value. Pairs in which the
 * horizontal one is not finite have no place.
 */
export function join(horizontal: Series, vertical: Series): Joined {
  const rarer = horizontal.points - vertical.points || horizontal.steps.length - vertical.steps.length
  const sparse = rarer < 0 ? horizontal : vertical
  const joined: Joined = { steps: [], x: [], y: [], pairs: sparse.points }
  let [atX, atY] = [-1, -1]
  for (const step of sparse.steps) {
    while (atX + 1 < horizontal.steps.length && horizontal.steps[atX + 1]! <= step) atX++
    while (atY + 1 < vertical.steps.length && vertical.steps[atY + 1]! <= step) atY++
    if (atX < 0 || atY < 0) continue
    const x = toNumber(horizontal.last[atX])
    if (!Number.isFinite(x)) continue
    joined.steps.push(step)
    joined.x.push(x)
    joined.y.push(toNumber(vertical.last[atY]))
  }
  return joined
}
