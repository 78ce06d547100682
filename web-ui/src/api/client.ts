import type {
  Accepted,
  Bin,
  ChangedExperiment,
  DataSet,
  DataSetDetails,
  DataSetStatistics,
  DrawRequest,
  Emptied,
  Evaluation,
  EvaluationRequest,
  Examples,
  Experiment,
  ExperimentPage,
  Family,
  FileEntry,
  Fit,
  FittingRun,
  ImportProgress,
  LaunchForecast,
  LaunchRequest,
  Leaderboard,
  NewExperiment,
  Offer,
  operations,
  Plugin,
  Problem,
  Profile,
  Registry,
  Run,
  RunComparison,
  RunDetails,
  RunInBrief,
  RunPage,
  SampleSet,
  Series,
  SightExamples,
  SightState,
  Sweep,
  SweepAnalysis,
  System,
} from './types'

/** What the server answered instead of doing what was asked. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problemText(problem))
  }
}

export function problemText(problem: Problem): string {
  const detail = problem.detail ?? problem.title ?? `The server answered ${problem.status}.`
  if (!problem.expected || detail.includes(problem.expected)) return detail
  return `${detail}: expected ${problem.expected}${problem.found ? `, got ${problem.found}` : ''}`
}

type Query = Record<string, string | number | boolean | undefined>

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return `/api${path}${text ? `?${text}` : ''}`
}

const segment = encodeURIComponent

async function ask(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, {
      method,
      signal,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ProblemError({ status: 0, detail: 'The server does not answer. Is it running?' })
  }
  if (!response.ok) throw new ProblemError(await readProblem(response))
  return response
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback = { status: response.status, detail: `The server answered ${response.status}.` }
  try {
    const found: unknown = await response.json()
    return typeof found === 'object' && found !== null ? { ...fallback, ...found } : fallback
  } catch {
    return fallback
  }
}

async function json<T>(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const response = await ask(method, url, body, signal)
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T)
}

const get = <T>(url: string, signal?: AbortSignal) => json<T>('GET', url, undefined, signal)

/** What may be asked of an operation of the server. */
type Asked<Operation extends keyof operations> = NonNullable<operations[Operation]['parameters']['query']>
export type ExperimentsQuery = Asked<'listExperiments'>
export type ExampleQuery = Asked<'listExamples'>
export type LeaderboardQuery = Asked<'getLeaderboard'>
type SeriesParameters = Asked<'getSeries'>
export type SeriesRange = Pick<SeriesParameters, 'unit' | 'from' | 'to'>
export type SeriesQuery = Omit<SeriesParameters, 'runs' | 'metrics'> & { runs: string[]; metrics: string[] }

/**
 * Who declares a role: a variant that is launched in an experiment, a sampler of a run that is drawn from, or the protocol
 * of an experiment on some data, which measures in the features of a run.
 */
export type RoleOf =
  | { experiment: string; family: string; variant: string }
  | { run: string; sampler: string }
  | { data: NewExperiment['setup']['data'] }

const experimentPath = (id: string) => `/experiments/${segment(id)}`
const runPath = (id: string) => `/runs/${segment(id)}`

function fittingAddress(whose: RoleOf, role: string): string {
  if ('data' in whose) return address('/features', { data: JSON.stringify(whose.data) })
  return 'run' in whose
    ? address(`${runPath(whose.run)}/fitting`, { sampler: whose.sampler, role })
    : address(`${experimentPath(whose.experiment)}/fitting`, {
        family: whose.family,
        variant: whose.variant,
        role,
      })
}

export const api = {
  system: (signal?: AbortSignal) => get<System>(address('/system'), signal),
  plugins: (signal?: AbortSignal) => get<Plugin[]>(address('/plugins'), signal),
  views: (signal?: AbortSignal) => get<Registry>(address('/views'), signal),
  families: (signal?: AbortSignal) => get<Family[]>(address('/families'), signal),
  dataSets: (signal?: AbortSignal) => get<DataSet[]>(address('/datasets'), signal),
  dataSet: (name: string, signal?: AbortSignal) =>
    get<DataSetDetails>(address(`/datasets/${segment(name)}`), signal),
  statistics: (name: string, signal?: AbortSignal) =>
    get<DataSetStatistics>(address(`/datasets/${segment(name)}/statistics`), signal),
  sight: (name: string, split: string, signal?: AbortSignal) =>
    get<SightState>(address(`/datasets/${segment(name)}/sight`, { split }), signal),
  takeSight: (name: string, split: string) =>
    json<SightState>('POST', address(`/datasets/${segment(name)}/sight`), { split }),
  sightExamples: (name: string, split: string, damage: string, signal?: AbortSignal) =>
    get<SightExamples>(address(`/datasets/${segment(name)}/sight/examples`, { split, damage }), signal),
  examplePage: (name: string, query: ExampleQuery, signal?: AbortSignal) =>
    get<Examples>(address(`/datasets/${segment(name)}/examples`, { ...query }), signal),
  importProgress: (ticket: string) => get<ImportProgress>(address(`/imports/${segment(ticket)}`)),
  stopImport: (ticket: string) => json<void>('DELETE', address(`/imports/${segment(ticket)}`)),
  examples: (name: string, split: 'train' | 'test', count: number, signal?: AbortSignal) =>
    get<Examples>(address(`/datasets/${segment(name)}/examples`, { split, count }), signal),

  experiments: (query: ExperimentsQuery, signal?: AbortSignal) =>
    get<ExperimentPage>(address('/experiments', query), signal),
  experiment: (id: string, signal?: AbortSignal) => get<Experiment>(address(experimentPath(id)), signal),
  createExperiment: (body: NewExperiment) => json<Experiment>('POST', address('/experiments'), body),
  changeExperiment: (id: string, body: ChangedExperiment) =>
    json<Experiment>('PATCH', address(experimentPath(id)), body),
  deleteExperiment: (id: string) => json<void>('DELETE', address(experimentPath(id))),
  restoreExperiment: (id: string) => json<Experiment>('POST', address(`${experimentPath(id)}/restore`)),
  launch: (id: string, body: LaunchRequest) =>
    json<RunPage>('POST', address(`${experimentPath(id)}/launch`), body),
  fits: (id: string, signal?: AbortSignal) => get<Fit[]>(address(`${experimentPath(id)}/fits`), signal),
  forecast: (id: string, body: LaunchRequest, signal?: AbortSignal) =>
    json<LaunchForecast>('POST', address(`${experimentPath(id)}/launch`, { dryRun: true }), body, signal),

  /** Runs that may take a role. */
  fitting: (whose: RoleOf, role: string, signal?: AbortSignal) =>
    get<FittingRun[]>(fittingAddress(whose, role), signal),
  dependents: (run: string, signal?: AbortSignal) =>
    get<RunInBrief[]>(address(`${runPath(run)}/dependents`), signal),

  sweeps: (experiment: string, signal?: AbortSignal) =>
    get<Sweep[]>(address(`${experimentPath(experiment)}/sweeps`), signal),
  stopSweep: (id: string) => json<Sweep>('POST', address(`/sweeps/${segment(id)}/stop`)),
  sweepAnalysis: (id: string, query: Asked<'analyseSweep'>, signal?: AbortSignal) =>
    get<SweepAnalysis>(address(`/sweeps/${segment(id)}/analysis`, query), signal),

  leaderboard: (experiment: string, query: LeaderboardQuery, signal?: AbortSignal) =>
    get<Leaderboard>(address(`${experimentPath(experiment)}/leaderboard`, { ...query }), signal),
  leaderboardOfRuns: (runs: string[], query: LeaderboardQuery, signal?: AbortSignal) =>
    get<Leaderboard>(address('/leaderboard', { ...query, runs: runs.join(',') }), signal),
  leaderboardFile: (experiment: string, format: 'csv' | 'json', query: LeaderboardQuery) =>
    address(`${experimentPath(experiment)}/leaderboard.${format}`, { ...query }),

  runs: (query: Asked<'listRuns'>, signal?: AbortSignal) => get<RunPage>(address('/runs', query), signal),
  run: (id: string, signal?: AbortSignal) => get<RunDetails>(address(runPath(id)), signal),
  deleteRun: (id: string) => json<void>('DELETE', address(runPath(id))),
  restoreRun: (id: string) => json<RunDetails>('POST', address(`${runPath(id)}/restore`)),
  cancelRun: (id: string) => json<RunDetails>('POST', address(`${runPath(id)}/cancel`)),
  resumeRun: (id: string) => json<RunDetails>('POST', address(`${runPath(id)}/resume`)),

  bin: (signal?: AbortSignal) => get<Bin>(address('/bin'), signal),
  emptyBin: () => json<Emptied>('DELETE', address('/bin')),
  /** With force even if others build on it. */
  purgeRun: (id: string, force: boolean) =>
    json<void>('DELETE', address(`/bin${runPath(id)}`, { force: force || undefined })),
  purgeExperiment: (id: string, force: boolean) =>
    json<void>('DELETE', address(`/bin${experimentPath(id)}`, { force: force || undefined })),

  repeatRun: (id: string) => json<Run>('POST', address(`${runPath(id)}/repeat`)),
  repeats: (id: string, signal?: AbortSignal) =>
    get<RunComparison[]>(address(`${runPath(id)}/repeats`), signal),
  runFile: (id: string, file: 'history.csv' | 'history.json' | 'export.json') =>
    address(`${runPath(id)}/${file}`),

  offers: (run: string, signal?: AbortSignal) => get<Offer[]>(address(`${runPath(run)}/views`), signal),
  sampleSets: (run: string, signal?: AbortSignal) =>
    get<SampleSet[]>(address(`${runPath(run)}/samples`), signal),
  evaluations: (run: string, signal?: AbortSignal) =>
    get<Evaluation[]>(address(`${runPath(run)}/evaluations`), signal),
  evaluate: (run: string, body: EvaluationRequest) =>
    json<Accepted>('POST', address(`${runPath(run)}/evaluations`), body),
  draw: (run: string, body: DrawRequest) => json<Accepted>('POST', address(`${runPath(run)}/samples`), body),
  sampleData: async (
    run: string,
    set: string,
    format: 'f32' | 'u8',
    frame: number,
    signal?: AbortSignal,
  ): Promise<Float32Array | Uint8Array> => {
    const url = address(`${runPath(run)}/samples/${segment(set)}/data`, { format, frame })
    const bytes = await (await ask('GET', url, undefined, signal)).arrayBuffer()
    return format === 'f32' ? new Float32Array(bytes) : new Uint8Array(bytes)
  },
  profiles: (run: string, signal?: AbortSignal) =>
    get<Profile[]>(address(`${runPath(run)}/profiles`), signal),
  log: async (run: string, bytes: number, signal?: AbortSignal) =>
    (await ask('GET', address(`${runPath(run)}/log`, { bytes }), undefined, signal)).text(),
  files: (run: string, signal?: AbortSignal) => get<FileEntry[]>(address(`${runPath(run)}/files`), signal),
  fileAddress: (run: string, path: string) =>
    address(`${runPath(run)}/files/${path.split('/').map(segment).join('/')}`),

  series: (query: SeriesQuery, signal?: AbortSignal) =>
    get<Series[]>(
      address('/series', { ...query, runs: query.runs.join(','), metrics: query.metrics.join(',') }),
      signal,
    ),
}
