import type { Accepts } from '@/api/types'

const joined = { aligned: 'beside', unpaired: 'unpaired with', either: 'beside or unpaired with' }

/** The data that a variant can be trained on, for people. */
export function acceptsInWords({ kinds, ranges, labels, pairs }: Accepts): string {
  const single = kinds.filter((kind) => kind !== 'pair')
  const words = single.length > 0 ? [`${single.join(', ')}; values ${ranges.join(', ')}`] : []
  if (pairs) {
    words.push(`pairs of ${halfInWords(pairs.first)} ${joined[pairs.alignment]} ${halfInWords(pairs.second)}`)
  }
  return words.join('; ') + (labels ? '; labels' : '')
}

const halfInWords = ({ kinds, ranges }: Accepts) =>
  ranges.join() === 'symbols' ? 'sequences of symbols' : kinds.join(' or ')
