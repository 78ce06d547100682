import type { RouteRecordRaw } from 'vue-router'

export default {
  path: '/data/:name',
  name: 'dataset',
  component: () => import('./DataSetPage.vue'),
  props: true,
} satisfies RouteRecordRaw
