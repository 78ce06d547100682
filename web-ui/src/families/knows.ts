import type { Knowledge } from '@/api/types'

const words: Record<string, string> = {
  label: 'a class',
  first: 'the first half',
  second: 'the second half',
  prefix: 'a beginning',
  any: 'any values',
}

/** What can be given to draws, for people; empty where nothing can. */
export function givenInWords(knows: Knowledge[]): string {
  return knows
    .filter(({ parts }) => parts.length > 0)
    .map(({ parts, exact }) => {
      // The class goes beside what it is known with.
      const named = [...parts].sort((a, b) => Number(a === 'label') - Number(b === 'label'))
      const all = named.map((part) => words[part] ?? part.replaceAll('_', ' ')).join(' and ')
      return exact ? all : `${all} (nearly)`
    })
    .join(', or ')
}
