// The development server: the pages against generated data, or against a real server named by GENERA_SERVER.
import { fileURLToPath } from 'node:url'
import { defineConfig, mergeConfig } from 'vite'
import base from '../vite.config'
import { pretend } from './pretend'

const server = process.env.GENERA_SERVER

export default mergeConfig(
  base,
  defineConfig({
    root: fileURLToPath(new URL('..', import.meta.url)),
    plugins: server ? [] : [pretend()],
    server: server
      ? { proxy: { '/api': { target: server, changeOrigin: true, headers: { Origin: server } } } }
      : {},
  }),
)
