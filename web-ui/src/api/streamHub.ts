import type { StreamEvents } from './types'

export type StreamEvent = keyof StreamEvents
/** A record, so that none is forgotten. */
const heard: Record<StreamEvent, true> = {
  hello: true,
  gap: true,
  alive: true,
  run: true,
  points: true,
  experiment: true,
  purged: true,
  plugins: true,
  evaluated: true,
  profiled: true,
  sampled: true,
  drawn: true,
  drawFailed: true,
  evaluating: true,
  evaluatedAgain: true,
  evaluationFailed: true,
}
export const streamEvents = Object.keys(heard) as StreamEvent[]

/** A tab says, every few seconds while it is in sight, up to which event it has heard; and when it stops looking. */
export type TabMessage = { watch: string } | { leave: true }
/** An event as it came; or, as the answer to a tab's word, up to which event the hub has heard. */
export type HubMessage = { event: StreamEvent; data: string; id: string } | { at: string; lost: boolean }

export interface Port {
  postMessage(message: TabMessage | HubMessage): void
  onmessage: ((event: MessageEvent) => void) | null
}

/** How often a tab in sight says that it is. */
export const renewMillis = 5_000
/** A tab that has not said so for this time is taken for gone. */
const forgetMillis = 3 * renewMillis
/** Without a tab in sight the stream is closed, but not while one page makes way for the next. */
const lingerMillis = 2_000
/** The server says every 15 seconds that it is there; without that the connection is dead, though nobody said so. */
const deadMillis = 40_000
const retryMillis = 2_000

/**
 * The one live connection to the server, for all tabs in sight: a browser has six for each server, over all its tabs.
 * Lives in a shared worker, or in the tab itself where there are none.
 */
export class StreamHub {
  private readonly watchers = new Map<Port, number>()
  private source: EventSource | undefined
  private retry: ReturnType<typeof setTimeout> | undefined
  private heardAt = 0
  private last = ''
  private lost = false

  constructor(private readonly open: (url: string) => EventSource = (url) => new EventSource(url)) {
    setInterval(() => this.lookAround(), renewMillis)
  }

  join(port: Port) {
    port.onmessage = ({ data }: MessageEvent<TabMessage>) => {
      if ('leave' in data) this.forget(port)
      else this.watch(port, data.watch)
    }
  }

  private watch(port: Port, heard: string) {
    this.watchers.set(port, Date.now())
    this.last ||= heard
    if (!this.source) this.connect()
    port.postMessage(this.standing)
  }

  private forget(port: Port) {
    this.watchers.delete(port)
    setTimeout(() => this.closeIfUnwatched(), lingerMillis)
  }

  private lookAround() {
    const now = Date.now()
    for (const [port, since] of this.watchers) if (now - since > forgetMillis) this.watchers.delete(port)
    this.closeIfUnwatched()
    if (this.source && now - this.heardAt > deadMillis) this.connect()
  }

  private closeIfUnwatched() {
    if (this.watchers.size > 0) return
    clearTimeout(this.retry)
    this.source?.close()
    this.source = undefined
  }

  private connect() {
    clearTimeout(this.retry)
    this.source?.close()
    this.heardAt = Date.now()
    const source = this.open(`/api/stream${this.last ? `?after=${encodeURIComponent(this.last)}` : ''}`)
    this.source = source
    source.onopen = () => this.setLost(false)
    source.onerror = () => {
      this.setLost(true)
      // Of itself it comes back from a broken connection, not from a refusal.
      if (source.readyState === 2) this.retry = setTimeout(() => this.connect(), retryMillis)
    }
    for (const event of streamEvents) {
      source.addEventListener(event, (message: MessageEvent<string>) => this.take(event, message))
    }
  }

  private take(event: StreamEvent, { data, lastEventId }: MessageEvent<string>) {
    this.heardAt = Date.now()
    this.last = lastEventId || this.last
    if (event === 'alive') return
    this.tell(event === 'hello' ? this.standing : { event, data, id: this.last })
  }

  private setLost(lost: boolean) {
    this.heardAt = Date.now()
    this.lost = lost
    this.tell(this.standing)
  }

  private get standing(): HubMessage {
    return { at: this.last, lost: this.lost }
  }

  private tell(message: HubMessage) {
    for (const port of this.watchers.keys()) port.postMessage(message)
  }
}
