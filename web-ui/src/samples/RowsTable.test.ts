import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import RowsTable from './RowsTable.vue'

const texts = (cells: { text: () => string }[]) => cells.map((cell) => cell.text())

describe('rows of a table', () => {
  it('stand under the names of their columns, with their number and class', () => {
    const table = mount(RowsTable, {
      props: { names: ['length', 'width'], values: [6.5, 3, 0.2, 45], from: 4096, classes: ['iris', 'rose'] },
    })
    expect(texts(table.findAll('th'))).toEqual(['#', 'class', 'length', 'width'])
    expect(texts(table.findAll('tbody tr')[1]!.findAll('td'))).toEqual(['4,098', 'rose', '0.2', '45'])
  })
  it('are as wide as anybody reads, and say what is left out', () => {
    const names = Array.from({ length: 30 }, (_, index) => `x${index + 1}`)
    const table = mount(RowsTable, { props: { names, values: new Float32Array(300 * 30) } })
    expect(texts(table.findAll('th')).slice(-2)).toEqual(['x24', 'and 6 more'])
    expect(table.findAll('tbody tr')).toHaveLength(100)
  })
  it('light up together with the same sample in other panels', async () => {
    const table = mount(RowsTable, { props: { names: ['a'], values: [1, 2, 3], lit: 2 } })
    expect(table.findAll('tbody tr.lit').map((row) => row.find('td').text())).toEqual(['3'])
    await table.findAll('tbody tr')[1]!.trigger('mouseenter')
    expect(table.emitted('hover')).toEqual([[1]])
  })
})
