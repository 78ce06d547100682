import type { BoardColumn, Real, RunChoice, StateName, Value } from './types'

// What a launch may wish, and what a sweep answers.

/** A hyperparameter's values between two ends; without a count they are drawn. */
export interface RangeValue {
  from: number
  to: number
  scale: 'linear' | 'log'
  count?: number
}

export interface LaunchItem {
  family: string
  variant: string
  /** Single values, lists of values that vary, and ranges. */
  values: Record<string, Value | Value[] | RangeValue>
  /** The runs that it builds on, by role. */
  on?: Record<string, RunChoice>
}

export type Search = { kind: 'grid' } | { kind: 'random'; count: number; seed: number }

/** Successive halving: the best of each `eta` runs go on at each rung. */
export interface Halving {
  measure: string
  eta: number
  rungs: number
}

export interface LaunchRequest {
  items: LaunchItem[]
  seeds: number[]
  device?: string
  search?: Search
  halving?: Halving
}

export interface LaunchForecast {
  runs: number
  combinations: number
  expectedMillis: number | null
  expectedMillisWithHalving: number | null
  /** The first few combinations. */
  examples: Record<string, Value>[]
  /** What runs can be judged by at a rung. */
  measures: string[]
}

/** Runs that were launched together. */
export interface Sweep {
  id: string
  createdAt: string
  variants: { family: string; variant: string }[]
  /** With how many each combination is run. */
  seeds: number
  search: Search
  halving?: Halving | null
  /** Names of what varies. */
  varied: string[]
  runs: number
  states: Partial<Record<StateName, number>>
  expectedMillisLeft?: number | null
  stopped: boolean
  /** Why nobody is let go or stopped at a rung any more. */
  held?: string | null
}

export type MeasureColumn = Pick<BoardColumn, 'key' | 'title' | 'unit' | 'direction'>

/** Something that varies in a sweep; for kinds that are not numbers, with the values it takes. */
export interface SweepAxis {
  name: string
  title: string
  kind: 'integer' | 'real' | 'choice' | 'boolean' | 'integers'
  scale: 'linear' | 'log'
  values?: Value[] | null
}

export interface SweepRun {
  id: string
  group: string
  seed: number
  family: string
  variant: string
  state: StateName
  values: Record<string, Value>
  measures: Record<string, Real>
  /** The last rung it paused at. */
  rung?: number | null
  /** Why it was stopped or failed. */
  why?: string | null
}

export interface Importance {
  name: string
  /** Share of the variance that it explains by itself, with an interval; 0 to 1. */
  importance: number
  lower: number
  upper: number
  note?: string | null
}

export interface SweepAnalysis {
  measure?: MeasureColumn | null
  measures: MeasureColumn[]
  axes: SweepAxis[]
  runs: SweepRun[]
  importance: Importance[]
  note?: string | null
}
