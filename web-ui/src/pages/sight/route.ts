import type { RouteRecordRaw } from 'vue-router'

export default {
  path: '/data/:name/sight',
  name: 'sight',
  component: () => import('./SightPage.vue'),
  props: true,
} satisfies RouteRecordRaw
