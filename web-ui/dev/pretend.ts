// A stand-in for the server, for work on the pages alone: it speaks the HTTP contract over generated data.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'vite'
import type { Experiment, LaunchRequest, Run, SampleSet } from '../src/api/types'
import { families } from './families'
import {
  addExperiment,
  addRun,
  advance,
  drawn,
  experiments,
  frame,
  ground,
  runs,
  sampleSets,
  series,
  tally,
  valueAt,
} from './runs'
import { board } from './board'
import { dataSets, examples } from './sets'
import { generator } from './random'

seedWorld()

function seedWorld() {
  for (let k = 0; k < 63; k++) {
    const one = addExperiment(
      `sweep ${k + 1}: latent size against coverage`,
      ground(k % 3 ? 'moons' : 'glyphs', 5000),
      '',
      86_400_000 * (k / 3 + 3),
    )
    if (k % 7 === 0) addRun(one, 'vae', 'gaussian', 1, 'finished')
  }
  const many = addExperiment(
    'learning rates × widths × seeds',
    ground('ring8', 5000),
    'A wide sweep',
    26 * 3_600_000,
  )
  for (let k = 0; k < 3000; k++) {
    const family = ['vae', 'gan', 'diffusion'][k % 3]!
    addRun(
      many,
      family,
      { vae: 'gaussian', gan: 'non-saturating', diffusion: 'ddpm' }[family]!,
      (k % 5) + 1,
      'finished',
      { learningRate: 1e-4 * (1 + Math.floor(k / 15)) },
    )
  }
  const digits = addExperiment('Digits: who draws them best?', ground('glyphs', 4000), '', 3_600_000)
  addRun(digits, 'gaussian', 'class-conditional', 1, 'finished')
  addRun(digits, 'vae', 'bernoulli', 1, 'finished')
  addRun(digits, 'gan', 'non-saturating', 1, 'finished')
  addExperiment(
    'An experiment with a rather long name, as people write them late at night: <b>ring of 8</b>, second attempt, smaller steps',
    ground('ring8'),
    'Nothing launched yet.',
    600_000,
  )
  const ring = addExperiment(
    'Ring of 8: who finds all modes?',
    ground('ring8'),
    'Launched by the demo',
    120_000,
  )
  for (const seed of [1, 2, 3]) {
    addRun(ring, 'gaussian', 'class-conditional', seed, 'finished')
    addRun(ring, 'vae', 'gaussian', seed, 'finished', { latent: 2 })
    addRun(ring, 'gan', 'non-saturating', seed, seed === 3 ? 'failed' : 'finished', {
      latent: 16,
      learningRate: 1e-3,
    })
    addRun(ring, 'diffusion', 'ddpm', seed, seed === 3 ? 'queued' : 'running', { timesteps: 100 })
  }
  addRun(ring, 'vae', 'beta', 1, 'crashed', { latent: 2, beta: 4 })
}

const streams = new Set<ServerResponse>()
let eventId = 0
function emit(event: string, data: unknown) {
  const text = `id: ${++eventId}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`
  for (const stream of streams) stream.write(text)
}

function changed(run: Run) {
  const experiment = experiments.find((one) => one.id === run.experimentId)!
  tally(experiment)
  emit('run', { ...run, metrics: undefined })
  emit('experiment', experiment)
}

setInterval(() => {
  for (const run of runs) {
    if (run.state.name === 'running') {
      const before = run.step
      advance(run, run.progress + (run.family === 'gaussian' ? 1 : 0.004))
      const variant = families
        .find((one) => one.id === run.family)!
        .variants.find((one) => one.id === run.variant)!
      emit('points', {
        run: run.id,
        step: run.step,
        progress: run.progress,
        trainMillis: run.trainMillis,
        series: variant.metrics.map((metric) => ({
          metric: metric.name,
          steps: [run.step],
          trainMillis: [run.trainMillis],
          values: [valueAt(run, metric.name, run.step)],
        })),
      })
      if (Math.floor((20 * before) / run.totalSteps) < Math.floor((20 * run.step) / run.totalSteps))
        emit('sampled', { run: run.id, set: sampleSets(run).at(-1), request: null })
      if (Math.floor((5 * before) / run.totalSteps) < Math.floor((5 * run.step) / run.totalSteps))
        emit('evaluated', { run: run.id, step: run.step, trainMillis: run.trainMillis, measurements: [] })
      if (run.progress >= 1) {
        run.state = { name: 'finished', at: new Date().toISOString(), step: run.step }
        changed(run)
      }
    } else if (run.state.name === 'queued' && runs.filter((one) => one.state.name === 'running').length < 2) {
      run.state = { name: 'running', since: new Date().toISOString() }
      changed(run)
    }
  }
}, 400)
setInterval(() => streams.forEach((stream) => stream.write(': still here\n\n')), 15_000)

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Record<string, unknown>,
  ) {
    super(String(problem.detail))
  }
}

const one = <T>(found: T | undefined, what: string): T => {
  if (!found) throw new Refusal(404, { title: 'Not found', detail: `There is no such ${what}.` })
  return found
}
const runOf = (id: string) =>
  one(
    runs.find((run) => run.id === id),
    'run',
  )
const experimentOf = (id: string) =>
  one(
    experiments.find((experiment) => experiment.id === id),
    'experiment',
  )

type Handler = (context: {
  parts: string[]
  query: URLSearchParams
  body: never
  response: ServerResponse
}) => unknown

const routes: [string, RegExp, Handler][] = [
  [
    'GET',
    /^\/system$/,
    () => ({
      version: '1.0.0',
      home: '/home/ada/.genera',
      database: 'jdbc:h2:file:/home/ada/.genera/genera',
      concurrentRuns: 1,
      queued: runs.filter((run) => run.state.name === 'queued').length,
      running: runs.filter((run) => run.state.name === 'running').length,
      devices: [
        { id: 'cpu', name: 'AMD EPYC 7B13, 2 cores', memoryMiB: 16_384, driver: '', run: null },
        { id: 'gpu:0', name: 'NVIDIA GeForce RTX 4090', memoryMiB: 24_564, driver: '570.86', run: null },
      ],
      gpuLibraries: false,
      gpuAdvice: 'Run ./genera gpu install to fetch the GPU build of TensorFlow.',
    }),
  ],
  [
    'GET',
    /^\/plugins$/,
    () => [
      ...families.map((family) => ({
        id: family.plugin,
        version: '1.0.0',
        file: `${family.plugin}-1.0.0.jar`,
        sha256: '9f2ca1d07b3e',
        status: 'loaded',
        phase: '',
        reason: '',
        families: [family.id],
      })),
      {
        id: null,
        version: null,
        file: 'my-flow-0.1.jar',
        sha256: '77aa01cc',
        status: 'refused',
        phase: 'reading the manifest',
        reason: 'The jar has no Plugin-Id in its manifest; see plugins/gaussian for one that has.',
        families: [],
      },
    ],
  ],
  ['GET', /^\/families$/, () => families],
  ['GET', /^\/datasets$/, () => dataSets],
  [
    'GET',
    /^\/datasets\/([^/]+)\/examples$/,
    ({ parts, query }) =>
      examples(
        one(
          dataSets.find((set) => set.name === parts[0]),
          'data set',
        ),
        Number(query.get('count') ?? 64),
        query.get('split') === 'test' ? 99 : 7,
      ),
  ],
  [
    'GET',
    /^\/experiments$/,
    ({ query }) => {
      const words = (query.get('q') ?? '').toLowerCase()
      const found = experiments.filter(
        (experiment) =>
          (query.get('deleted') === 'true') === (experiment.deletedAt !== null) &&
          `${experiment.name} ${experiment.note}`.toLowerCase().includes(words),
      )
      return page(found, query)
    },
  ],
  [
    'POST',
    /^\/experiments$/,
    ({ body }) => {
      const wish = body as Experiment
      if (!wish.name)
        throw new Refusal(422, {
          title: 'Invalid',
          detail: 'name: expected 1 to 200 characters, got none',
          field: 'name',
          expected: '1 to 200 characters',
          found: 'none',
        })
      const made = addExperiment(
        wish.name,
        { ...ground(wish.ground.data.dataSet), ...wish.ground },
        wish.note,
      )
      emit('experiment', made)
      return made
    },
  ],
  ['GET', /^\/experiments\/([^/]+)$/, ({ parts }) => experimentOf(parts[0]!)],
  ['PATCH', /^\/experiments\/([^/]+)$/, ({ parts, body }) => Object.assign(experimentOf(parts[0]!), body)],
  [
    'DELETE',
    /^\/experiments\/([^/]+)$/,
    ({ parts }) => void (experimentOf(parts[0]!).deletedAt = new Date().toISOString()),
  ],
  [
    'POST',
    /^\/experiments\/([^/]+)\/restore$/,
    ({ parts }) => Object.assign(experimentOf(parts[0]!), { deletedAt: null }),
  ],
  [
    'POST',
    /^\/experiments\/([^/]+)\/launch$/,
    ({ parts, query, body }) => {
      const wish = body as LaunchRequest
      const combinations = wish.items.flatMap((item, index) => expand(item, index))
      const total = combinations.length * wish.seeds.length
      if (query.get('dryRun') === 'true') return { runs: total, expectedMillis: total * 31_000 }
      const launched = combinations.flatMap((item) =>
        wish.seeds.map((seed) =>
          addRun(experimentOf(parts[0]!), item.family, item.variant, seed, 'queued', item.values as never),
        ),
      )
      launched.forEach(changed)
      return { total: launched.length, items: launched }
    },
  ],
  [
    'GET',
    /^\/runs$/,
    ({ query }) => {
      const ids = query.get('ids')?.split(',')
      const of = query.get('experiment')
      return page(
        runs.filter(
          (run) =>
            !run.deletedAt &&
            (!query.get('state') || query.get('state')!.split(',').includes(run.state.name)) &&
            (!of || run.experimentId === of) &&
            (!ids || ids.includes(run.id)),
        ),
        query,
      )
    },
  ],
  ['GET', /^\/runs\/([^/]+)$/, ({ parts }) => runOf(parts[0]!)],
  [
    'DELETE',
    /^\/runs\/([^/]+)$/,
    ({ parts }) => {
      const run = runOf(parts[0]!)
      run.deletedAt = new Date().toISOString()
      changed(run)
    },
  ],
  [
    'POST',
    /^\/runs\/([^/]+)\/restore$/,
    ({ parts }) => {
      const run = runOf(parts[0]!)
      run.deletedAt = null
      changed(run)
      return run
    },
  ],
  [
    'POST',
    /^\/runs\/([^/]+)\/cancel$/,
    ({ parts }) => {
      const run = runOf(parts[0]!)
      run.state = { name: 'cancelled', at: new Date().toISOString(), step: run.step }
      run.resumable = true
      changed(run)
      return run
    },
  ],
  [
    'POST',
    /^\/runs\/([^/]+)\/resume$/,
    ({ parts }) => {
      const run = runOf(parts[0]!)
      run.state = { name: 'queued', since: new Date().toISOString() }
      run.resumable = false
      changed(run)
      return run
    },
  ],
  ['GET', /^\/runs\/([^/]+)\/samples$/, ({ parts }) => sampleSets(runOf(parts[0]!))],
  [
    'POST',
    /^\/runs\/([^/]+)\/samples$/,
    ({ parts, body }) => {
      const run = runOf(parts[0]!)
      const wish = body as SampleSet
      const request = `d${Date.now()}`
      const template = sampleSets(run).find((set) => set.kind === wish.kind) ?? sampleSets(run)[1]!
      const set: SampleSet = {
        ...template,
        ...wish,
        id: request,
        kind: wish.kind,
        title: template.title,
        step: run.step,
        request,
        noiseSeed: wish.noiseSeed ?? 1,
        settings: wish.settings ?? {},
        label: wish.label ?? null,
      }
      setTimeout(() => {
        drawn.set(run.id, [...(drawn.get(run.id) ?? []), set])
        emit('drawn', { run: run.id, set, request })
      }, 900)
      return { id: request }
    },
  ],
  [
    'GET',
    /^\/runs\/([^/]+)\/samples\/([^/]+)\/data$/,
    ({ parts, query, response }) => {
      const run = runOf(parts[0]!)
      const values = frame(
        run,
        one(
          sampleSets(run).find((set) => set.id === parts[1]),
          'sample set',
        ),
        Number(query.get('frame') ?? 0),
      )
      response.setHeader('Content-Type', 'application/octet-stream')
      response.end(
        Buffer.from(
          query.get('format') === 'u8' ? Uint8Array.from(values).buffer : Float32Array.from(values).buffer,
        ),
      )
    },
  ],
  [
    'GET',
    /^\/runs\/([^/]+)\/profiles$/,
    ({ parts }) =>
      runOf(parts[0]!).family === 'vae'
        ? [1, 2, 3, 4].map((k) => ({
            step: k * 5000,
            name: 'klPerDimension',
            title: 'KL of each latent dimension',
            axis: 'latent dimension',
            unit: 'nats',
            values: Array.from(
              { length: 20 },
              (_, index) => (k / 4) * Math.max(0.01, 3.4 - 0.35 * index + 0.6 * generator(index, 3)()),
            ),
          }))
        : [],
  ],
  [
    'GET',
    /^\/runs\/([^/]+)\/log$/,
    ({ parts, response }) => {
      const run = runOf(parts[0]!)
      response.setHeader('Content-Type', 'text/plain')
      response.end(
        Array.from(
          { length: Math.min(400, Math.floor(run.step / 50)) },
          (_, k) =>
            `2026-11-21T11:${String(10 + Math.floor(k / 60)).padStart(2, '0')}:${String(k % 60).padStart(2, '0')}Z  step ${(k + 1) * 50}  ${run.metrics[0]?.name} ${valueAt(run, run.metrics[0]?.name ?? '', (k + 1) * 50).toFixed(4)}`,
        ).join('\n') + '\n',
      )
    },
  ],
  [
    'GET',
    /^\/runs\/([^/]+)\/files$/,
    () => [
      { path: 'spec.json', bytes: 2113 },
      { path: 'journal.jsonl', bytes: 412_882 },
      { path: 'log.txt', bytes: 18_220 },
      { path: 'checkpoints/20000/weights.bin', bytes: 1_218_220 },
      { path: 'samples/samples-20000.f32', bytes: 8000 },
    ],
  ],
  [
    'GET',
    /^\/experiments\/([^/]+)\/leaderboard$/,
    ({ parts, query }) =>
      board(
        runs.filter((run) => run.experimentId === parts[0]),
        query.get('baseline'),
      ),
  ],
  [
    'GET',
    /^\/leaderboard$/,
    ({ query }) => board(query.get('runs')!.split(',').map(runOf), query.get('baseline')),
  ],
  ['GET', /^\/runs\/([^/]+)\/repeats$/, () => []],
  [
    'GET',
    /^\/series$/,
    ({ query }) =>
      query
        .get('runs')!
        .split(',')
        .flatMap((id) =>
          query
            .get('metrics')!
            .split(',')
            .map((metric) =>
              series(
                runOf(id),
                metric,
                Number(query.get('from') ?? 0),
                Number(query.get('to') ?? Infinity),
                Number(query.get('points') ?? 500),
              ),
            ),
        )
        .filter((found) => found !== undefined),
  ],
]

function page<T>(items: T[], query: URLSearchParams) {
  const offset = Number(query.get('offset') ?? 0)
  return { total: items.length, items: items.slice(offset, offset + Number(query.get('limit') ?? 50)) }
}

function expand(item: LaunchRequest['items'][number], index: number) {
  const schema = families
    .find((family) => family.id === item.family)!
    .variants.find((variant) => variant.id === item.variant)!
  let all: Record<string, unknown>[] = [{}]
  for (const [name, given] of Object.entries(item.values)) {
    const parameter = schema.hyperparameters.find((one) => one.name === name)!
    const varied = Array.isArray(given) && (parameter.kind !== 'integers' || Array.isArray(given[0]))
    const values: unknown[] = varied ? (given as unknown[]) : [given]
    for (const value of values) {
      if (
        typeof value === 'number' &&
        (value < (parameter.min ?? -Infinity) || value > (parameter.max ?? Infinity))
      )
        throw new Refusal(422, {
          title: 'Invalid value',
          detail: `${name} is out of range`,
          field: `items[${index}].values.${name}`,
          expected: parameter.expectation,
          found: String(value),
        })
    }
    all = all.flatMap((given) => values.map((value) => ({ ...given, [name]: value })))
  }
  return all.map((values) => ({ ...item, values }))
}

async function answer(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url!, 'http://localhost')
  const path = url.pathname.slice('/api'.length)
  if (path === '/stream') {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
    })
    response.write(': hello\n\n')
    streams.add(response)
    request.on('close', () => streams.delete(response))
    return
  }
  try {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = chunks.length ? (JSON.parse(Buffer.concat(chunks).toString()) as never) : ({} as never)
    for (const [method, pattern, handler] of routes) {
      const match = method === request.method ? pattern.exec(path) : null
      if (!match) continue
      const result = handler({
        parts: match.slice(1).map(decodeURIComponent),
        query: url.searchParams,
        body,
        response,
      })
      if (response.writableEnded) return
      response.statusCode = result === undefined ? 204 : 200
      response.setHeader('Content-Type', 'application/json')
      response.end(result === undefined ? undefined : JSON.stringify(result))
      return
    }
    throw new Refusal(404, { title: 'Not found', detail: `There is nothing at ${path}.` })
  } catch (error) {
    const status = error instanceof Refusal ? error.status : 500
    response.writeHead(status, { 'Content-Type': 'application/problem+json' })
    response.end(
      JSON.stringify({
        status,
        ...(error instanceof Refusal ? error.problem : { title: 'Failed', detail: String(error) }),
      }),
    )
  }
}

export function pretend(): Plugin {
  return {
    name: 'pretended-server',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/api/')) void answer(request, response)
        else next()
      })
    },
  }
}
