import type { Density } from '@/api/types'

export const densityTitles: Record<Density, string> = {
  tractable: 'explicit density, tractable',
  approximate: 'explicit density, approximate',
  score: 'score of the density',
  implicit: 'implicit density',
  none: 'no density',
}
