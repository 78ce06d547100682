// The HTTP contract, as openapi.yaml of the server describes it.

export type * from './datasets'
export type * from './leaderboard'
export type * from './sweeps'
export type * from './views'

import type { Knowledge } from './views'

/** Numbers travel as JSON numbers, except NaN and the infinities, which are words. */
export type Real = number | 'NaN' | 'Infinity' | '-Infinity'

export type Kind = 'vector' | 'image' | 'sequence' | 'pair'
export type ValueRange = 'real' | 'unit' | 'symmetric' | 'binary' | 'symbols'
export type Direction = 'lower' | 'higher' | 'neither'
export type Exactness = 'exact' | 'lower_bound' | 'estimate'
export type Density = 'tractable' | 'approximate' | 'score' | 'implicit' | 'none'
export type StateName =
  'queued' | 'starting' | 'running' | 'waiting' | 'finished' | 'failed' | 'crashed' | 'cancelled'

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
  streams: number
  devices: Device[]
  gpuLibraries: boolean
  gpuAdvice?: string | null
  extractors?: Extractor[]
  rebuild?: Rebuild
}

/** How far the database has come to know what lies in the home folder. */
export interface Rebuild {
  done: number
  total: number
  over: boolean
  leftOut: { place: string; reason: string }[]
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
  buildsOn: Dependency[]
}

/** Another run that a variant or a sampler builds on. */
export interface Dependency {
  role: string
  title: string
  help: string
  needs: string[]
  sameData: boolean
  optional: boolean
}

/** The run that is chosen for a role, at a step of a checkpoint or the last. */
export interface RunChoice {
  run: string
  step?: number
}

/** A checkpoint of another run that something builds on. */
export interface PinnedRun {
  experiment: string
  run: string
  step: number
  checkpointSha256: string
  family: string
  variant: string
}

/** A run that may take a role, with the steps of its checkpoints. */
/** Who declares a role: a variant that is launched in an experiment, or a sampler of a run that is drawn from. */
export type RoleOf =
  { experiment: string; family: string; variant: string } | { run: string; sampler: string }

export interface FittingRun {
  run: Run
  experimentName: string
  steps: number[]
}

export interface Accepts {
  kinds: Kind[]
  /** Where examples are no pairs. */
  ranges: ValueRange[]
  labels: boolean
  /** Which pairs, where that is one of the kinds. */
  pairs?: { first: Accepts; second: Accepts; alignment: 'aligned' | 'unpaired' | 'either' } | null
}

export interface Preset {
  title: string
  summary: string
  values: Record<string, Value>
}

/** A part of the training; most variants have one. */
export interface Stage {
  id: string
  title: string
  reads: 'minibatch' | 'whole_split' | 'nothing'
  share: number
  drawable: boolean
  metrics: Metric[]
}

export interface Variant {
  id: string
  title: string
  summary: string
  accepts: Accepts
  stages: Stage[]
  hyperparameters: Hyperparameter[]
  presets: Preset[]
  metrics: Metric[]
  samplers: Sampler[]
  /** What may be known while the rest is drawn. */
  knows: Knowledge[]
  /** Ids of abilities. */
  capabilities: string[]
  buildsOn: Dependency[]
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
  data: {
    dataSet: string
    split: string
    preprocessing: Preprocessing
    /** Of the second half of pairs; left out, as the first half or, where only one of them is an image, as stored. */
    secondPreprocessing?: Preprocessing | null
  }
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
  /** Of the value, over the model's draws behind it. */
  standardError?: number
  /** Of likelihoods. */
  measure?: 'counting' | 'lebesgue' | 'mixed'
  given?: string[]
}

export interface MetricSummary extends Metric {
  /** What it is a history of: histories of one key, and no others, may stand in one chart. */
  key: string
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
  /** Since when its worker has been at that. */
  phaseSince?: string | null
  /** Since when a worker that starts or trains has not said a word, where that is minutes. */
  stalledSince?: string | null
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
  /** As of the launch. */
  provenance?: Record<string, unknown> | null
  /** The checkpoints of other runs that it builds on, by role. */
  on: Record<string, PinnedRun>
  /** Hash of the jar that its last worker opened; unknown before the first has spoken, and of old runs. */
  trainedByJar?: string | null
  metrics: MetricSummary[]
  /** Of a single run: what is to be known beside its numbers. */
  notices?: { at: string; text: string }[]
  /** Of a single run: stages of its training that have ended and that another has followed. */
  endedStages?: { stage: string; title: string; step: number; trainMillis: number; converged: boolean }[]
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
  /** The id of a view. */
  kind: string
  title: string
  step: number
  /** How long the run had trained at that step. */
  trainMillis: number
  shape: number[]
  range: ValueRange
  /** Of one example: itself, or both halves of a pair. */
  parts: { shape: number[]; range: ValueRange }[]
  count: number
  columns: number
  frames: string[]
  /** Of each frame, from 0 where sampling starts to 1 at the sample; films of old have none. */
  times?: number[] | null
  sampler: string
  settings: Record<string, Value>
  noiseSeed: number
  label?: number | null
  /** What was given to the draws, in words; empty where nothing was. */
  given: string
  /** Runs that led the draws, by role. */
  on?: Record<string, { pin: PinnedRun; label?: number | null; weight: number }> | null
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
  trainMillis: number
  name: string
  title: string
  form: 'bars' | 'line' | 'matrix'
  /** What the index counts, of a matrix that of a column. */
  axis: string
  rowAxis: string
  rows: number
  unit: string
  /** Of a matrix one row after the other. */
  values: Real[]
}

/** Columns of equal length, one entry for each bucket. */
export interface Series {
  run: string
  metric: string
  /** As in its summary. */
  key: string
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
  kind: string
  step?: number
  count: number
  noiseSeed?: number
  sampler?: string
  settings?: Record<string, Value>
  label?: number
  pattern?: string
  on?: Record<string, (RunChoice & { label: number; weight: number }) | undefined>
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

export interface DeletedRun {
  id: string
  experimentId: string
  experimentName: string
  family: string
  variant: string
  seed: number
  state: string
  createdAt: string
  deletedAt: string
  bytes: number
  sweep?: string | null
  /** Why it cannot be purged now. */
  kept?: string | null
  /** Runs that build on it. */
  builtOnBy: string[]
}

export interface DeletedExperiment {
  id: string
  name: string
  families: string[]
  runs: number
  createdAt: string
  deletedAt: string
  bytes: number
  kept?: string | null
  builtOnBy: string[]
}

export interface Bin {
  bytes: number
  runs: Page<DeletedRun>
  experiments: Page<DeletedExperiment>
}

export interface Emptied {
  runs: number
  experiments: number
  bytes: number
  left: { kind: 'run' | 'experiment'; id: string; why: string }[]
}
