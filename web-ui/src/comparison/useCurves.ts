import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useFamilyLookup } from '@/api/queries'
import type { LeaderboardColumn, MetricSummary, Run, Series } from '@/api/types'
import { breadth, curveOf, pathOf, rangeAsked, type Bundle, type Curve } from '@/charts/curves'
import { endOf, placesOf } from '@/charts/horizontal'
import { useSeries } from '@/charts/useSeries'
import { familyName } from '@/families/names'
import { defaultMetrics, keysMeant, orderMetrics, ownersOf } from './curveMetrics'
import type { Group } from './groups'
import { useEpochs } from './useEpochs'
import { useView } from './useView'

const mostRuns = 100
const buckets = 400

/** Which charts a comparison draws, of which lines, over which range. */
export function useCurves(
  groups: MaybeRefOrGetter<Group[]>,
  measures: MaybeRefOrGetter<LeaderboardColumn[]>,
  everyMetric: boolean,
) {
  const { variant, familyTitle } = useFamilyLookup()
  const epochsOf = useEpochs()
  const view = useView()
  const visible = computed(() => toValue(groups).filter((group) => !view.hidden.value.includes(group.key)))
  const allRuns = computed(() => visible.value.flatMap((group) => group.runs))
  const runs = computed(() =>
    allRuns.value.filter((run) => run.step > 0 || run.metrics.length > 0).slice(0, mostRuns),
  )

  /** By key: what two families mean by one name is two metrics where they do not declare it alike. */
  const found = computed(() => {
    const byKey = new Map<string, { metric: MetricSummary; families: Set<string> }>()
    for (const run of toValue(groups).flatMap((group) => group.runs)) {
      for (const metric of run.metrics ?? []) {
        const before = byKey.get(metric.key)
        const families = (before?.families ?? new Set<string>()).add(run.family)
        const longest = before && before.metric.points >= metric.points ? before.metric : metric
        byKey.set(metric.key, { metric: longest, families })
      }
    }
    return byKey
  })
  const metrics = computed(() => {
    const schema = toValue(groups).flatMap(
      (group) => variant(group)?.metrics.map((metric) => metric.name) ?? [],
    )
    const list = [...found.value.values()].map(({ metric }) => metric)
    return orderMetrics(list, [...new Set(schema)], toValue(measures))
  })
  const owners = computed(() =>
    ownersOf(metrics.value, (key) =>
      [...found.value.get(key)!.families].map((id) => familyName(id, familyTitle(id))),
    ),
  )
  const chosen = computed(() => {
    const known = keysMeant(metrics.value, view.metrics.value)
    if (known.length > 0) return known
    const watched = toValue(groups).flatMap((group) => {
      const name = variant(group)?.metrics[0]?.name
      const reported = group.runs.flatMap((run) => run.metrics ?? [])
      return reported.find((metric) => metric.kind === 'training' && metric.name === name)?.key ?? []
    })
    return defaultMetrics(metrics.value, watched, toValue(measures), everyMetric)
  })

  /** The metric on the horizontal axis, where one is. */
  const against = computed(() => {
    const horizontal = view.horizontal.value
    if (horizontal.kind !== 'metric') return undefined
    const [key] = keysMeant(metrics.value, [horizontal.key])
    return metrics.value.find((metric) => metric.key === key)
  })

  const zoom = computed<[number, number] | undefined>(() =>
    view.from.value !== undefined && view.to.value !== undefined
      ? [view.from.value, view.to.value]
      : undefined,
  )
  const asked = computed(() =>
    zoom.value ? rangeAsked(runs.value, view.horizontal.value, zoom.value, epochsOf) : {},
  )
  const keys = computed(() => [...new Set([...chosen.value, ...(against.value ? [against.value.key] : [])])])
  const result = useSeries(runs, keys, asked, buckets)

  const bundles = computed(() => {
    const series = new Map(result.value.series.map((one) => [`${one.key} ${one.run}`, one]))
    const lineOf = (run: Run, found: Series): Curve | undefined => {
      const horizontal = view.horizontal.value
      if (horizontal.kind !== 'metric')
        return curveOf(found, placesOf(found, horizontal.kind, epochsOf(run)), run.seed)
      const across = series.get(`${against.value?.key} ${run.id}`)
      const moments = (moved: Pick<Series, 'steps' | 'trainMillis'>) =>
        placesOf(moved, view.counted.value, epochsOf(run))
      return across && pathOf(across, found, moments, run.seed)
    }
    return new Map(
      chosen.value
        .filter((key) => key !== against.value?.key)
        .map((key): [string, Bundle[]] => [
          key,
          visible.value.flatMap((group) => {
            const curves = group.runs.flatMap((run) => {
              const found = series.get(`${key} ${run.id}`)
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
    const { kind } = view.horizontal.value
    if (kind === 'metric')
      return breadth([...bundles.value.values()].flatMap((list) => list.flatMap((one) => one.curves)))
    const ends = runs.value.map((run) => endOf(run, kind, epochsOf(run)))
    return [0, Math.max(1e-3, ...ends.filter(Number.isFinite))]
  })
  const charts = computed(() =>
    chosen.value.flatMap((key) => {
      const metric = found.value.get(key)?.metric
      const lines = bundles.value.get(key) ?? []
      return metric && lines.length > 0 ? [{ metric, of: owners.value.get(key), lines }] : []
    }),
  )
  const left = computed(() => Math.max(0, allRuns.value.length - mostRuns))
  /** Why there is nothing to see. */
  const nothing = computed(() => {
    if (toValue(groups).length > 0 && visible.value.length === 0)
      return 'All curves are hidden; click a name above to show it again.'
    if (against.value) return `No run has these metrics and ${against.value.title} at the same steps.`
    if (zoom.value) return 'Nothing was reported in this part; show all to see the rest.'
    const unknown = view.horizontal.value.kind === 'epoch' && runs.value.some((run) => isNaN(epochsOf(run)))
    return unknown ? 'Epochs are not known without the data set; steps and time are.' : 'No points yet.'
  })
  return { view, metrics, owners, chosen, against, zoom, range, charts, result, left, mostRuns, nothing }
}
