import type { DataSet, HalfOfSet, Variant } from '@/api/types'

/** What a guide can be led to: a class, a text that is written, half of a test example. */
export type Target = 'label' | 'text' | 'example'

type Leads = Pick<Variant, 'leadsTo'>

const halfOf = (part: string, set: DataSet) => set.halves[part === 'first' ? 0 : 1]

/** What runs of a variant on a data set lead to, the usual first. */
export function targetsOf({ leadsTo }: Leads, set: DataSet): Target[] {
  const targets = leadsTo.flatMap((part): Target[] => {
    if (part === 'label') return set.classes.length > 0 ? ['label'] : []
    const half = halfOf(part, set)
    if (!half) return []
    return half.symbols.length > 0 ? ['text', 'example'] : ['example']
  })
  return [...new Set(targets)]
}

/** The half that is written where a guide is led to a text. */
export const textHalf = ({ leadsTo }: Leads, set: DataSet): HalfOfSet | undefined =>
  leadsTo
    .filter((part) => part !== 'label')
    .map((part) => halfOf(part, set))
    .find((half) => half && half.symbols.length > 0)

/** How a text is written: letter by letter where each symbol is one, else word by word. */
export function spellingOf({ symbols, shape }: Pick<HalfOfSet, 'symbols' | 'shape'>): string {
  const letters = symbols.every((symbol) => [...symbol].length === 1)
  const shown = symbols.slice(0, 40).map((symbol) => (symbol === ' ' ? 'blank' : symbol))
  const more = symbols.length > shown.length ? ` and ${symbols.length - shown.length} more` : ''
  return `at most ${shape[0]} ${letters ? 'letters' : 'words'} of ${shown.join(' ')}${more}`
}
