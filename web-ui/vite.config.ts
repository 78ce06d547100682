import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The server that `npm run dev` shows the pages of. */
const server = process.env.GENERA_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': { target: server, changeOrigin: true, headers: { Origin: server } } } },
  build: { target: 'es2022', rolldownOptions: { checks: { pluginTimings: false, bundlerTimings: false } } },
})
