import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StreamHub, type Port } from './streamHub'
import { watchStream } from './watchStream'

/** A connection to a server that sends what the test says. */
class FakeSource {
  readyState = 0
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>()

  constructor(readonly url: string) {}
  addEventListener(name: string, listener: (event: MessageEvent<string>) => void) {
    this.listeners.set(name, listener)
  }
  greet(id: string) {
    this.readyState = 1
    this.onopen?.()
    this.say('hello', id)
  }
  say(name: string, id: string) {
    this.listeners.get(name)?.({ data: '{}', lastEventId: id } as MessageEvent<string>)
  }
  close() {
    this.readyState = 2
  }
}

let sources: FakeSource[]
const open = () => sources.filter((source) => source.readyState !== 2)
const newHub = () =>
  new StreamHub((url) => {
    const source = new FakeSource(url)
    sources.push(source)
    return source as unknown as EventSource
  })

/** Two ends of a wire without delay; a cut one carries nothing. */
function wire(cut = { is: false }): [Port, Port] {
  const ends: [Port, Port] = [end(() => ends[1]), end(() => ends[0])]
  function end(other: () => Port): Port {
    return {
      onmessage: null,
      postMessage: (data) => cut.is || other().onmessage?.({ data } as MessageEvent),
    }
  }
  return ends
}

/** A tab on the hub, with what it heard. */
function tab(hub: () => StreamHub, cut: () => { is: boolean } | undefined = () => undefined) {
  const heard: string[] = []
  const leave = watchStream(
    {
      event: (name) => heard.push(name),
      missed: () => heard.push('missed'),
      lost: () => {},
    },
    () => {
      const [mine, its] = wire(cut())
      hub().join(its)
      return mine
    },
  )
  return { heard, leave }
}

function sight(hidden: boolean) {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('the stream that tabs share', () => {
  let leaving: (() => void)[]
  const opened = (hub: StreamHub, cut?: { is: boolean }) => {
    const one = tab(
      () => hub,
      () => cut,
    )
    leaving.push(one.leave)
    return one.heard
  }
  beforeEach(() => {
    vi.useFakeTimers()
    sources = []
    leaving = []
  })
  afterEach(() => {
    leaving.forEach((leave) => leave())
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  it('is one connection for eight tabs, and all of them hear it', () => {
    const hub = newHub()
    const tabs = Array.from({ length: 8 }, () => opened(hub))
    sources[0]!.greet('e-1')
    sources[0]!.say('run', 'e-2')
    expect(sources).toHaveLength(1)
    for (const heard of tabs) expect(heard).toEqual(['run'])
  })

  it('is not opened by a tab that was never in sight, and closes soon after the last one went out of it', () => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    const hub = newHub()
    opened(hub)
    vi.advanceTimersByTime(60_000)
    expect(sources).toHaveLength(0)
    sight(false)
    expect(open()).toHaveLength(1)
    sight(true)
    vi.advanceTimersByTime(3_000)
    expect(open()).toHaveLength(0)
  })

  it('goes on where it was when a tab comes back', () => {
    const heard = opened(newHub())
    sources[0]!.greet('e-1')
    sources[0]!.say('run', 'e-2')
    sight(true)
    vi.advanceTimersByTime(3_000)
    sight(false)
    expect(open().map((source) => source.url)).toEqual(['/api/stream?after=e-2'])
    sources[1]!.say('experiment', 'e-3')
    sources[1]!.say('gap', 'f-1')
    expect(heard).toEqual(['run', 'experiment', 'missed'])
  })

  it('tells a tab that comes back to it whether it has missed anything', () => {
    const hub = newHub()
    opened(hub)
    const cut = { is: false }
    const frozen = opened(hub, cut)
    sources[0]!.greet('e-1')
    vi.advanceTimersByTime(5_000)
    expect(frozen).toEqual([])
    cut.is = true
    sources[0]!.say('run', 'e-2')
    cut.is = false
    vi.advanceTimersByTime(5_000)
    expect(frozen).toEqual(['missed'])
  })

  it('forgets a tab that died without a word', () => {
    const [port, its] = wire()
    newHub().join(its)
    port.postMessage({ watch: '' })
    expect(open()).toHaveLength(1)
    vi.advanceTimersByTime(25_000)
    expect(open()).toHaveLength(0)
  })

  it('is opened anew where its hub has died, after the last event that was heard', () => {
    const dead = newHub()
    let hub = dead
    const cut = { is: false }
    const one = tab(
      () => hub,
      () => (hub === dead ? cut : undefined),
    )
    leaving.push(one.leave)
    sources[0]!.greet('e-1')
    sources[0]!.say('run', 'e-2')
    cut.is = true
    hub = newHub()
    vi.advanceTimersByTime(16_000)
    expect(sources.at(-1)!.url).toBe('/api/stream?after=e-2')
    sources.at(-1)!.say('run', 'e-3')
    expect(one.heard).toEqual(['run', 'run'])
  })

  it('takes a connection for dead on which the server has long said nothing', () => {
    opened(newHub())
    sources[0]!.greet('e-1')
    vi.advanceTimersByTime(30_000)
    sources[0]!.say('alive', '')
    vi.advanceTimersByTime(35_000)
    expect(sources).toHaveLength(1)
    vi.advanceTimersByTime(15_000)
    expect(open().map((source) => source.url)).toEqual(['/api/stream?after=e-1'])
  })
})
