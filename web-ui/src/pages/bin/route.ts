import type { RouteRecordRaw } from 'vue-router'

export default {
  path: '/bin',
  name: 'bin',
  component: () => import('./BinPage.vue'),
} satisfies RouteRecordRaw
