import type { RouteRecordRaw } from 'vue-router'

export default {
  path: '/experiments',
  name: 'experiments',
  component: () => import('./ExperimentsPage.vue'),
} satisfies RouteRecordRaw
