import type { Sweep, SweepAnalysis } from '@/api/types'

type TitleOf = (of: { family: string; variant: string }) => string

/** What a sweep is called: its variants, what varies, and the seeds where there are several. */
export function sweepTitle(
  { variants, varied, seeds }: Pick<Sweep, 'variants' | 'varied' | 'seeds'>,
  titleOf: TitleOf,
): string {
  const over = [varied.join(' × '), seeds > 1 ? `${seeds} seeds` : '']
    .filter((part) => part !== '')
    .join(', ')
  return [variants.map(titleOf).join(' · '), over].filter((part) => part !== '').join(': ')
}

/** The analysis with titles in place of the ids of variants. */
export function withTitles<A extends Pick<SweepAnalysis, 'axes' | 'runs'>>(analysis: A, titleOf: TitleOf): A {
  const titles = new Map(analysis.runs.map((run) => [run.values.variant, titleOf(run)]))
  return {
    ...analysis,
    axes: analysis.axes.map((axis) =>
      axis.name === 'variant'
        ? { ...axis, values: axis.values?.map((value) => titles.get(value) ?? value) }
        : axis,
    ),
    runs: analysis.runs.map((run) =>
      run.values.variant === undefined
        ? run
        : { ...run, values: { ...run.values, variant: titles.get(run.values.variant)! } },
    ),
  }
}
