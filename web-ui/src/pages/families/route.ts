import type { RouteRecordRaw } from 'vue-router'

export default {
  path: '/families',
  name: 'families',
  component: () => import('./FamiliesPage.vue'),
} satisfies RouteRecordRaw
