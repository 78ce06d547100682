import { StreamHub } from './streamHub'

const hub = new StreamHub()

addEventListener('connect', (event) => {
  for (const port of (event as MessageEvent).ports) hub.join(port)
})
