import { renewMillis, StreamHub, type HubMessage, type Port, type StreamEvent } from './streamHub'

export interface StreamListener {
  event: (name: StreamEvent, data: string) => void
  /** Something happened that this tab has not heard of: what it shows is to be read again. */
  missed: () => void
  lost: (lost: boolean) => void
}

/** A hub answers at once; one that does not has died, or never came to be. */
const patienceMillis = 9_000

/**
 * Listens to the live stream while the tab is in sight, through the hub that all tabs share. A tab that comes back, or
 * was frozen, learns from the hub's first answer whether it has missed anything.
 */
export function watchStream(listener: StreamListener, shared: (failed: () => void) => Port = sharedHub) {
  let port: Port
  let last = ''
  let unansweredSince: number | undefined
  let failures = 0

  function join() {
    unansweredSince = undefined
    if (failures < 2) {
      try {
        port = shared(giveUpSharing)
      } catch {
        failures = 2
      }
    }
    if (failures >= 2) port = ownHub()
    port.onmessage = hear
  }

  function giveUpSharing() {
    failures = 2
    join()
    renew()
  }

  function renew() {
    if (document.hidden) return
    if (unansweredSince !== undefined && Date.now() - unansweredSince > patienceMillis) {
      failures++
      leave()
      join()
    }
    unansweredSince ??= Date.now()
    port.postMessage({ watch: last })
  }

  function leave() {
    port.postMessage({ leave: true })
    unansweredSince = undefined
  }

  function hear({ data }: MessageEvent<HubMessage>) {
    unansweredSince = undefined
    if ('event' in data) {
      last = data.id
      if (data.event === 'gap') listener.missed()
      else listener.event(data.event, data.data)
    } else {
      if (last !== '' && data.at !== '' && data.at !== last) listener.missed()
      last = data.at || last
      listener.lost(data.lost)
    }
  }

  const look = () => (document.hidden ? leave() : renew())
  join()
  renew()
  const renewal = setInterval(renew, renewMillis)
  document.addEventListener('visibilitychange', look)
  addEventListener('pagehide', leave)
  addEventListener('pageshow', look)
  return () => {
    clearInterval(renewal)
    document.removeEventListener('visibilitychange', look)
    removeEventListener('pagehide', leave)
    removeEventListener('pageshow', look)
    leave()
  }
}

function sharedHub(failed: () => void): Port {
  const worker = new SharedWorker(new URL('./streamWorker.ts', import.meta.url), {
    type: 'module',
    name: 'genera-stream',
  })
  worker.onerror = failed
  return worker.port
}

function ownHub(): Port {
  const { port1, port2 } = new MessageChannel()
  new StreamHub().join(port2)
  return port1
}
