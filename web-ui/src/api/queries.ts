import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, type ExampleQuery, type ExperimentsQuery, type LeaderboardQuery, type RoleOf } from './client'
import { variantName } from '@/families/names'
import type { DataSet, Family, Reading, Run, Sweep, Variant } from './types'

const forever = { staleTime: 5 * 60_000 }

export const useSystem = () =>
  useQuery({
    queryKey: ['system'],
    queryFn: ({ signal }) => api.system(signal),
    refetchInterval: (query) => (query.state.data?.rebuild?.over === false ? 2_000 : 10_000),
  })

export const usePlugins = () =>
  useQuery({ queryKey: ['plugins'], queryFn: ({ signal }) => api.plugins(signal), ...forever })

export const useFamilies = () =>
  useQuery({ queryKey: ['families'], queryFn: ({ signal }) => api.families(signal), ...forever })

export const useDataSets = () =>
  useQuery({ queryKey: ['datasets'], queryFn: ({ signal }) => api.dataSets(signal), ...forever })

export function useDataSet(name: MaybeRefOrGetter<string | undefined>) {
  const { data } = useDataSets()
  return computed<DataSet | undefined>(() => data.value?.find((set) => set.name === toValue(name)))
}

/** Looks up titles; falls back to ids while families load or where a plugin has gone. */
export function useFamilyLookup() {
  const { data } = useFamilies()
  const family = (id: string): Family | undefined => data.value?.find((one) => one.id === id)
  const variant = (run: { family: string; variant: string }): Variant | undefined =>
    family(run.family)?.variants.find((one) => one.id === run.variant)
  return {
    families: data,
    family,
    variant,
    familyTitle: (id: string) => family(id)?.title ?? id,
    variantTitle: (run: { family: string; variant: string }) =>
      variantName(run.family, family(run.family)?.title ?? run.family, variant(run)?.title ?? run.variant),
  }
}

export function useExperiments(query: MaybeRefOrGetter<ExperimentsQuery>) {
  return useQuery({
    queryKey: ['experiments', computed(() => toValue(query))],
    queryFn: ({ signal }) => api.experiments(toValue(query), signal),
    placeholderData: keepPreviousData,
  })
}

export function useExperiment(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['experiment', computed(() => toValue(id))],
    queryFn: ({ signal }) => api.experiment(toValue(id), signal),
    enabled: computed(() => toValue(id) !== ''),
  })
}

const pageSize = 1000

/** All runs of an experiment; the pages stay well below what a browser can hold. */
export async function allRuns(experiment: string, signal?: AbortSignal): Promise<Run[]> {
  const runs: Run[] = []
  for (;;) {
    const page = await api.runs({ experiment, offset: runs.length, limit: pageSize }, signal)
    runs.push(...page.items)
    if (page.items.length === 0 || runs.length >= page.total) return runs
  }
}

export function useRunsOfExperiment(experiment: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['runs', 'experiment', computed(() => toValue(experiment))],
    queryFn: ({ signal }) => allRuns(toValue(experiment), signal),
    enabled: computed(() => toValue(experiment) !== ''),
  })
}

/** The statistics of groups, of a whole experiment where it is named, of the given runs otherwise. */
export function useLeaderboard(
  experiment: MaybeRefOrGetter<string | undefined>,
  runs: MaybeRefOrGetter<Run[]>,
  query: MaybeRefOrGetter<LeaderboardQuery>,
) {
  const ids = computed(() => (toValue(experiment) ? [] : toValue(runs).map((run) => run.id)))
  return useQuery({
    queryKey: ['leaderboard', computed(() => toValue(experiment) ?? ''), ids, computed(() => toValue(query))],
    queryFn: ({ signal }) => {
      const known = toValue(experiment)
      return known
        ? api.leaderboard(known, toValue(query), signal)
        : api.leaderboardOfRuns(ids.value, toValue(query), signal)
    },
    enabled: computed(() => toValue(runs).length > 0),
    placeholderData: keepPreviousData,
  })
}

const sightMillis = 1_000
const sweepMillis = 5_000

export function useSweeps(experiment: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['sweeps', computed(() => toValue(experiment))],
    queryFn: ({ signal }) => api.sweeps(toValue(experiment), signal),
    enabled: computed(() => toValue(experiment) !== ''),
    // The time left moves without an event.
    refetchInterval: ({ state }) => (state.data?.some(isActive) ? sweepMillis : false),
  })
}

/** Whether a sweep has runs that have not ended. */
export function isActive(sweep: Sweep): boolean {
  const { queued = 0, starting = 0, running = 0, waiting = 0 } = sweep.states
  return queued + starting + running + waiting > 0
}

export function useSweepAnalysis(
  sweep: MaybeRefOrGetter<string>,
  query: MaybeRefOrGetter<{ measure?: string; reading?: Reading }>,
) {
  return useQuery({
    queryKey: ['sweepAnalysis', computed(() => toValue(sweep)), computed(() => toValue(query))],
    queryFn: ({ signal }) => api.sweepAnalysis(toValue(sweep), toValue(query), signal),
    placeholderData: keepPreviousData,
  })
}

export function useRepeats(run: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['repeats', computed(() => toValue(run))],
    queryFn: ({ signal }) => api.repeats(toValue(run), signal),
  })
}

export function useEvaluations(run: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['evaluations', computed(() => toValue(run))],
    queryFn: ({ signal }) => api.evaluations(toValue(run), signal),
  })
}

/** The steps of the checkpoints that are kept, in rising order. */
export function useCheckpoints(run: MaybeRefOrGetter<string>) {
  const { data } = useQuery({
    queryKey: ['files', computed(() => toValue(run))],
    queryFn: ({ signal }) => api.files(toValue(run), signal),
    staleTime: 0,
  })
  return computed(() =>
    (data.value ?? [])
      .map((file) => /^checkpoints\/step-(\d+)\/checkpoint\.json$/.exec(file.path)?.[1])
      .filter((step) => step !== undefined)
      .map(Number)
      .sort((a, b) => a - b),
  )
}

export function useRunsByIds(ids: MaybeRefOrGetter<string[]>) {
  return useQuery({
    queryKey: ['runs', 'ids', computed(() => toValue(ids))],
    queryFn: async ({ signal }) => {
      const wanted = toValue(ids)
      if (wanted.length === 0) return []
      return (await api.runs({ ids: wanted.join(','), limit: pageSize }, signal)).items
    },
    placeholderData: keepPreviousData,
  })
}

export function useRun(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['run', computed(() => toValue(id))],
    queryFn: ({ signal }) => api.run(toValue(id), signal),
  })
}

/** Which variants can be trained in an experiment, and why others cannot. */
export function useFits(experiment: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['fits', computed(() => toValue(experiment))],
    queryFn: ({ signal }) => api.fits(toValue(experiment), signal),
  })
}

/** Runs that may take a role. */
export function useFitting(whose: MaybeRefOrGetter<RoleOf>, role: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['fitting', computed(() => toValue(whose)), computed(() => toValue(role))],
    queryFn: ({ signal }) => api.fitting(toValue(whose), toValue(role), signal),
    staleTime: 0,
  })
}

/** Runs that build on a run. */
export function useDependents(run: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['dependents', computed(() => toValue(run))],
    queryFn: ({ signal }) => api.dependents(toValue(run), signal),
    staleTime: 0,
  })
}

export function useProfiles(run: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['profiles', computed(() => toValue(run))],
    queryFn: ({ signal }) => api.profiles(toValue(run), signal),
  })
}

export function useExamples(
  name: MaybeRefOrGetter<string>,
  split: 'train' | 'test',
  count: MaybeRefOrGetter<number>,
  enabled: MaybeRefOrGetter<boolean> = true,
) {
  return useQuery({
    queryKey: ['examples', computed(() => toValue(name)), split, computed(() => toValue(count))],
    queryFn: ({ signal }) => api.examples(toValue(name), split, toValue(count), signal),
    enabled: computed(() => toValue(enabled)),
    staleTime: Infinity,
  })
}

/** One data set with how it came here. */
export function useDataSetDetails(name: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['datasets', computed(() => toValue(name))],
    queryFn: ({ signal }) => api.dataSet(toValue(name), signal),
    retry: false,
  })
}

export function useStatistics(name: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: ['statistics', computed(() => toValue(name))],
    queryFn: ({ signal }) => api.statistics(toValue(name), signal),
    enabled: computed(() => toValue(enabled)),
    staleTime: Infinity,
  })
}

/** What the measures see of a data set; asked again while a worker is finding out. */
export function useSight(name: MaybeRefOrGetter<string>, split: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['sight', computed(() => toValue(name)), computed(() => toValue(split))],
    queryFn: ({ signal }) => api.sight(toValue(name), toValue(split), signal),
    refetchInterval: ({ state }) =>
      ['waiting', 'running'].includes(state.data?.state ?? '') ? sightMillis : false,
    retry: false,
  })
}

export function useSightExamples(
  name: MaybeRefOrGetter<string>,
  split: MaybeRefOrGetter<string>,
  damage: MaybeRefOrGetter<string>,
  enabled: MaybeRefOrGetter<boolean>,
) {
  return useQuery({
    queryKey: [
      'sight examples',
      computed(() => toValue(name)),
      computed(() => toValue(split)),
      computed(() => toValue(damage)),
    ],
    queryFn: ({ signal }) => api.sightExamples(toValue(name), toValue(split), toValue(damage), signal),
    enabled: computed(() => toValue(enabled)),
    staleTime: Infinity,
  })
}

export function useExamplePage(name: MaybeRefOrGetter<string>, query: MaybeRefOrGetter<ExampleQuery>) {
  return useQuery({
    queryKey: ['examples', computed(() => toValue(name)), computed(() => toValue(query))],
    queryFn: ({ signal }) => api.examplePage(toValue(name), toValue(query), signal),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  })
}
