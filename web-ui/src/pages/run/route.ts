import type { RouteRecordRaw } from 'vue-router'

export default {
  path: '/runs/:run',
  name: 'run',
  component: () => import('./RunPage.vue'),
} satisfies RouteRecordRaw
