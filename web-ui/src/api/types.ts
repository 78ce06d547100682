// The HTTP contract, as openapi.yaml of the server describes it.

export type * from './sweeps'

/** Numbers travel as JSON numbers, except NaN and the infinities, which are words. */
export type Real = number | 'NaN' | 'Infinity' | '-Infinity'

export type Kind = 'vector' | 'image' | 'sequence' | 'pair' | 'unpaired'
export type ValueRange = 'real' | 'unit' | 'symmetric' | 'binary' | 'symbols'
export type Direction = 'lower' | 'higher' | 'neither'
export type Exactness = 'exact' | 'lower_bound' | 'estimate'
export type Density = 'tractable' | 'approximate' | 'score' | 'implicit' | 'none'
export type StateName =
  'queued' | 'starting' | 'running' | 'waiting' | 'finished' | 'failed' | 'crashed' | 'cancelled'
export type SampleKind =
  | 'samples'
  | 'by_class'
  | 'reconstructions'
  | 'interpolation'
  | 'traversal'
  | 'trajectory'
  | 'reference'
  | 'neighbours'

export interface Page<T> {
  total: number
  items: T[]
}

export interface Device {
  id: string
  name: string
  memoryMiB?: number | null
  driver?: string | null
  run?: string | null
}

/** What measures of pictures read. */
export interface Extractor {
  name: string
  kind: 'classifier' | 'inception'
  dataSet?: string | null
  sha256: string
  testAccuracy?: number | null
  testPictures?: number | null
  features?: number | null
  size?: number | null
}

export interface System {
  version: string
  home: string
  database: string
  concurrentRuns: number
  queued: number
  running: number
  devices: Device[]
  gpuLibraries: boolean
  gpuAdvice?: string | null
  extractors?: Extractor[]
}

export interface Plugin {
  id?: string | null
  version?: string | null
  file: string
  sha256?: string | null
  status: 'loaded' | 'refused'
  phase?: string | null
  reason?: string | null
  families?: string[]
}

export type Value = number | string | boolean | number[]

export interface Hyperparameter {
  name: string
  kind: 'integer' | 'real' | 'choice' | 'flag' | 'integers'
  help: string
  unit: string
  default: Value
  expectation: string
  min?: number | null
  max?: number | null
  logarithmic?: boolean | null
  choices?: string[] | null
}

export interface Metric {
  name: string
  title: string
  unit: string
  direction: Direction
}

export interface Sampler {
  id: string
  title: string
  summary: string
  settings: Hyperparameter[]
}

export interface Accepts {
  kinds: Kind[]
  ranges: ValueRange[]
  labels: boolean
}

export interface Preset {
  title: string
  summary: string
  values: Record<string, Value>
}

export interface Variant {
  id: string
  title: string
  summary: string
  accepts: Accepts
  consumption: 'minibatch' | 'whole_split'
  hyperparameters: Hyperparameter[]
  presets: Preset[]
  metrics: Metric[]
  samplers: Sampler[]
  capabilities: string[]
}

export interface Family {
  id: string
  title: string
  summary: string
  density: Density
  papers: { citation: string; url: string }[]
  plugin: string
  pluginVersion: string
  variants: Variant[]
}

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
  /** [D], [H, W, C], [T, W] of sequences, [H, W, C, H, W, C] of pairs. */
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
  /** How it came here; only where one set is asked for, and null for what is built in. */
  imported?: ImportRecord | null
}

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
  lengths?: Distribution | null
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
}

export interface Preprocessing {
  dequantise: boolean
  scaling: 'none' | 'unit' | 'symmetric' | 'standardise'
  binarisation: 'none' | 'dynamic' | 'static' | 'threshold'
}

export interface Budget {
  unit: 'steps' | 'epochs' | 'seconds'
  amount: number
  batchSize: number
}

export interface Protocol {
  sampleSets: number
  samplesPerSet: number
  evaluations: number
  evaluationSamples: number
  testExamples: number
  checkpoints: number
  noiseSeed: number
  extractor?: 'classifier' | 'inception'
}

export interface Ground {
  data: { dataSet: string; split: string; preprocessing: Preprocessing }
  budget: Budget
  protocol: Protocol
}

export interface Experiment {
  id: string
  name: string
  note: string
  ground: Ground
  createdAt: string
  deletedAt: string | null
  families: string[]
  /** Number of runs by state, and `total`. */
  runs: Record<string, number>
}

export interface RunState {
  name: StateName
  since?: string
  at?: string
  step?: number
  /** Where it waits for the others of its sweep, counted from 1. */
  rung?: number
  reason?: string
  exitCode?: number
  logEnd?: string
  pid?: number
}

/** How a value was measured; empty words and zeros where there is nothing to say. */
export interface Circumstances {
  extractor: string
  split: string
  samples: number
  references: number
  sampler: string
  setting: string
  biasFloor?: number
  ceiling?: { value: number; examples: number }
}

export interface MetricSummary extends Metric {
  kind: 'training' | 'evaluation'
  exactness?: Exactness | null
  circumstances?: Circumstances | null
  detail?: string | null
  points: number
  first: Real
  firstStep: number
  last: Real
  lastStep: number
  min: Real
  minStep: number
  max: Real
  maxStep: number
  nonFinite: number
}

export interface Run {
  id: string
  experimentId: string
  family: string
  variant: string
  values: Record<string, Value>
  given: string[]
  seed: number
  device: string
  /** What `auto` came to. */
  assignedDevice?: string | null
  group: string
  /** The sweep it was launched in. */
  sweep?: string | null
  state: RunState
  resumable: boolean
  phase?: string | null
  step: number
  totalSteps: number
  progress: number
  etaMillis?: number | null
  trainMillis: number
  parameters: number
  createdAt: string
  startedAt?: string | null
  endedAt?: string | null
  deletedAt?: string | null
  ground: Ground
  provenance?: Record<string, unknown> | null
  metrics: MetricSummary[]
}

/** How far samples are from the training data; the usual distances are those of test examples. */
export interface Neighbours {
  space: string
  /** For each row, the nearest first. */
  distances: Real[][]
  samples: number
  trainingExamples: number
  usualMedian: Real
  /** Below it lie 5 % of the test examples. */
  usualLow: Real
}

export interface SampleSet {
  id: string
  kind: SampleKind
  title: string
  step: number
  shape: number[]
  range: ValueRange
  count: number
  columns: number
  frames: string[]
  sampler: string
  settings: Record<string, Value>
  noiseSeed: number
  label?: number | null
  sampleMillis: number
  neighbours?: Neighbours | null
  request?: string | null
}

export interface EvaluationRequest {
  step?: number
  evaluationSamples?: number
  testExamples?: number
  noiseSeed?: number
  sampler?: string
  settings?: Record<string, Value>
}

/** A checkpoint evaluated because somebody asked for it; its values never enter a leaderboard. */
export interface Evaluation {
  id: string
  state: 'waiting' | 'running' | 'taken' | 'failed'
  at?: string | null
  step?: number | null
  sampler: string
  settings: Record<string, Value>
  evaluationSamples: number
  testExamples: number
  noiseSeed: number
  changed: { name: keyof Protocol; own: number; taken: number }[]
  measurements: {
    metric: Metric
    value: Real
    exactness?: Exactness | null
    circumstances?: Circumstances | null
    detail?: string | null
  }[]
  reason?: string | null
}

export interface Profile {
  step: number
  name: string
  title: string
  axis: string
  unit: string
  values: Real[]
}

/** Columns of equal length, one entry for each bucket. */
export interface Series {
  run: string
  metric: string
  points: number
  steps: number[]
  trainMillis: number[]
  first: Real[]
  last: Real[]
  min: Real[]
  max: Real[]
  nonFinite: { step: number; value: Real }[]
}

export interface DrawRequest {
  kind: SampleKind
  step?: number
  count: number
  noiseSeed?: number
  sampler?: string
  settings?: Record<string, Value>
  label?: number
}

export interface Problem {
  type?: string
  title?: string
  status: number
  detail?: string
  field?: string
  expected?: string
  found?: string
}

export interface FileEntry {
  path: string
  bytes: number
}

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
