import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useDataSet, useExamples, useStatistics } from '@/api/queries'
import type { ExperimentSetup } from '@/api/types'
import { whole } from '@/format/numbers'
import { useListState, useTextState } from '@/shell/useQueryState'
import { columnNames, inUnits, isTable, type Look } from './columns'

const looks: Look[] = ['plane', 'histograms', 'rows']

/** How samples of tables are looked at, the same in all panels of a page; it lives in the address. */
export function useTableView() {
  const text = useTextState('look', 'plane')
  const chosen = useListState('plane')
  const look = computed<Look>({
    get: () => looks.find((one) => one === text.value) ?? 'plane',
    set: (wanted) => (text.value = wanted),
  })
  return { look, chosen }
}

/** Fewer test examples than this have no distribution that one could see. */
const enoughExamples = 100

/** What a panel of vectors knows of the table that its run was trained on. */
export function useTable(
  data: MaybeRefOrGetter<ExperimentSetup['data'] | undefined>,
  dimensions: MaybeRefOrGetter<number>,
) {
  const set = useDataSet(() => toValue(data)?.dataSet)
  const shown = computed(() => isTable(toValue(dimensions), set.value))
  const standardised = computed(() => toValue(data)?.preprocessing.scaling === 'standardise')
  const { data: statistics } = useStatistics(
    () => set.value?.name ?? '',
    () => shown.value && standardised.value && set.value !== undefined,
  )
  /** Mean and deviation of the columns on the training split: those of the run too, if it has the set's own split. */
  const scales = computed(() => {
    const own = toValue(data)?.split === ''
    const read = statistics.value?.train
    const columns = statistics.value?.values.map(({ train }) => train) ?? []
    return own && read?.read === read?.examples && columns.length === toValue(dimensions)
      ? columns
      : undefined
  })
  const stored = computed(() => shown.value && (!standardised.value || scales.value !== undefined))
  const testExamples = () => set.value?.testExamples ?? enoughExamples
  const few = computed(() => stored.value && toValue(data)?.split === '' && testExamples() < enoughExamples)
  const { data: training } = useExamples(() => set.value?.name ?? '', 'train', 1000, few)
  /** Training examples in the units of the table, where there are too few test examples to compare with. */
  const trainingExamples = computed(() =>
    few.value && training.value ? Float32Array.from(training.value.values.flat()) : undefined,
  )
  return {
    trainingExamples,
    isTable: shown,
    names: computed(() => columnNames(set.value?.columns, toValue(dimensions))),
    /** Values as the table has them, as far as that can be told. */
    restored: <T extends ArrayLike<number>>(values: T) =>
      shown.value && standardised.value && scales.value ? inUnits(values, scales.value) : values,
    notes: computed(() => [
      shown.value && standardised.value && !scales.value ? 'in standard deviations from the mean' : '',
      trainingExamples.value
        ? `data: ${whole(trainingExamples.value.length / toValue(dimensions))} training examples, as only ${whole(testExamples())} are for testing`
        : '',
    ]),
  }
}
