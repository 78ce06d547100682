import type { RouteRecordRaw } from 'vue-router'

export default {
  path: '/compare',
  name: 'compare',
  component: () => import('./ComparePage.vue'),
} satisfies RouteRecordRaw
