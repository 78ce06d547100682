import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import 'uplot/dist/uPlot.min.css'
import { createApp } from 'vue'
import App from './App.vue'
import { ProblemError } from './api/client'
import './design/tokens.css'
import './design/base.css'
import { router } from './router'

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The live stream keeps what is shown fresh.
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        failures < 2 &&
        !(error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500),
    },
  },
})

createApp(App).use(router).use(VueQueryPlugin, { queryClient }).mount('#app')
