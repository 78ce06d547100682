import { address, ProblemError } from './client'
import type { DataSet, Problem } from './types'

export interface Upload {
  name: string
  split: string
  label: string
  files: File[]
  labels?: File
}

/** Sends files; the share from 0 to 1 that has been sent is told, which `fetch` cannot. */
export function uploadDataSet(upload: Upload, progress: (share: number) => void): Promise<DataSet> {
  const form = new FormData()
  form.append('name', upload.name)
  if (upload.split) form.append('split', upload.split)
  if (upload.label) form.append('label', upload.label)
  for (const file of upload.files) form.append('file', file)
  if (upload.labels) form.append('labels', upload.labels)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address('/datasets'))
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0)
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as DataSet)
      else reject(new ProblemError(problem(request)))
    }
    request.onerror = () =>
      reject(new ProblemError({ status: 0, detail: 'The server does not answer. Is it running?' }))
    request.send(form)
  })
}

function problem(request: XMLHttpRequest): Problem {
  const fallback = { status: request.status, detail: `The server answered ${request.status}.` }
  try {
    return { ...fallback, ...(JSON.parse(request.responseText) as Partial<Problem>) }
  } catch {
    return fallback
  }
}
