// Data sets in the HTTP contract: the catalogue, examples, statistics.

import type { Kind } from './types'

export interface Modes {
  centres: number[][]
  standardDeviation: number
}

/** The hidden Markov model that sequences were drawn from; a row for each state. */
export interface Chain {
  initial: number[]
  transition: number[][]
  emission:
    { names: string[]; probabilities: number[][] } | { means: number[][]; standardDeviations: number[][] }
  shortest: number
  longest: number
}

export interface DataSet {
  name: string
  title: string
  summary: string
  origin: 'generated' | 'imported'
  kind: Kind
  /** [D], [H, W, C], [T, W] of sequences; of a pair the axes of its first half, then those of its second. */
  shape: number[]
  eightBit: boolean
  classes: string[]
  trainExamples: number
  testExamples: number
  fingerprint: string
  modes?: Modes | null
  /** Names of the symbols of sequences. */
  symbols: string[]
  chain?: Chain | null
  /** Names of the coordinates of vectors, or of sequences' elements; empty where nobody named them. */
  columns: string[]
  /** Whether the halves of a pair belong together; two domains stand beside each other by chance. */
  aligned: boolean
  /** Of pairs; else there are none. */
  halves: HalfOfSet[]
  /** How it came here; only where one set is asked for, and null for what is built in. */
  imported?: ImportRecord | null
}

/** What half of a data set of pairs is by itself. */
export type HalfOfSet = Pick<DataSet, 'kind' | 'shape' | 'eightBit' | 'symbols' | 'columns'>

export interface ImportRecord {
  command: string
  split: string
  bytes: number
  importedAt: string
}

/** Values of one split over the bins of a distribution. */
export interface Spread {
  min: number
  max: number
  mean: number
  standardDeviation: number
  below: number
  above: number
  counts: number[]
}

export interface Distribution {
  name: string
  unit: string
  from: number
  to: number
  /** Names of the bins, where each is one value. */
  names: string[]
  train: Spread
  test: Spread
}

export interface Tally {
  name: string
  train: number
  test: number
}

export interface DataSetStatistics {
  fingerprint: string
  train: { examples: number; read: number }
  test: { examples: number; read: number }
  classes: Tally[]
  values: Distribution[]
  /** Of sequences; two where examples are pairs of them. */
  lengths: Distribution[]
  symbols: Tally[]
  factors: Distribution[]
}

export interface Examples {
  shape: number[]
  count: number
  values: number[] | number[][]
  labels?: number[] | null
  /** Of sequences. */
  lengths?: number[]
  /** What each was drawn from, in the order of the statistics' factors. */
  factors?: number[][]
}
