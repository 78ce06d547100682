import { expect, test } from 'vitest'
import type { Evaluation, Run } from '@/api/types'
import { differenceText, evaluationRows, setupLines } from './evaluations'

const metric = (name: string) => ({ key: name, name, title: name, unit: '', direction: 'lower' as const })
const evaluation = (values: Record<string, number>) =>
  ({
    id: 'a',
    state: 'taken',
    step: 100,
    sampler: 'ddim',
    settings: { steps: 50 },
    evaluationSamples: 500,
    testExamples: 2500,
    noiseSeed: 1,
    changed: [{ name: 'evaluationSamples', own: 2500, taken: 500 }],
    measurements: Object.entries(values).map(([name, value]) => ({ metric: metric(name), value })),
  }) as unknown as Evaluation
const run = {
  metrics: [
    { ...metric('nll'), kind: 'evaluation', last: 1.5 },
    { ...metric('recall'), kind: 'evaluation', last: 'NaN' },
    { ...metric('loss'), kind: 'training', last: 3 },
  ],
} as unknown as Run

test('the own value of the run stands beside each evaluation, and the training metrics are left out', () => {
  const rows = evaluationRows(run, [evaluation({ nll: 1.5, coverage: 0.5 }), evaluation({ nll: 2 })], [])
  expect(rows.map((row) => row.name)).toEqual(['nll', 'coverage'])
  expect(rows[0]!.own?.last).toBe(1.5)
  expect(rows[1]!.again[1]).toBeUndefined()
})

test('equal numbers are the same, others differ by so much', () => {
  const rows = evaluationRows(run, [evaluation({ nll: 1.5, recall: 0.5 }), evaluation({ nll: 2 })], [])
  expect(differenceText(rows[0]!, 0)).toBe('same')
  expect(differenceText(rows[0]!, 1)).toBe('+0.5')
  expect(differenceText(rows[1]!, 0)).toBe('differs')
  expect(differenceText(rows[1]!, 1)).toBe('')
})

test('what was changed is told, and an unchanged protocol too', () => {
  expect(setupLines(evaluation({}), 'DDIM')).toEqual(['DDIM, steps 50', 'samples 500 instead of 2,500'])
  expect(setupLines({ ...evaluation({}), changed: [] }, 'DDIM')[1]).toBe("the experiment's protocol")
})
