// Writes src/api/types.ts from the server's document, before the pages are shown or built. No `npm run types` there: an npm called by an
// npm is not found where Maven links the node of a machine, and scripts before scripts are left out where npm ignores them.
import { writeFileSync } from 'node:fs'
import { URL } from 'node:url'
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'

const document = new URL(
  '../platform/server/src/main/resources/org/genera/server/openapi.yaml',
  import.meta.url,
)
const types = await openapiTS(document, {
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  rootTypesKeepCasing: true,
  defaultNonNullable: false,
})
writeFileSync(new URL('src/api/types.ts', import.meta.url), COMMENT_HEADER + astToString(types))
