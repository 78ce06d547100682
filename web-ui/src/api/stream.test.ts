import { describe, expect, it } from 'vitest'
import type { Run, RunInBrief } from './types'
import { lacksMetric, withPoints, withRun } from './stream'

const run = {
  id: 'r',
  step: 100,
  progress: 0.1,
  trainMillis: 1000,
  metrics: [
    {
      name: 'loss',
      kind: 'training',
      points: 100,
      last: 2,
      lastStep: 100,
      min: 1.2,
      minStep: 80,
      max: 9,
      maxStep: 1,
      nonFinite: 0,
    },
  ],
} as unknown as Run

describe('the stream', () => {
  it('moves a run on and tells when it will be done', () => {
    const event = {
      run: 'r',
      step: 500,
      progress: 0.5,
      trainMillis: 5000,
      etaMillis: 5000,
      series: [{ metric: 'loss', steps: [400, 500], trainMillis: [4000, 5000], values: [1.5, 1] }],
    }
    const moved = withPoints(run, event)
    expect(moved.step).toBe(500)
    expect(moved.etaMillis).toBe(5000)
    expect(moved.metrics[0]!.last).toBe(1)
  })
  it('carries the best of a running run on, spikes and broken points too', () => {
    const series = [
      { metric: 'loss', steps: [100, 200, 300], trainMillis: [1, 2, 3], values: [0, 1.1, 'NaN' as const] },
      { metric: 'loss', steps: [300, 400, 500], trainMillis: [3, 4, 5], values: ['NaN' as const, 70, 3] },
      { metric: 'other', steps: [500], trainMillis: [5], values: [-5] },
    ]
    const moved = withPoints(run, {
      run: 'r',
      step: 500,
      progress: 0.5,
      trainMillis: 5000,
      etaMillis: 5000,
      series,
    })
    expect(moved.metrics[0]).toMatchObject({
      last: 3,
      lastStep: 500,
      min: 1.1,
      minStep: 200,
      max: 70,
      maxStep: 400,
      nonFinite: 1,
    })
  })
  it('begins a best where nothing finite came before', () => {
    const nothing = { ...run.metrics[0]!, min: 'NaN' as const, max: 'NaN' as const }
    const series = [{ metric: 'loss', steps: [200], trainMillis: [2], values: [4] }]
    const event = { run: 'r', step: 200, progress: 0.2, trainMillis: 2000, etaMillis: 8000, series }
    expect(withPoints({ ...run, metrics: [nothing] }, event).metrics[0]).toMatchObject({ min: 4, max: 4 })
  })
  it('notices a metric that came after the summaries were asked for', () => {
    const event = {
      run: 'r',
      step: 1,
      progress: 0,
      trainMillis: 1,
      etaMillis: null,
      series: [{ metric: 'kl', steps: [1], trainMillis: [1], values: [1] }],
    }
    expect(lacksMetric(run, event)).toBe(true)
    expect(lacksMetric(run, { ...event, series: [{ ...event.series[0]!, metric: 'loss' }] })).toBe(false)
    expect(lacksMetric(run, undefined)).toBe(false)
  })
  it('does not take a run back by a late event', () =>
    expect(
      withPoints(run, { run: 'r', step: 50, progress: 0.05, trainMillis: 500, etaMillis: 9500, series: [] }),
    ).toBe(run))
  it('keeps the summaries that a run event leaves out', () =>
    expect(withRun(run, { step: 200 } as RunInBrief)).toMatchObject({
      step: 200,
      metrics: [{ name: 'loss' }],
    }))
})
