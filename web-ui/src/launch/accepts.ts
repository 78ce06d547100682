import type { DataSet, Family, Ground, Variant } from '@/api/types'
import { valueRange } from '@/format/ground'

/** Why a variant cannot be trained on this ground, in one sentence that says what to try; empty if it can. */
export function refusal(variant: Variant, ground: Ground, set: DataSet): string {
  const { kinds, ranges, labels } = variant.accepts
  const range = valueRange(ground.data.preprocessing, set)
  if (!kinds.includes(set.kind)) return `Wants data of kind ${kinds.join(' or ')}; this is ${set.kind} data.`
  if (range === 'symbols' && !ranges.includes(range)) return 'Wants numbers; these are sequences of symbols.'
  if (range !== 'symbols' && ranges.join() === 'symbols')
    return 'Wants sequences of symbols; these are numbers.'
  if (!ranges.includes(range)) {
    return `Wants values that are ${ranges.join(' or ')}; here they are ${range}. Another scaling or binarisation changes that.`
  }
  return labels && set.classes.length === 0 ? 'Wants labelled data; this set has no classes.' : ''
}

export function fittingVariants(family: Family, ground: Ground, set: DataSet): Variant[] {
  return family.variants.filter((variant) => refusal(variant, ground, set) === '')
}

/** Why no variant fits: the reason of the first; empty if one fits. */
export function familyRefusal(family: Family, ground: Ground, set: DataSet): string {
  const reasons = family.variants.map((variant) => refusal(variant, ground, set))
  return reasons.includes('') ? '' : (reasons[0] ?? 'Has no variants.')
}
