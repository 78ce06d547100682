import { useDataSets, useFamilyLookup } from '@/api/queries'
import type { Run } from '@/api/types'
import { epochsOfAStep } from '@/charts/horizontal'

/** The epochs that one step of a run is; NaN while its data set is not known. */
export function useEpochs(): (run: Run) => number {
  const { variant } = useFamilyLookup()
  const { data: dataSets } = useDataSets()
  return (run) =>
    epochsOfAStep(
      run,
      variant(run),
      dataSets.value?.find((set) => set.name === run.setup.data.dataSet),
    )
}
