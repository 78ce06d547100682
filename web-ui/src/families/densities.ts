import type { Density } from '@/api/types'

export const densityTitles: Record<Density, string> = {
  tractable: 'explicit density, tractable',
  approximate: 'explicit density, approximate',
  score: 'score of the density',
  implicit: 'implicit density',
  none: 'no density',
}

export const capabilityTitles: Record<string, string> = {
  sample_by_class: 'sample by class',
  exact_likelihood: 'exact log p',
  likelihood_bound: 'bound on log p',
  likelihood_estimate: 'estimate of log p',
  reconstruct: 'reconstruct',
  encode: 'encode',
  latent_space: 'interpolate, traverse',
  trajectory: 'trajectory',
  classify: 'classify',
  discriminate: 'discriminate',
  codes: 'codes on a grid',
  score: 'score',
  guide: 'guide others',
  embed: 'embed',
}

/** What a plugin newer than these pages calls a thing is readable too. */
export const capabilityTitle = (name: string) => capabilityTitles[name] ?? name.replaceAll('_', ' ')
