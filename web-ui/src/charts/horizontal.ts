import type { Budget, DataSet, ExperimentSetup, Metric, Run, Series, Variant } from '@/api/types'
import { count, short, toNumber, whole } from '@/format/numbers'
import { duration } from '@/format/times'

/** How long one trained, in one of three units. */
export type Trained = 'step' | 'epoch' | 'time'

/** What curves are drawn over: how long one trained, or any metric, by its key. */
export type Horizontal = { kind: Trained } | { kind: 'metric'; key: string }

const ofMetric = 'metric:'

/** Reads the form in which it stands in the address; what nobody knows is steps. */
export function parseHorizontal(text: string): Horizontal {
  if (text.startsWith(ofMetric)) return { kind: 'metric', key: text.slice(ofMetric.length) }
  return text === 'epoch' || text === 'time' ? { kind: text } : { kind: 'step' }
}

export const horizontalText = (horizontal: Horizontal): string =>
  horizontal.kind === 'metric' ? ofMetric + horizontal.key : horizontal.kind

const ofUnit: Record<Budget['unit'], Trained> = { steps: 'step', epochs: 'epoch', seconds: 'time' }

/**
 * In what runs are compared before somebody chooses: in the unit of their budget, which they all spend alike. Where
 * budgets of several units meet, time is what every run has.
 */
export function budgetAxis(budgets: Budget[]): { kind: Trained; why: string } {
  const units = [...new Set(budgets.map((budget) => budget.unit))]
  if (units.length === 0) return { kind: 'step', why: '' }
  if (units.length === 1) return { kind: ofUnit[units[0]!], why: '' }
  return { kind: 'time', why: `budgets are in ${units.join(' and ')}: training time is what all runs share` }
}

/** How many examples there are to train on, or NaN where the data set is not known. */
export function trainingExamples(setup: ExperimentSetup, set: DataSet | undefined): number {
  const range = /train=(\d+)-(\d+)/.exec(setup.data.split)
  return range ? Number(range[2]) - Number(range[1]) : (set?.trainExamples ?? NaN)
}

/** The epochs of one step: examples read for each example there is. A variant that fits all at once reads them all. */
export function epochsOfAStep(run: Run, variant: Variant | undefined, set: DataSet | undefined): number {
  if (variant?.stages.every((stage) => stage.reads === 'whole_split')) return 1
  return run.setup.budget.batchSize / trainingExamples(run.setup, set)
}

/** Where a moment of training stands on an axis that counts how long one trained. */
export function placeOf(
  moment: { step: number; trainMillis: number },
  kind: Trained,
  epochsOfStep: number,
): number {
  if (kind === 'time') return moment.trainMillis / 1000
  return kind === 'epoch' ? moment.step * epochsOfStep : moment.step
}

/** The places of a series on such an axis. */
export function placesOf(
  { steps, trainMillis }: Pick<Series, 'steps' | 'trainMillis'>,
  kind: Trained,
  epochsOfStep: number,
): number[] {
  return steps.map((step, index) => placeOf({ step, trainMillis: trainMillis[index]! }, kind, epochsOfStep))
}

/** Where a run ended on such an axis, or where its budget will end if that is known. */
export function endOf(run: Run, kind: Trained, epochsOfStep: number): number {
  if (kind === 'time') {
    const { unit, amount } = run.setup.budget
    return Math.max(run.trainMillis / 1000, run.ended || unit !== 'seconds' ? 0 : amount)
  }
  // One that fits all examples at once ends at its first step, whatever its budget is.
  const steps = run.ended ? run.step : Math.max(run.totalSteps, run.step)
  return kind === 'epoch' ? steps * epochsOfStep : steps
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
      if (!metric) return horizontal.key
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

/** A place on the axis in words. */
export function placeText(kind: Trained, at: number): string {
  if (kind === 'time') return duration(at * 1000)
  return kind === 'epoch' ? `epoch ${short(at)}` : `step ${whole(at)}`
}

export interface Joined {
  steps: number[]
  trainMillis: number[]
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
  const joined: Joined = { steps: [], trainMillis: [], x: [], y: [], pairs: sparse.points }
  let [atX, atY] = [-1, -1]
  for (const [index, step] of sparse.steps.entries()) {
    while (atX + 1 < horizontal.steps.length && horizontal.steps[atX + 1]! <= step) atX++
    while (atY + 1 < vertical.steps.length && vertical.steps[atY + 1]! <= step) atY++
    if (atX < 0 || atY < 0) continue
    const x = toNumber(horizontal.last[atX])
    if (!Number.isFinite(x)) continue
    joined.steps.push(step)
    joined.trainMillis.push(sparse.trainMillis[index]!)
    joined.x.push(x)
    joined.y.push(toNumber(vertical.last[atY]))
  }
  return joined
}
