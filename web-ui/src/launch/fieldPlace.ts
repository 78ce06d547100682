/** Where in the form a field of the launch body stands. */
export interface FieldPlace {
  of: 'item' | 'search' | 'elsewhere'
  /** Which item, where the field says so. */
  item?: number
  /** The hyperparameter, or the part of the search. */
  name: string
}

/** Reads names such as `items[1].values.latent.from`, `search.count` or `halving.measure`. */
export function fieldPlace(field: string): FieldPlace {
  const parts = field.split(/[.[\]/]+/).filter((part) => part !== '')
  const [first = '', second = ''] = parts
  if (first === 'search' || first === 'halving') return { of: 'search', name: second || 'measure' }
  const name = parts[parts.indexOf('values') + 1] ?? ''
  if (first === 'items' && /^\d+$/.test(second)) return { of: 'item', item: Number(second), name }
  return parts.length === 1 && first !== 'items' && first !== 'seeds'
    ? { of: 'item', name: first }
    : { of: 'elsewhere', name }
}
