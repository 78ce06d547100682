import type { PathedFile } from './zip'

/** What a choice of files is, as far as names tell. */
export type Choice = 'nothing' | 'table' | 'text' | 'array' | 'batches' | 'pictures'

const plain = (name: string) => name.toLowerCase().replace(/\.gz$/, '')

export function choiceOf(names: string[], folder: boolean): Choice {
  const first = plain(names[0] ?? '')
  if (!first) return 'nothing'
  if (folder || first.endsWith('.zip')) return 'pictures'
  if (/\.(csv|tsv)$/.test(first)) return 'table'
  if (first.endsWith('.txt')) return 'text'
  return first.endsWith('.bin') ? 'batches' : 'array'
}

/** A name for the catalogue: lower-case words joined by dashes. */
export function nameFrom(file: string): string {
  return plain(file.split('/').at(-1) ?? '')
    .replace(/\.[^.]*$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-$/g, '')
    .slice(0, 64)
}

const isPicture = (path: string) => /\.(png|jpe?g|jpe|jfif)$/i.test(path) && !/(^|\/)\./.test(path)

const stem = (path: string) => path.replace(/\.[^./]*$/, '')

/** The pictures of a chosen folder under their paths in it, and the texts that have the name of one. */
export function picturesOf(files: File[]): PathedFile[] {
  const pathed = files.map((file) => ({ path: file.webkitRelativePath || file.name, file }))
  const pictures = new Set(pathed.filter(({ path }) => isPicture(path)).map(({ path }) => stem(path)))
  return pathed
    .filter(({ path }) => isPicture(path) || (/\.txt$/i.test(path) && pictures.has(stem(path))))
    .sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
}
