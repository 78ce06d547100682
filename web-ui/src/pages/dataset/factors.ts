import type { Distribution } from '@/api/types'
import { short } from '@/format/numbers'

/** What an example was drawn from, for people: factors that have names for their values, then numbers. */
export function factorsInWords(
  values: number[],
  known: Pick<Distribution, 'name' | 'unit' | 'names'>[],
): string {
  if (values.length !== known.length) return ''
  return known
    .map(({ name, unit, names }, index) => {
      const value = values[index]!
      return names.length > 0
        ? `${name} ${names[value] ?? value}`
        : `${name} ${short(value, 3)} ${unit}`.trim()
    })
    .join(', ')
}
