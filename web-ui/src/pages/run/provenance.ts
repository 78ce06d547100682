import type { Run } from '@/api/types'

/** Where the run comes from, name by name: what its launch wrote down, and what its worker found. */
export function provenanceRows(run: Run): [string, string][] {
  const launch = Object.entries(run.provenance ?? {}).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  return [
    ['run', run.id],
    ['seed', String(run.seed)],
    ['device', run.assignedDevice ? `${run.device}: ${run.assignedDevice}` : run.device],
    ...launch,
    ...trainedBy(run),
  ]
}

function trainedBy({ trainedByJar, provenance }: Run): [string, string][] {
  if (!trainedByJar) return []
  const launched = provenance?.pluginSha256
  const another = launched && launched !== trainedByJar
  return [['trained by jar', another ? `another than at the launch: ${trainedByJar}` : trainedByJar]]
}
