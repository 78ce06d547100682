import { short } from '@/format/numbers'

/** Where a value lies between nothing and the largest of its matrix, by its size: 0 to 1. */
export function strength(value: number, top: number, bottom: number): number {
  const most = Math.max(Math.abs(top), Math.abs(bottom))
  return most > 0 && Number.isFinite(value) ? Math.abs(value) / most : 0
}

/** The colour of a cell: the stronger the further from the setup, of one hue above zero and another below. */
export function cellColour(value: number, top: number, bottom: number): string {
  if (!Number.isFinite(value)) return 'var(--line-strong)'
  const hue = value < 0 ? 'var(--hue-vermillion)' : 'var(--accent)'
  return `color-mix(in oklab, ${hue} ${Math.round(100 * strength(value, top, bottom))}%, var(--sunken))`
}

/** A cell in words. */
export const cellText = (
  { axis, rowAxis, unit }: { axis: string; rowAxis: string; unit: string },
  row: number,
  column: number,
  value: number,
) => `${rowAxis} ${row}, ${axis} ${column}: ${short(value)} ${unit}`.trim()
