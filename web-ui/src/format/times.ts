import { short } from './numbers'

/** Durations as people say them: 3 ms, 0.42 s, 18 s, 1 min 12 s, 2 h 5 min, 3 d 4 h. */
export function duration(millis: number): string {
  if (!Number.isFinite(millis) || millis < 0) return '–'
  if (millis < 100) return `${short(millis, 2)} ms`
  if (millis < 10_000) return `${short(millis / 1000, 2)} s`
  const seconds = Math.round(millis / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return pair(minutes, 'min', seconds % 60, 's')
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return pair(hours, 'h', minutes % 60, 'min')
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`
}

/** How long ago, in one unit. */
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000)
  if (seconds < 10) return 'just now'
  if (seconds < 60) return `${Math.floor(seconds)} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`
  const days = Math.floor(seconds / 86_400)
  if (days < 60) return days === 1 ? 'yesterday' : `${days} days ago`
  return new Date(iso).toISOString().slice(0, 10)
}

export const absolute = (iso: string) => new Date(iso).toLocaleString()
