import { computed, ref } from 'vue'
import { uploadDataSet, type Upload } from '@/api/upload'
import type { DataSet } from '@/api/types'
import { bytes } from '@/format/numbers'
import { zipped, type PathedFile } from './zip'

export interface Phase {
  phase: 'packing' | 'sending' | 'reading'
  done: number
  total: number
  files?: number
  filesTotal?: number
}

/** One upload at a time: packing where a folder was chosen, sending, then the server's reading. */
export function useUpload() {
  const phase = ref<Phase>()
  const error = ref<Error>()
  let stopper: AbortController | undefined

  const words = computed(() => {
    if (!phase.value) return ''
    const { phase: name, done, total } = phase.value
    if (name === 'packing')
      return `packing ${done.toLocaleString('en')} of ${total.toLocaleString('en')} pictures`
    if (name === 'sending') return `sending ${bytes(done)} of ${bytes(total)}`
    if (total === 0) return 'reading'
    const { files = 0, filesTotal = 0 } = phase.value
    const counted =
      filesTotal > 0 ? `${files.toLocaleString('en')} of ${filesTotal.toLocaleString('en')} files, ` : ''
    return `reading ${counted}${Math.floor((100 * done) / total)} %`
  })
  /** From 0 to 1; nothing while nobody knows. */
  const share = computed(() =>
    phase.value && phase.value.total > 0 ? phase.value.done / phase.value.total : undefined,
  )

  async function start(upload: Upload, folder?: { name: string; pictures: PathedFile[] }) {
    error.value = undefined
    stopper = new AbortController()
    const { signal } = stopper
    try {
      if (folder) {
        const total = folder.pictures.length
        phase.value = { phase: 'packing', done: 0, total }
        const archive = await zipped(folder.pictures, (done) => {
          signal.throwIfAborted()
          phase.value = { phase: 'packing', done, total }
        })
        upload = { ...upload, files: [new File([archive], `${folder.name}.zip`)] }
      }
      return await uploadDataSet(upload, (heard) => (phase.value = heard), signal)
    } catch (problem) {
      const stopped = problem instanceof DOMException && problem.name === 'AbortError'
      if (!stopped) error.value = problem as Error
      return undefined as DataSet | undefined
    } finally {
      phase.value = undefined
    }
  }
  const stop = () => stopper?.abort()

  return { phase, words, share, error, start, stop }
}
