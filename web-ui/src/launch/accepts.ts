import type { Accepts, DataSet, Family, Ground, ValueRange, Variant } from '@/api/types'
import { preprocessingsOf, valueRange } from '@/format/ground'

type Pairs = NonNullable<Accepts['pairs']>

/** Why a variant cannot be trained on this ground, in one sentence that says what to try; empty if it can. */
export function refusal(variant: Variant, ground: Ground, set: DataSet): string {
  const { kinds, labels, pairs } = variant.accepts
  if (!kinds.includes(set.kind)) return `Wants data of kind ${kinds.join(' or ')}; this is ${set.kind} data.`
  const reason =
    set.kind === 'pair' && pairs
      ? refusalOfPair(pairs, ground, set)
      : refusalOfRange(variant.accepts, valueRange(ground.data.preprocessing, set))
  return reason || (labels && set.classes.length === 0 ? 'Wants labelled data; this set has no classes.' : '')
}

function refusalOfPair(pairs: Pairs, ground: Ground, set: DataSet): string {
  const { aligned, halves } = set
  const preprocessings = preprocessingsOf(ground.data, set)
  if (pairs.alignment === 'aligned' && !aligned)
    return 'Wants pairs whose halves belong together; these are two unpaired domains.'
  if (pairs.alignment === 'unpaired' && aligned)
    return 'Wants two unpaired domains; these are pairs whose halves belong together.'
  const [first = '', second = ''] = halves.map((half, i) => {
    const { kinds, ...wanted } = [pairs.first, pairs.second][i]!
    return kinds.includes(half.kind)
      ? refusalOfRange(wanted, valueRange(preprocessings[i]!, half))
      : `Wants data of kind ${kinds.join(' or ')}; this is ${half.kind} data.`
  })
  if (first) return `First half: ${first}`
  return second && `Second half: ${second}`
}

function refusalOfRange({ ranges }: Pick<Accepts, 'ranges'>, range: ValueRange): string {
  if (range === 'symbols' && !ranges.includes(range)) return 'Wants numbers; these are sequences of symbols.'
  if (range !== 'symbols' && ranges.join() === 'symbols')
    return 'Wants sequences of symbols; these are numbers.'
  return ranges.includes(range)
    ? ''
    : `Wants values that are ${ranges.join(' or ')}; here they are ${range}. Another scaling or binarisation changes that.`
}

export function fittingVariants(family: Family, ground: Ground, set: DataSet): Variant[] {
  return family.variants.filter((variant) => refusal(variant, ground, set) === '')
}

/** Why no variant fits: the reason of the first; empty if one fits. */
export function familyRefusal(family: Family, ground: Ground, set: DataSet): string {
  const reasons = family.variants.map((variant) => refusal(variant, ground, set))
  return reasons.includes('') ? '' : (reasons[0] ?? 'Has no variants.')
}
