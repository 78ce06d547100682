import type { Family, Run, SampleSet } from '@/api/types'

/** From this version of the protocol on, base noise is one stream for all families. */
const sharedSince = 2

/**
 * Whether sample i of each set starts from the same noise: drawn by one seed, by samplers that start from the noise that
 * all families share, in experiments that have it. Before there was such noise only runs of one group shared theirs.
 */
export function fromTheSameNoise(shown: { run: Run; set?: SampleSet }[], families: Family[]): boolean {
  const drawn = shown.filter((one): one is { run: Run; set: SampleSet } => one.set !== undefined)
  if (drawn.length < 2 || new Set(drawn.map(({ set }) => set.noiseSeed)).size > 1) return false
  if (drawn.some(({ set }) => set.sampler === '')) return false
  if (new Set(drawn.map(({ run, set }) => `${run.group} ${set.sampler}`)).size === 1) return true
  return drawn.every(
    ({ run, set }) =>
      run.setup.protocol.version >= sharedSince &&
      families
        .find((family) => family.id === run.family)
        ?.variants.find((variant) => variant.id === run.variant)
        ?.samplers.find((sampler) => sampler.id === set.sampler)?.baseNoise === true,
  )
}
