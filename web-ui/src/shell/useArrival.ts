import { ref } from 'vue'
import { useRouter } from 'vue-router'
import { pageTitle } from './pageTitle'

interface Spot {
  selector: string
  index: number
}

const patienceMillis = 3_000

/**
 * Who arrives at a page by keyboard or screen reader begins at its heading, and hears its name; who comes back is where
 * they left.
 */
export function useArrival() {
  const announced = ref('')
  const router = useRouter()
  /** Where the focus was, by the place in the history. */
  const left = new Map<number, Spot>()
  let popped = false
  let arrivals = 0

  router.options.history.listen(() => (popped = true))
  let place = placeNow()
  router.beforeEach(() => {
    const spot = spotOf(document.activeElement)
    if (spot) left.set(place, spot)
    else left.delete(place)
  })
  router.afterEach((to, from, failure) => {
    const cameBack = popped
    popped = false
    place = placeNow()
    if (failure || from.matched.length === 0 || to.path === from.path) return
    void arrive(cameBack ? left.get(place) : undefined)
  })

  async function arrive(spot: Spot | undefined) {
    const arrival = ++arrivals
    const before = document.activeElement
    const isFree = () => [before, document.body, null].includes(document.activeElement)
    const found = await appearing(
      () => (spot ? find(spot) : document.querySelector<HTMLElement>('main h1')),
      () => arrival !== arrivals || !isFree(),
    )
    if (arrival !== arrivals) return
    announced.value = pageTitle.value
    const target = found ?? document.querySelector<HTMLElement>('main h1')
    if (!target || !isFree()) return
    if (target.tagName === 'H1') target.tabIndex = -1
    target.focus({ preventScroll: true })
  }

  return { announced }
}

const placeNow = () => Number((history.state as { position?: number } | null)?.position ?? 0)

/** How to find an element again when its page has been drawn anew. */
function spotOf(element: Element | null): Spot | undefined {
  if (!(element instanceof HTMLElement) || !element.closest('main')) return undefined
  const known = ['href', 'data-testid', 'aria-label', 'data-row'].find((name) => element.hasAttribute(name))
  if (!known) return undefined
  const selector = `main ${element.tagName}[${known}="${CSS.escape(element.getAttribute(known)!)}"]`
  return { selector, index: [...document.querySelectorAll(selector)].indexOf(element) }
}

const find = ({ selector, index }: Spot) => document.querySelectorAll<HTMLElement>(selector)[index]

/** What the page shows once its data is there. */
function appearing<T>(look: () => T | null | undefined, isIdle: () => boolean): Promise<T | undefined> {
  return new Promise((resolve) => {
    const deadline = Date.now() + patienceMillis
    const again = () => {
      const found = look() ?? undefined
      if (found || isIdle() || Date.now() > deadline) resolve(found)
      else setTimeout(again, 50)
    }
    requestAnimationFrame(again)
  })
}
