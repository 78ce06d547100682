import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Run, SampleSet } from '@/api/types'
import { placeOf, placeText } from '@/charts/horizontal'
import { whole } from '@/format/numbers'
import { setAt, stopsOf } from '@/samples/sets'
import { useEpochs } from './useEpochs'
import { useView } from './useView'

/** The moments of training at which runs drew, on the axis of the view, and the sets of the one that is looked at. */
export function useMoments(lists: MaybeRefOrGetter<{ run: Run; sets: SampleSet[] }[]>) {
  const view = useView()
  const epochsOf = useEpochs()
  const kind = view.counted
  const placed = computed(() =>
    toValue(lists).map(({ run, sets }) => {
      const epochs = epochsOf(run)
      return sets.map((set) => ({ set, place: placeOf(set, kind.value, epochs) }))
    }),
  )
  const stops = computed(() => stopsOf(placed.value))
  const labels = computed(() => stops.value.map((stop) => placeText(kind.value, stop)))
  const shown = computed(() => placed.value.map((sets) => setAt(sets, view.moment.value)))
  /** When the sets shown were drawn: their step, where that is not what the slider says already. */
  const drawnAt = computed(() => {
    const slider = view.moment.value ?? stops.value.at(-1)
    return shown.value.map((one) => {
      if (!one || (kind.value === 'step' && one.place === slider)) return ''
      const step = `step ${whole(one.set.step)}`
      return kind.value === 'step' ? step : `${step}, ${placeText(kind.value, one.place)}`
    })
  })
  /** What a panel says that has no set up to the moment. */
  const notYet = computed(() =>
    placed.value.map(([first]) =>
      first
        ? `Nothing drawn by then; the first samples are of ${placeText(kind.value, first.place)}.`
        : undefined,
    ),
  )
  return { moment: view.moment, stops, labels, shown, drawnAt, notYet }
}
