import type { QueryClient } from '@tanstack/vue-query'
import { onScopeDispose, readonly, ref } from 'vue'
import { toNumber } from '@/format/numbers'
import type {
  Experiment,
  ExperimentPage,
  MetricSummary,
  PointsEvent,
  Run,
  RunInBrief,
  StreamEvents,
} from './types'
import { watchStream } from './watchStream'

/** How often what the stream reports is brought to the screen. */
const flushMillis = 250
/** How often the curves of a running run are asked for again. */
const curvesMillis = 1_500
/** A connection that comes back at once is no news. */
const lostMillis = 1_500

/** Writes what the live stream says into the query cache, so that no page knows about it. */
export function useLiveStream(queries: QueryClient) {
  const connected = ref(true)
  let lost = false
  const points = new Map<string, PointsEvent>()
  const runs = new Map<string, RunInBrief>()
  const stale = new Set<string>()
  const listeners = new Map<string, (data: never) => void>()
  const on = <Name extends keyof StreamEvents>(name: Name, listener: (data: StreamEvents[Name]) => void) =>
    listeners.set(name, listener)

  on('run', (run) => runs.set(run.id, run))
  on('points', (event) => points.set(event.run, merged(points.get(event.run), event)))
  on('experiment', (experiment) => takeExperiment(queries, experiment))
  on('purged', () => void queries.invalidateQueries())
  on('plugins', () => {
    void queries.invalidateQueries({ queryKey: ['families'] })
    void queries.invalidateQueries({ queryKey: ['fits'] })
    void queries.invalidateQueries({ queryKey: ['plugins'] })
  })
  on('evaluated', (event) => stale.add(event.run))
  const readSamples = (run: string) => void queries.invalidateQueries({ queryKey: ['samples', run] })
  on('sampled', (event) => readSamples(event.run))
  on('drawn', (event) => readSamples(event.run))
  on('drawFailed', ({ run, request, reason }) => {
    readSamples(run)
    drawFailures.value = { ...drawFailures.value, [request]: reason }
  })
  for (const name of ['evaluating', 'evaluatedAgain', 'evaluationFailed'] as const) {
    on(name, (event) => {
      void queries.invalidateQueries({ queryKey: ['evaluations', event.run] })
    })
  }
  on('profiled', (event) => void queries.invalidateQueries({ queryKey: ['profiles', event.run] }))

  function flush() {
    if (document.hidden || (runs.size === 0 && points.size === 0 && stale.size === 0)) return
    const fresh = new Map(runs)
    const moved = new Map(points)
    runs.clear()
    points.clear()
    if (fresh.size + moved.size > 0) {
      const known = patchRuns(queries, (run) => {
        if (lacksMetric(run, moved.get(run.id))) stale.add(run.id)
        return withPoints(withRun(run, fresh.get(run.id)), moved.get(run.id))
      })
      for (const run of fresh.values()) {
        if (!known.has(run.id)) {
          void queries.invalidateQueries({ queryKey: ['runs', 'experiment', run.experimentId] })
        }
        if (run.state.name !== 'running') stale.add(run.id)
      }
      if (fresh.size > 0) {
        void queries.invalidateQueries({ queryKey: ['experiments'] })
        void queries.invalidateQueries({ queryKey: ['system'] })
        void queries.invalidateQueries({ queryKey: ['bin'] })
        for (const id of new Set([...fresh.values()].map((run) => run.experimentId))) {
          void queries.invalidateQueries({ queryKey: ['experiment', id] })
        }
      }
    }
    for (const run of moved.keys()) curves.add(run)
    if (stale.size > 0) {
      const ids = new Set(stale)
      stale.clear()
      for (const id of ids) curves.add(id)
      refreshSummaries(queries, ids)
      boardsAreStale = true
    }
  }

  const curves = new Set<string>()
  let boardsAreStale = false
  function refreshCurves() {
    if (document.hidden) return
    if (boardsAreStale) {
      boardsAreStale = false
      for (const name of ['leaderboard', 'repeats', 'sweeps', 'sweepAnalysis'])
        void queries.invalidateQueries({ queryKey: [name] })
    }
    if (curves.size === 0) return
    const ids = new Set(curves)
    curves.clear()
    void queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        queryKey[0] === 'series' && (queryKey[1] as string[]).some((id) => ids.has(id)),
    })
  }

  const leave = watchStream({
    event: (name, data) => listeners.get(name)?.(JSON.parse(data) as never),
    missed: () => void queries.invalidateQueries(),
    lost: (is) => {
      lost = is
      if (is) setTimeout(() => (connected.value = !lost), lostMillis)
      else connected.value = true
    },
  })
  const flusher = setInterval(flush, flushMillis)
  const redrawer = setInterval(refreshCurves, curvesMillis)
  onScopeDispose(() => {
    clearInterval(flusher)
    clearInterval(redrawer)
    leave()
  })
  return { connected: readonly(connected) }
}

/** Why requests for samples were not granted, by the id of the request. */
export const drawFailures = ref<Record<string, string>>({})

function merged(earlier: PointsEvent | undefined, later: PointsEvent): PointsEvent {
  return earlier ? { ...later, series: [...earlier.series, ...later.series] } : later
}

/** The stream sends runs without their summaries; those we have stay. */
export function withRun(run: Run, fresh: RunInBrief | undefined): Run {
  return fresh ? { ...run, ...fresh } : run
}

/** Whether points came of a metric that was not there when the summaries of the run were asked for. */
export function lacksMetric(run: Run, event: PointsEvent | undefined): boolean {
  const known = new Set(run.metrics.map((metric) => metric.name))
  return event !== undefined && event.series.some((series) => !known.has(series.metric))
}

/** The run moved on by a block of points. */
export function withPoints(run: Run, event: PointsEvent | undefined): Run {
  if (!event || event.step < run.step) return run
  const metrics = run.metrics.map((metric): MetricSummary => {
    if (metric.kind !== 'training') return metric
    return event.series.filter((series) => series.metric === metric.name).reduce(withSeries, metric)
  })
  const { step, progress, trainMillis, etaMillis } = event
  return { ...run, step, progress, trainMillis, etaMillis, metrics }
}

/**
 * The summary with what came after it. The stream thins points out but keeps every spike, so the best stays true; only the
 * number of points falls behind until the summary is read again.
 */
function withSeries(metric: MetricSummary, { steps, values }: PointsEvent['series'][number]): MetricSummary {
  const next = { ...metric }
  values.forEach((value, at) => {
    const step = steps[at]!
    if (step <= next.lastStep) return
    next.points++
    next.last = value
    next.lastStep = step
    const number = toNumber(value)
    if (!Number.isFinite(number)) {
      next.nonFinite++
      return
    }
    if (!(number >= toNumber(next.min))) [next.min, next.minStep] = [number, step]
    if (!(number <= toNumber(next.max))) [next.max, next.maxStep] = [number, step]
  })
  return next
}

function patchRuns(queries: QueryClient, patch: (run: Run) => Run): Set<string> {
  const known = new Set<string>()
  queries.setQueriesData<Run[]>({ queryKey: ['runs'] }, (list) => {
    if (!list) return list
    let changed = false
    const next = list.map((run) => {
      known.add(run.id)
      const patched = patch(run)
      changed ||= patched !== run
      return patched
    })
    return changed ? next.filter((run) => !run.deletedAt) : list
  })
  queries.setQueriesData<Run>({ queryKey: ['run'] }, (run) => {
    if (run) known.add(run.id)
    return run && patch(run)
  })
  return known
}

function refreshSummaries(queries: QueryClient, ids: Set<string>) {
  for (const id of ids) void queries.invalidateQueries({ queryKey: ['run', id] })
  void queries.invalidateQueries({
    queryKey: ['runs'],
    predicate: (query) => ((query.state.data as Run[] | undefined) ?? []).some((run) => ids.has(run.id)),
  })
}

function takeExperiment(queries: QueryClient, experiment: Experiment) {
  queries.setQueryData(['experiment', experiment.id], experiment)
  queries.setQueriesData<ExperimentPage>(
    { queryKey: ['experiments'] },
    (page) =>
      page && { ...page, items: page.items.map((one) => (one.id === experiment.id ? experiment : one)) },
  )
  void queries.invalidateQueries({ queryKey: ['experiments'] })
  void queries.invalidateQueries({ queryKey: ['bin'] })
}
