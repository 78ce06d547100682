import type { RouteRecordRaw } from 'vue-router'

export default {
  path: '/system',
  name: 'system',
  component: () => import('./SystemPage.vue'),
} satisfies RouteRecordRaw
