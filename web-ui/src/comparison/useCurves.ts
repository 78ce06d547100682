import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useDataSets, useFamilyLookup } from '@/api/queries'
import type { BoardColumn, MetricSummary, Run, Series } from '@/api/types'
import { breadth, curveOf, pathOf, stepsAsked, type Bundle, type Curve } from '@/charts/curves'
import { endOf, epochsOfAStep, placesOf } from '@/charts/horizontal'
import { useSeries } from '@/charts/useSeries'
import { defaultMetrics, orderMetrics } from './curveMetrics'
import type { Group } from './groups'
import { useView } from './useView'

const mostRuns = 100
const buckets = 400

/** Which charts a comparison draws, of which lines, over which range. */
export function useCurves(
  groups: MaybeRefOrGetter<Group[]>,
  measures: MaybeRefOrGetter<BoardColumn[]>,
  everyMetric: boolean,
) {
  const { variant } = useFamilyLookup()
  const { data: dataSets } = useDataSets()
  const view = useView()
  const visible = computed(() => toValue(groups).filter((group) => !view.hidden.value.includes(group.key)))
  const allRuns = computed(() => visible.value.flatMap((group) => group.runs))
  const runs = computed(() =>
    allRuns.value.filter((run) => run.step > 0 || run.metrics.length > 0).slice(0, mostRuns),
  )

  const metrics = computed(() => {
    const found = new Map<string, MetricSummary>()
    for (const run of toValue(groups).flatMap((group) => group.runs)) {
      for (const metric of run.metrics ?? []) {
        const before = found.get(metric.name)
        if (!before || before.points < metric.points) found.set(metric.name, metric)
      }
    }
    const schema = toValue(groups).flatMap(
      (group) => variant(group)?.metrics.map((metric) => metric.name) ?? [],
    )
    return orderMetrics([...found.values()], [...new Set(schema)], toValue(measures))
  })
  const chosen = computed(() => {
    const known = view.metrics.value.filter((name) => metrics.value.some((metric) => metric.name === name))
    if (known.length > 0) return known
    const watched = toValue(groups).flatMap((group) => variant(group)?.metrics[0]?.name ?? [])
    return defaultMetrics(metrics.value, watched, toValue(measures), everyMetric)
  })

  /** The metric on the horizontal axis, where one is. */
  const against = computed(() => {
    const horizontal = view.horizontal.value
    return horizontal.kind === 'metric'
      ? metrics.value.find((metric) => metric.name === horizontal.name)
      : undefined
  })
  const epochsOf = (run: Run) =>
    epochsOfAStep(
      run,
      variant(run),
      dataSets.value?.find((set) => set.name === run.ground.data.dataSet),
    )

  const zoom = computed<[number, number] | undefined>(() =>
    view.from.value !== undefined && view.to.value !== undefined
      ? [view.from.value, view.to.value]
      : undefined,
  )
  const asked = computed(() =>
    zoom.value ? stepsAsked(runs.value, view.horizontal.value, zoom.value, epochsOf) : {},
  )
  const names = computed(() => [
    ...new Set([...chosen.value, ...(against.value ? [against.value.name] : [])]),
  ])
  const result = useSeries(runs, names, asked, buckets)

  const bundles = computed(() => {
    const series = new Map(result.value.series.map((one) => [`${one.metric} ${one.run}`, one]))
    const lineOf = (run: Run, found: Series): Curve | undefined => {
      if (view.horizontal.value.kind !== 'metric')
        return curveOf(found, placesOf(found, view.horizontal.value, epochsOf(run)))
      const across = series.get(`${view.horizontal.value.name} ${run.id}`)
      return across && pathOf(across, found)
    }
    return new Map(
      chosen.value
        .filter((name) => name !== against.value?.name)
        .map((name): [string, Bundle[]] => [
          name,
          visible.value.flatMap((group) => {
            const curves = group.runs.flatMap((run) => {
              const found = series.get(`${name} ${run.id}`)
              const line = found && found.steps.length > 0 ? lineOf(run, found) : undefined
              return line && line.points > 0 ? [line] : []
            })
            return curves.length > 0
              ? [{ key: group.key, label: group.label, family: group.family, rank: group.rank, curves }]
              : []
          }),
        ]),
    )
  })
  const range = computed<[number, number]>(() => {
    if (zoom.value) return zoom.value
    if (view.horizontal.value.kind === 'metric')
      return breadth([...bundles.value.values()].flatMap((list) => list.flatMap((one) => one.curves)))
    const ends = runs.value.map((run) => endOf(run, view.horizontal.value, epochsOf(run)))
    return [0, Math.max(1e-3, ...ends.filter(Number.isFinite))]
  })
  const charts = computed(() =>
    chosen.value.flatMap((name) => {
      const metric = metrics.value.find((one) => one.name === name)
      const lines = bundles.value.get(name) ?? []
      return metric && lines.length > 0 ? [{ metric, lines }] : []
    }),
  )
  const left = computed(() => Math.max(0, allRuns.value.length - mostRuns))
  return { view, metrics, chosen, against, zoom, range, charts, result, left, mostRuns }
}
