import type { RouteRecordRaw } from 'vue-router'

export default {
  path: '/experiments/:experiment',
  name: 'experiment',
  component: () => import('./ExperimentPage.vue'),
} satisfies RouteRecordRaw
