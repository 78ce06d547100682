import type { Budget, DataSet, ExperimentSetup, PinnedRun, Preprocessing } from '@/api/types'
import { count, short, whole } from './numbers'

export function budgetText(budget: Budget): string {
  const amount = Number.isInteger(budget.amount) ? whole(budget.amount) : short(budget.amount)
  const unit = budget.amount === 1 ? budget.unit.replace(/s$/, '') : budget.unit
  return `${amount} ${unit} of batch ${whole(budget.batchSize)}`
}

export function preprocessingText(preprocessing: Preprocessing): string {
  const parts: string[] = []
  if (preprocessing.scaling === 'unit') parts.push('scaled to [0, 1]')
  if (preprocessing.scaling === 'symmetric') parts.push('scaled to [−1, 1]')
  if (preprocessing.scaling === 'standardise') parts.push('standardised')
  if (preprocessing.dequantise) parts.push('dequantised')
  if (preprocessing.binarisation !== 'none') parts.push(`${preprocessing.binarisation} binarisation`)
  return parts.join(', ') || 'as stored'
}

export const checkpointText = ({ run, step, checkpointSha256 }: PinnedRun) =>
  `run ${run} at step ${whole(step)} (${checkpointSha256.slice(0, 8)})`

/** How the data are prepared, both halves of pairs where they differ. */
export function preparedText({ preprocessing, secondPreprocessing }: ExperimentSetup['data']): string {
  const second = secondPreprocessing ? `; second half ${preprocessingText(secondPreprocessing)}` : ''
  return preprocessingText(preprocessing) + second
}

/** How each half of pairs is prepared, as the platform derives it. */
export function preprocessingsOf(
  data: ExperimentSetup['data'],
  { halves }: Pick<DataSet, 'halves'>,
): Preprocessing[] {
  const [first, second] = halves
  if (!first || !second) return [data.preprocessing]
  const alike = first.eightBit === second.eightBit && first.symbols.length > 0 === second.symbols.length > 0
  return [data.preprocessing, data.secondPreprocessing ?? (alike ? data.preprocessing : asStored)]
}

const asStored: Preprocessing = { scaling: 'none', dequantise: false, binarisation: 'none' }

const validationText = ({ protocol: { validation } }: ExperimentSetup) =>
  validation > 0 ? `validation ${short(100 * validation)} %` : 'no validation'

const versionText = ({ protocol: { version } }: ExperimentSetup) => `protocol version ${version}`

/** The setup in one line, what matters first. */
export function setupParts(setup: ExperimentSetup, set?: DataSet): string[] {
  const sizes =
    setup.data.split || (set ? `${count(set.trainExamples)} train, ${count(set.testExamples)} test` : '')
  return [
    set?.title ?? setup.data.dataSet,
    sizes,
    preparedText(setup.data),
    budgetText(setup.budget),
    `${whole(setup.protocol.evaluationSamples)} samples per evaluation`,
    `noise ${setup.protocol.noiseSeed}`,
    setup.protocol.validation > 0 ? validationText(setup) : '',
    setup.protocol.version < 2 ? versionText(setup) : '',
  ].filter((part) => part !== '')
}

export interface SetupDifference {
  what: string
  values: string[]
}

/** What differs between setups, each with the values found. */
export function setupDifferences(setups: ExperimentSetup[]): SetupDifference[] {
  const aspects: [string, (setup: ExperimentSetup) => string][] = [
    ['data set', (setup) => setup.data.dataSet],
    ['split', (setup) => setup.data.split || 'its own'],
    ['preprocessing', (setup) => preparedText(setup.data)],
    ['budget', (setup) => budgetText(setup.budget)],
    ['samples per evaluation', (setup) => whole(setup.protocol.evaluationSamples)],
    ['scored test examples', (setup) => whole(setup.protocol.testExamples)],
    ['validation', validationText],
    ['version', versionText],
    ['noise seed', (setup) => String(setup.protocol.noiseSeed)],
    ['features', ({ protocol: { features } }) => (features ? checkpointText(features) : 'none')],
  ]
  return aspects
    .map(([what, read]) => ({ what, values: [...new Set(setups.map(read))] }))
    .filter((difference) => difference.values.length > 1)
}
