import { describe, expect, it } from 'vitest'
import { familyName, variantName } from './names'

describe('names', () => {
  it('of long families are their letters', () => {
    expect(familyName('vae', 'Variational autoencoder')).toBe('VAE')
    expect(familyName('gaussian', 'Class-conditional Gaussian')).toBe('Gaussian')
    expect(familyName('diffusion', 'Diffusion')).toBe('Diffusion')
    expect(familyName('mcmc', 'Markov chain Monte Carlo')).toBe('MCMC')
  })
  it('of families are no abbreviations where the id is a word', () => {
    expect(familyName('flow', 'Normalising flow')).toBe('Flow')
  })
  it('of variants say the family once', () => {
    expect(variantName('gaussian', 'Class-conditional Gaussian', 'Full covariance')).toBe(
      'Gaussian, full covariance',
    )
    expect(variantName('vae', 'Variational autoencoder', 'Autoencoder')).toBe('Autoencoder')
    expect(variantName('vae', 'Variational autoencoder', 'β-VAE')).toBe('β-VAE')
    expect(variantName('diffusion', 'Diffusion models', 'DDPM')).toBe('DDPM')
  })
})
