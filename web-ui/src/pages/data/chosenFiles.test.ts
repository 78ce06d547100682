import { describe, expect, it } from 'vitest'
import { choiceOf, nameFrom, picturesOf } from './chosenFiles'

describe('chosen files', () => {
  it('are told apart by their names', () => {
    expect(choiceOf([], false)).toBe('nothing')
    expect(choiceOf(['a.CSV.gz'], false)).toBe('table')
    expect(choiceOf(['lines.txt'], false)).toBe('text')
    expect(choiceOf(['t10k-images-idx3-ubyte.gz'], false)).toBe('array')
    expect(choiceOf(['data_batch_1.bin', 'data_batch_2.bin'], false)).toBe('batches')
    expect(choiceOf(['pets.zip'], false)).toBe('pictures')
    expect(choiceOf(['1.png'], true)).toBe('pictures')
  })
  it('lend the set a name that the catalogue takes', () => {
    expect(nameFrom('My Pets (2).zip')).toBe('my-pets-2')
    expect(nameFrom('2024_birds.csv.gz')).toBe('birds')
    expect(nameFrom('t10k-images-idx3-ubyte.gz')).toBe('t10k-images-idx3-ubyte')
  })
  it('of a folder are its pictures, 2 before 10', () => {
    const file = (path: string) => Object.assign(new File([], path), { webkitRelativePath: path })
    const found = picturesOf(['a/10.png', 'a/2.PNG', 'a/notes.md', 'a/.x/1.png'].map(file))
    expect(found.map(({ path }) => path)).toEqual(['a/2.PNG', 'a/10.png'])
    const captioned = picturesOf(['a/1.png', 'a/1.txt', 'a/readme.txt', 'a/1.jpg.txt'].map(file))
    expect(captioned.map(({ path }) => path)).toEqual(['a/1.png', 'a/1.txt'])
  })
})
