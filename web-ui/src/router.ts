import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import bin from './pages/bin/route'
import compare from './pages/compare/route'
import data from './pages/data/route'
import dataSet from './pages/dataset/route'
import experiment from './pages/experiment/route'
import experiments from './pages/experiments/route'
import families from './pages/families/route'
import run from './pages/run/route'
import sight from './pages/sight/route'
import system from './pages/system/route'

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/experiments' },
  experiments,
  experiment,
  run,
  compare,
  families,
  data,
  dataSet,
  sight,
  system,
  bin,
  { path: '/:anything(.*)*', name: 'nowhere', component: () => import('./pages/NowherePage.vue') },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: async (to, from, saved) => {
    if (saved) {
      await eventually(() => document.documentElement.scrollHeight - innerHeight >= saved.top)
      return saved
    }
    const anchor = to.hash.slice(1)
    if (anchor !== '' && (to.path !== from.path || to.hash !== from.hash)) {
      await eventually(() => document.getElementById(anchor) !== null)
      return { el: `#${CSS.escape(anchor)}`, top: 60 }
    }
    return to.path === from.path ? false : { top: 0 }
  },
})

/** Pages grow as their data comes. */
async function eventually(holds: () => boolean) {
  const deadline = Date.now() + 1_500
  while (!holds() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 30))
}
