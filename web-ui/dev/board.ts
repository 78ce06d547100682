// Means and deviations of generated runs; the server's tests are not repeated here.
import type { Board, BoardCell, Run } from '../src/api/types'
import { measureName } from '../src/comparison/columns'

export function board(runs: Run[], baseline: string | null): Board {
  const groups = new Map<string, Run[]>()
  for (const run of runs) groups.set(run.group, [...(groups.get(run.group) ?? []), run])
  const rows = [...groups].map(([group, members]) => ({
    group,
    provisional: !members.some((run) => run.state.name === 'finished'),
    differences: [],
    leftOut: [],
    cells: cellsOf(members),
  }))
  const base = rows.find((row) => row.group === baseline)
  for (const row of rows) {
    for (const [key, cell] of Object.entries(row.cells)) {
      const other = base?.cells[key]
      if (other && row !== base)
        cell.delta = {
          difference: Number(cell.mean) - Number(other.mean),
          verdict: 'untested',
          how: 'pretended',
        }
    }
  }
  return { baseline: baseline ?? undefined, runs: runs.length, columns: [], rows }
}

function cellsOf(members: Run[]): Record<string, BoardCell> {
  const found = new Map<string, BoardCell['values']>()
  for (const run of members) {
    const numbers: [string, number][] = [
      ['trainSeconds', run.trainMillis / 1000],
      ['parameters', run.parameters],
    ]
    for (const metric of run.metrics) {
      if (metric.kind === 'evaluation') numbers.push([measureName(metric), Number(metric.last)])
    }
    for (const [key, value] of numbers)
      found.set(key, [...(found.get(key) ?? []), { run: run.id, seed: run.seed, value }])
  }
  return Object.fromEntries([...found].map(([key, values]) => [key, cell(values)]))
}

function cell(values: BoardCell['values']): BoardCell {
  const numbers = values.map((one) => Number(one.value))
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return {
    n: numbers.length,
    notFinite: 0,
    mean,
    standardDeviation: numbers.length > 1 ? Math.sqrt(squares / (numbers.length - 1)) : undefined,
    values,
  }
}
