import type { RunDetails, Variant } from '@/api/types'

/** A stage of a run's training: from which step, to which if it has ended. */
export interface ShownStage {
  title: string
  from: number | null
  to: number | null
  converged: boolean
}

/** The stages of a training that has several, those that are still to come without a step; of one stage there is nothing to tell. */
export function shownStages(run: RunDetails, variant: Variant | undefined): ShownStage[] {
  const ended: ShownStage[] = []
  let from = 1
  for (const stage of run.endedStages) {
    ended.push({ title: stage.title, from, to: stage.step, converged: stage.converged })
    from = stage.step + 1
  }
  const declared = variant?.stages ?? []
  if (ended.length === 0 && declared.length < 2) return []
  const rest = declared.slice(ended.length).map((stage, index) => ({
    title: stage.title,
    from: index === 0 && run.step >= from ? from : null,
    to: null,
    converged: false,
  }))
  return [...ended, ...rest]
}
