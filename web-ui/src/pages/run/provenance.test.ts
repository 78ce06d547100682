import { expect, test } from 'vitest'
import type { Run } from '@/api/types'
import { provenanceRows } from './provenance'

const run = (trainedByJar: string | null, pluginSha256 = 'ab') =>
  ({
    id: 'r1',
    seed: 3,
    device: 'auto',
    assignedDevice: 'cpu',
    provenance: { pluginSha256 },
    trainedByJar,
  }) as unknown as Run
const last = (of: Run) => provenanceRows(of).at(-1)

test('the jar that trained is named, with a word where it is not that of the launch', () => {
  expect(last(run('ab'))).toEqual(['trained by jar', 'ab'])
  expect(last(run('cd'))).toEqual(['trained by jar', 'another than at the launch: cd'])
  expect(last(run('cd', ''))).toEqual(['trained by jar', 'cd'])
})

test('what is not known is left out', () => {
  expect(provenanceRows(run(null))).toEqual([
    ['run', 'r1'],
    ['seed', '3'],
    ['device', 'auto: cpu'],
    ['pluginSha256', 'ab'],
  ])
})
