// Groups of runs beside each other, and two runs number by number, in the HTTP contract.

import type { Circumstances, Direction, Exactness, Real } from './types'

export interface SeedValue {
  run: string
  seed: number
  value: Real
}

export type Verdict = 'different' | 'not_told_apart' | 'untested'
export type Standing = 'best' | 'within_uncertainty' | 'untested' | 'worse'

/** One quantity of a group of runs that differ by seed alone; what has no meaning for it is absent. */
export interface BoardCell {
  n: number
  notFinite: number
  mean: Real
  standardDeviation?: number
  interval?: { low: number; high: number; confidence: number; how: string }
  best?: SeedValue
  worst?: SeedValue
  values: SeedValue[]
  exactness?: Exactness
  circumstances?: Circumstances
  /** The mean as a multiple of what real training examples score. */
  ratioToCeiling?: number
  detail?: string
  standing?: Standing
  /** Why it takes no part in the search for the best. */
  apart?: string
  delta?: { difference: number; pValue?: number; verdict: Verdict; how: string; incomparable?: string }
}

export interface BoardRow {
  group: string
  provisional: boolean
  differences: string[]
  leftOut: { run: string; seed: number; why: string }[]
  cells: Record<string, BoardCell>
}

/** One quantity of a leaderboard. */
export interface BoardColumn {
  key: string
  title: string
  unit: string
  direction: Direction
  /** Whether it stands in a short table. */
  headline: boolean
}

export interface Board {
  baseline?: string
  runs: number
  /** What was measured, what one wants to see first in front, then what it cost, from training time on. */
  columns: BoardColumn[]
  rows: BoardRow[]
}

/** Two runs of one specification, number by number. */
export interface RunComparison {
  run: string
  other: string
  same: boolean | null
  sentence: string
  circumstances: string[]
  metrics: {
    name: string
    title: string
    unit: string
    value: Real | null
    otherValue: Real | null
    difference: Real | null
    relative: Real | null
    same: boolean
  }[]
  leftOut: string[]
}
