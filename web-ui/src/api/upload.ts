import { address, api, ProblemError } from './client'
import type { DataSetDetails, Problem } from './types'

/** Fields of the form as the server names them; empty ones are not sent. */
export interface Upload {
  fields: Record<string, string>
  files: File[]
  labels?: File
}

export interface UploadProgress {
  phase: 'sending' | 'reading'
  done: number
  total: number
  /** Of folders, while they are read. */
  files?: number
  filesTotal?: number
}

const pollMillis = 400

/**
 * Sends files and tells how many bytes have gone out, which `fetch` cannot, then how far the server's reading is. An
 * abort leaves nothing on the server.
 */
export function uploadDataSet(
  upload: Upload,
  progress: (progress: UploadProgress) => void,
  signal?: AbortSignal,
): Promise<DataSetDetails> {
  const ticket = crypto.getRandomValues(new Uint32Array(4)).join('-')
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...upload.fields, ticket })) {
    if (value) form.append(name, value)
  }
  for (const file of upload.files) form.append('file', file)
  if (upload.labels) form.append('labels', upload.labels)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let poll: ReturnType<typeof setTimeout> | undefined
    let ended = false
    const end = () => {
      ended = true
      clearTimeout(poll)
    }
    const read = async () => {
      try {
        const { done, total, files, filesTotal } = await api.importProgress(ticket)
        if (!ended) progress({ phase: 'reading', done, total, files, filesTotal })
      } catch {
        // Not begun yet, or over already: the answer to the upload will say.
      }
      if (!ended) poll = setTimeout(() => void read(), pollMillis)
    }
    request.open('POST', address('/datasets'))
    request.upload.onprogress = (event) =>
      progress({ phase: 'sending', done: event.loaded, total: event.lengthComputable ? event.total : 0 })
    request.upload.onload = () => {
      progress({ phase: 'reading', done: 0, total: 0 })
      poll = setTimeout(() => void read(), pollMillis)
    }
    request.onload = () => {
      end()
      if (request.status === 201) resolve(JSON.parse(request.responseText) as DataSetDetails)
      else reject(new ProblemError(problem(request)))
    }
    request.onerror = () => {
      end()
      reject(new ProblemError({ status: 0, detail: 'The server does not answer. Is it running?' }))
    }
    request.onabort = () => {
      end()
      reject(new DOMException('The upload was stopped.', 'AbortError'))
    }
    signal?.addEventListener(
      'abort',
      () => {
        // Once all is sent the server goes on without its client, unless it is told.
        api.stopImport(ticket).catch(() => undefined)
        request.abort()
      },
      { once: true },
    )
    request.send(form)
  })
}

function problem(request: XMLHttpRequest): Problem {
  const fallback = {
    status: request.status,
    detail:
      request.status === 413
        ? 'The files are larger than an upload may be, 2 GiB; import them with ./genera data import.'
        : `The server answered ${request.status}.`,
  }
  try {
    return { ...fallback, ...(JSON.parse(request.responseText) as Partial<Problem>) }
  } catch {
    return fallback
  }
}
