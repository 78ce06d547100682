import type { RouteRecordRaw } from 'vue-router'

export default {
  path: '/data',
  name: 'data',
  component: () => import('./DataPage.vue'),
} satisfies RouteRecordRaw
