import { fileURLToPath } from 'node:url'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import typescript from 'typescript-eslint'

const src = fileURLToPath(new URL('src', import.meta.url))

export default typescript.config(
  { ignores: ['dist', 'target', '.node', 'src/api/types.ts'] },
  typescript.configs.recommended,
  vue.configs['flat/recommended'],
  // Layout is prettier's business.
  vue.configs['no-layout-rules'],
  {
    // TypeScript in pages too, where `|` makes a union and filters there are none.
    languageOptions: { parserOptions: { parser: typescript.parser, vueFeatures: { filter: false } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.vue'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'vue-eslint-parser': ['.vue'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.vue'], alias: { '@': [src] } })],
    },
    rules: {
      'import-x/no-cycle': 'error',
      // A form writes into the draft that it is handed, never puts another in its place.
      'vue/no-mutating-props': ['error', { shallowOnly: true }],
      // What is optional is undefined by default, and its type says so.
      'vue/require-default-prop': 'off',
    },
  },
)
