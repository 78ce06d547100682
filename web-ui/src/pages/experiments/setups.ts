import { api } from '@/api/client'
import type {
  Budget,
  DataSet,
  Experiment,
  ExperimentSetup,
  NewSetup,
  NewProtocol,
  Protocol,
  Preprocessing,
} from '@/api/types'
import { preprocessingsOf } from '@/format/setup'

/** Coordinates and symbols stay as they are; 8-bit images come to [0, 1] and are dequantised, so that densities are proper. */
export function usualPreprocessing(set: DataSet, half = 0): Preprocessing {
  const { eightBit } = set.halves[half] ?? set
  if (eightBit) return { scaling: 'unit', dequantise: set.kind === 'image', binarisation: 'none' }
  return { scaling: 'none', dequantise: false, binarisation: 'none' }
}

/** The data of a setup, saying of a second half only what differs from what the platform takes anyway. */
export function selection(
  set: DataSet,
  split: string,
  preprocessing: Preprocessing,
  second?: Preprocessing,
): ExperimentSetup['data'] {
  const data = { dataSet: set.name, split, preprocessing, secondPreprocessing: null }
  const usual = preprocessingsOf(data, set)[1]
  const differs = second && usual && JSON.stringify(sorted(second)) !== JSON.stringify(sorted(usual))
  return differs ? { ...data, secondPreprocessing: second } : data
}

const sorted = ({ scaling, dequantise, binarisation }: Preprocessing) => [scaling, dequantise, binarisation]

const picturesIn = (set: DataSet) => set.eightBit || set.halves.some(({ eightBit }) => eightBit)

/** Why this preprocessing cannot be, in the words of the platform; empty if it can. */
export function preprocessingProblem(preprocessing: Preprocessing): string {
  const { scaling, dequantise, binarisation } = preprocessing
  if (binarisation !== 'none' && (scaling !== 'unit' || dequantise)) {
    return 'Binarisation wants the scaling to [0, 1] without dequantisation.'
  }
  return dequantise && scaling === 'none' ? 'Dequantised values want a scaling; try [0, 1].' : ''
}

export function usualBudget(set: DataSet): Budget {
  return { unit: 'steps', amount: picturesIn(set) ? 2_000 : 10_000, batchSize: 100 }
}

/** A protocol that pins no checkpoint yet. */
export type ProtocolDraft = Omit<Protocol, 'features'> & Pick<NewProtocol, 'features'>

/**
 * Points are cheap to draw and want many; pictures and sequences are looked at one by one, and what is measured on
 * pictures stays below a tenth of a ten-minute training. The server has the same for pictures where no protocol is given.
 */
export function usualProtocol(set: DataSet): ProtocolDraft {
  const images = !['vector', 'sequence'].includes(set.kind)
  return {
    sampleSets: 20,
    samplesPerSet: { vector: 1_000, image: 64, sequence: 64, pair: 32 }[set.kind],
    evaluations: images ? 2 : 5,
    evaluationSamples: images ? 1_000 : 2_500,
    testExamples: images ? 1_000 : 2_500,
    checkpoints: 5,
    noiseSeed: 1,
    extractor: 'classifier',
    version: 2,
    validation: 0,
  }
}

export function usualSetup(set: DataSet): NewSetup {
  return {
    data: selection(
      set,
      '',
      usualPreprocessing(set),
      set.kind === 'pair' ? usualPreprocessing(set, 1) : undefined,
    ),
    budget: usualBudget(set),
    protocol: usualProtocol(set),
  }
}

export const createExperiment = (name: string, note: string, set: DataSet): Promise<Experiment> =>
  api.createExperiment({ name, note, setup: usualSetup(set) })
