import type { Budget, DataSet, Ground, PinnedRun, Preprocessing } from '@/api/types'
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
export function preparedText({ preprocessing, secondPreprocessing }: Ground['data']): string {
  const second = secondPreprocessing ? `; second half ${preprocessingText(secondPreprocessing)}` : ''
  return preprocessingText(preprocessing) + second
}

/** How each half of pairs is prepared, as the platform derives it. */
export function preprocessingsOf(data: Ground['data'], { halves }: Pick<DataSet, 'halves'>): Preprocessing[] {
  const [first, second] = halves
  if (!first || !second) return [data.preprocessing]
  const alike = first.eightBit === second.eightBit && first.symbols.length > 0 === second.symbols.length > 0
  return [data.preprocessing, data.secondPreprocessing ?? (alike ? data.preprocessing : asStored)]
}

const asStored: Preprocessing = { scaling: 'none', dequantise: false, binarisation: 'none' }

/** The ground in one line, what matters first. */
export function groundParts(ground: Ground, set?: DataSet): string[] {
  const sizes =
    ground.data.split || (set ? `${count(set.trainExamples)} train, ${count(set.testExamples)} test` : '')
  return [
    set?.title ?? ground.data.dataSet,
    sizes,
    preparedText(ground.data),
    budgetText(ground.budget),
    `${whole(ground.protocol.evaluationSamples)} samples per evaluation`,
    `noise ${ground.protocol.noiseSeed}`,
  ].filter((part) => part !== '')
}

export interface GroundDifference {
  what: string
  values: string[]
}

/** What differs between grounds, each with the values found. */
export function groundDifferences(grounds: Ground[]): GroundDifference[] {
  const aspects: [string, (ground: Ground) => string][] = [
    ['data set', (ground) => ground.data.dataSet],
    ['split', (ground) => ground.data.split || 'its own'],
    ['preprocessing', (ground) => preparedText(ground.data)],
    ['budget', (ground) => budgetText(ground.budget)],
    ['samples per evaluation', (ground) => whole(ground.protocol.evaluationSamples)],
    ['scored test examples', (ground) => whole(ground.protocol.testExamples)],
    ['noise seed', (ground) => String(ground.protocol.noiseSeed)],
    ['features', ({ protocol: { features } }) => (features ? checkpointText(features) : 'none')],
  ]
  return aspects
    .map(([what, read]) => ({ what, values: [...new Set(grounds.map(read))] }))
    .filter((difference) => difference.values.length > 1)
}
