import { describe, expect, it } from 'vitest'
import { fieldPlace } from './fieldPlace'

describe('the place of a refused field', () => {
  it('is the hyperparameter of its item, however deep the field goes', () => {
    const place = { of: 'item', item: 1, name: 'latent' }
    expect(fieldPlace('items[1].values.latent')).toEqual(place)
    expect(fieldPlace('items[1].values.latent.count')).toEqual(place)
    expect(fieldPlace('items[1].values.latent[2]')).toEqual(place)
  })
  it('is any item with such a hyperparameter where the field names no item', () =>
    expect(fieldPlace('latent')).toEqual({ of: 'item', name: 'latent' }))
  it('is the search for its parts and for halving', () => {
    expect(fieldPlace('search.count')).toEqual({ of: 'search', name: 'count' })
    expect(fieldPlace('halving.measure')).toEqual({ of: 'search', name: 'measure' })
    expect(fieldPlace('halving')).toEqual({ of: 'search', name: 'measure' })
  })
  it('is the foot of the form for everything else', () => {
    for (const field of ['', 'seeds', 'items']) expect(fieldPlace(field).of).toBe('elsewhere')
  })
})
