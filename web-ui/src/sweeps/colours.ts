import type { Direction } from '@/api/types'

/** The colour at a place from 0, the worst, to 1, the best; a run without a value is grey. */
export function colourAt(goodness: number): string {
  if (!Number.isFinite(goodness)) return 'var(--line-strong)'
  const percent = (part: number) => `${Math.round(100 * Math.min(1, Math.max(0, part)))}%`
  return goodness < 0.5
    ? `color-mix(in oklab, var(--scale-middle) ${percent(2 * goodness)}, var(--scale-worst))`
    : `color-mix(in oklab, var(--scale-best) ${percent(2 * goodness - 1)}, var(--scale-middle))`
}

/** How good a place on the measure's scale is. */
export const goodnessOf = (place: number, direction: Direction): number =>
  direction === 'lower' ? 1 - place : place
