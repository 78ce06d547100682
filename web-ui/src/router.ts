import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import compare from './pages/compare/route'
import data from './pages/data/route'
import dataSet from './pages/dataset/route'
import experiment from './pages/experiment/route'
import experiments from './pages/experiments/route'
import families from './pages/families/route'
import run from './pages/run/route'
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
  system,
  { path: '/:anything(.*)*', name: 'nowhere', component: () => import('./pages/NowherePage.vue') },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})
