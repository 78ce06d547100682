import type { MeasurementContext } from '@/api/types'
import { short, whole } from './numbers'

const sampled = ({ samples, sampler }: MeasurementContext): string =>
  samples ? `${whole(samples)} samples${sampler ? ` by ${sampler}` : ''}` : ''

function real({ references, split }: MeasurementContext): string {
  if (!references) return ''
  const [name, bounds] = split.split('=')
  const side = name === 'train' ? 'training' : name
  return `${whole(references)} ${side} examples${bounds ? ` (${bounds})` : ''}`
}

/** How many examples a model holds for impossible, which makes the mean cost of all infinite. */
export const impossibleExamples = (told: MeasurementContext | null | undefined): string =>
  told?.impossible ? `${whole(told.impossible)} of ${whole(told.references)} examples have probability 0` : ''

const measures = {
  counting: 'a probability',
  lebesgue: 'a density, in the units of the data as the model sees them',
  mixed: 'a density times a probability',
}

/** What a likelihood is taken with respect to, as the key of its column has it; empty of what is no likelihood of today. */
export function referenceOf({ measure, values, given }: MeasurementContext): string {
  const of = measure ? { counting: 'probability', lebesgue: 'density', mixed: 'mixed' }[measure] : 'unknown'
  const scored = values && values !== 'real' ? `-${values}` : ''
  return of + scored + (given?.length ? `-given-${given.join('-')}` : '')
}

/** What the values are that a density is one of. */
const scored = {
  real: '',
  dequantised: ', of values after dequantisation',
  discrete: ', of discrete values: it can be driven to −∞',
}

/** The standard error of a value beside it, where its draws leave one. */
export const plusMinus = (told: MeasurementContext | null | undefined): string =>
  told?.standardError === undefined ? '' : `± ${short(told.standardError, 2)}`

/** How a value was measured and what it is read against, a line each; none where nothing was told. */
export function contextLines(told: MeasurementContext | null | undefined): string[] {
  if (!told) return []
  const lines: string[] = []
  const what = [sampled(told), real(told)].filter(Boolean).join(' against ')
  if (what) lines.push(what)
  const where =
    told.extractor === 'raw coordinates'
      ? 'in raw coordinates'
      : told.extractor && `seen by ${told.extractor}`
  const how = [where, told.setting].filter(Boolean).join('; ')
  if (how) lines.push(how)
  if (told.measure)
    lines.push(
      measures[told.measure] +
        (told.values ? scored[told.values] : '') +
        (told.given?.length ? `, given ${told.given.join(' and ')}` : ''),
    )
  const impossible = impossibleExamples(told)
  if (impossible) lines.push(impossible)
  if (told.standardError !== undefined) lines.push(`${plusMinus(told)}, the standard error of its draws`)
  if (told.examplesError !== undefined)
    lines.push(`± ${short(told.examplesError, 2)}, the standard error over which examples there are`)
  if (told.biasFloor !== undefined)
    lines.push(`perfect samples would score about ${short(told.biasFloor, 3)}`)
  if (told.ceiling)
    lines.push(`${whole(told.ceiling.examples)} real training examples score ${short(told.ceiling.value, 4)}`)
  return lines
}

/**
 * A value as a multiple of what real training examples score; NaN where that says nothing: where it was not measured,
 * or where perfect samples score 0 on average, so that it is noise.
 */
export function ratioToCeiling(value: number, told: MeasurementContext | null | undefined): number {
  const ceiling = told?.ceiling?.value ?? 0
  return ceiling > 0 && told?.biasFloor !== 0 ? value / ceiling : NaN
}

export const ratioLine = (ratio: number): string => `${short(ratio, 3)} × what real examples score`
