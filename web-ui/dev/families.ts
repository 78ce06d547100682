import type { Family, Hyperparameter } from '../src/api/types'

const integer = (
  name: string,
  help: string,
  value: number,
  min: number,
  max: number,
  unit = '',
): Hyperparameter => ({
  name,
  kind: 'integer',
  help,
  unit,
  default: value,
  expectation: `an integer from ${min} to ${max}`,
  min,
  max,
})
const real = (
  name: string,
  help: string,
  value: number,
  min: number,
  max: number,
  logarithmic = false,
): Hyperparameter => ({
  name,
  kind: 'real',
  help,
  unit: '',
  default: value,
  expectation: `a number from ${min} to ${max}`,
  min,
  max,
  logarithmic,
})
const choice = (name: string, help: string, choices: string[]): Hyperparameter => ({
  name,
  kind: 'choice',
  help,
  unit: '',
  default: choices[0]!,
  expectation: `one of ${choices.join(', ')}`,
  choices,
})
const integers = (name: string, help: string, value: number[]): Hyperparameter => ({
  name,
  kind: 'integers',
  help,
  unit: 'units',
  default: value,
  expectation: 'a list of 1 to 8 integers from 1 to 4096',
  min: 1,
  max: 4096,
})
const flag = (name: string, help: string): Hyperparameter => ({
  name,
  kind: 'flag',
  help,
  unit: '',
  default: false,
  expectation: 'true or false',
})
const learningRate = (value: number) =>
  real('learningRate', 'Step size of Adam; larger learns faster and may diverge.', value, 1e-7, 1, true)
const hidden = integers('hidden', 'Widths of the hidden layers.', [128, 128, 128])
const direct = [{ id: 'direct', title: 'Direct', summary: 'One pass through the generator.', settings: [] }]

export const families: Family[] = [
  {
    id: 'gaussian',
    title: 'Gaussian',
    summary: 'A multivariate normal for each class, fitted in closed form: the baseline of every comparison.',
    density: 'tractable',
    papers: [
      {
        citation: 'Bishop, Pattern Recognition and Machine Learning, section 4.2',
        url: 'https://example.org/prml',
      },
    ],
    plugin: 'genera-gaussian',
    pluginVersion: '1.0.0',
    variants: [
      {
        id: 'class-conditional',
        title: 'Gaussian',
        summary: 'One mean and covariance for each class, or one for all where data carry no labels.',
        accepts: {
          kinds: ['vector', 'image'],
          ranges: ['real', 'unit', 'symmetric', 'binary'],
          labels: false,
        },
        consumption: 'whole_split',
        hyperparameters: [
          choice('covariance', 'Full (QDA), one shared by all classes (LDA), or diagonal (naive Bayes).', [
            'full',
            'shared',
            'diagonal',
          ]),
          real(
            'varianceFloor',
            'Added to the diagonal, so that a constant pixel keeps a density.',
            1e-6,
            0,
            1,
            true,
          ),
        ],
        presets: [],
        metrics: [{ name: 'nll', title: 'Negative log-likelihood', unit: 'nats', direction: 'lower' }],
        samplers: direct,
        capabilities: ['sample_by_class', 'exact_likelihood', 'classify'],
      },
    ],
  },
  {
    id: 'vae',
    title: 'Variational autoencoder',
    summary: 'An encoder and a decoder trained together on a bound of the likelihood.',
    density: 'approximate',
    papers: [
      {
        citation: 'Kingma & Welling 2014, Auto-Encoding Variational Bayes',
        url: 'https://arxiv.org/abs/1312.6114',
      },
      { citation: 'Higgins et al. 2017, β-VAE', url: 'https://openreview.net/forum?id=Sy2fzU9gl' },
    ],
    plugin: 'genera-vae',
    pluginVersion: '1.0.0',
    variants: ['Autoencoder', 'VAE, Bernoulli decoder', 'VAE, Gaussian decoder', 'β-VAE'].map(
      (title, index) => ({
        id: ['autoencoder', 'bernoulli', 'gaussian', 'beta'][index]!,
        title,
        summary: [
          'Squared error alone; no density over the latent space.',
          'For values in [0, 1]: a Bernoulli for each pixel.',
          'For real values: a normal with fixed or learned variance.',
          'The KL term is weighted by β.',
        ][index]!,
        accepts: {
          kinds: ['vector', 'image'] as ('vector' | 'image')[],
          ranges: (index === 1 ? ['unit', 'binary'] : ['real', 'unit', 'symmetric', 'binary']) as (
            'unit' | 'binary'
          )[],
          labels: false,
        },
        consumption: 'minibatch' as const,
        hyperparameters: [
          integer(
            'latent',
            'Dimensions of the latent space; more reconstruct better and are harder to fill.',
            20,
            1,
            512,
          ),
          hidden,
          choice('network', 'Dense layers, or convolutions for images.', ['dense', 'convolutional']),
          learningRate(1e-3),
          ...(index === 3 ? [real('beta', 'Weight of the KL term.', 4, 0, 1000)] : []),
          ...(index >= 2
            ? [flag('learnVariance', "Learns the decoder's variance instead of fixing it.")]
            : []),
          integer(
            'importanceSamples',
            'Samples behind the importance-weighted likelihood.',
            100,
            1,
            5000,
            'samples',
          ),
        ],
        presets: [
          {
            title: 'Kingma & Welling 2014',
            summary: 'One hidden layer of 400, 20 latent dimensions.',
            values: { hidden: [400], latent: 20 },
          },
          {
            title: 'Two-dimensional map',
            summary: 'Two latent dimensions, to look at.',
            values: { latent: 2 },
          },
        ],
        metrics: [
          { name: 'negativeElbo', title: '−ELBO', unit: 'nats', direction: 'lower' as const },
          { name: 'reconstruction', title: 'Reconstruction', unit: 'nats', direction: 'lower' as const },
          { name: 'kl', title: 'KL', unit: 'nats', direction: 'neither' as const },
        ],
        samplers: direct,
        capabilities: ['likelihood_bound', 'likelihood_estimate', 'reconstruct', 'encode', 'latent_space'],
      }),
    ),
  },
  {
    id: 'gan',
    title: 'Generative adversarial network',
    summary: 'A generator and a discriminator play against each other.',
    density: 'implicit',
    papers: [
      {
        citation: 'Goodfellow et al. 2014, Generative Adversarial Nets',
        url: 'https://arxiv.org/abs/1406.2661',
      },
    ],
    plugin: 'genera-gan',
    pluginVersion: '1.0.0',
    variants: ['non-saturating', 'minimax'].map((id) => ({
      id,
      title: id === 'minimax' ? 'GAN, minimax' : 'GAN, non-saturating',
      summary: id === 'minimax' ? 'The zero-sum game of the paper.' : 'The generator maximises log D(G(z)).',
      accepts: {
        kinds: ['vector', 'image'] as ('vector' | 'image')[],
        ranges: ['real', 'symmetric', 'unit'] as ('real' | 'unit')[],
        labels: false,
      },
      consumption: 'minibatch' as const,
      hyperparameters: [
        integer('latent', 'Dimensions of the noise.', 100, 1, 1024),
        hidden,
        learningRate(2e-4),
        real('beta1', "Adam's first moment decay.", 0.5, 0, 0.999),
        integer('discriminatorSteps', "Discriminator's steps for one of the generator.", 1, 1, 20),
      ],
      presets: [
        {
          title: 'Ring of 8',
          summary: 'What recovers all modes of the ring.',
          values: { latent: 16, learningRate: 1e-3 },
        },
      ],
      metrics: [
        { name: 'discriminatorLoss', title: 'Loss of D', unit: 'nats', direction: 'neither' as const },
        { name: 'generatorLoss', title: 'Loss of G', unit: 'nats', direction: 'neither' as const },
        { name: 'dReal', title: 'D(x)', unit: '', direction: 'neither' as const },
        { name: 'dFake', title: 'D(G(z))', unit: '', direction: 'neither' as const },
      ],
      samplers: direct,
      capabilities: ['latent_space', 'discriminate'],
    })),
  },
  {
    id: 'diffusion',
    title: 'Diffusion',
    summary: 'Learns to take noise away step by step.',
    density: 'approximate',
    papers: [
      {
        citation: 'Ho et al. 2020, Denoising Diffusion Probabilistic Models',
        url: 'https://arxiv.org/abs/2006.11239',
      },
      {
        citation: 'Song et al. 2021, Denoising Diffusion Implicit Models',
        url: 'https://arxiv.org/abs/2010.02502',
      },
    ],
    plugin: 'genera-diffusion',
    pluginVersion: '1.0.0',
    variants: [
      {
        id: 'ddpm',
        title: 'DDPM',
        summary: 'Predicts the noise; a small network for vectors, convolutions for images.',
        accepts: { kinds: ['vector', 'image'], ranges: ['real', 'symmetric', 'unit'], labels: false },
        consumption: 'minibatch',
        hyperparameters: [
          integer('timesteps', 'Steps of the forward process.', 1000, 2, 10000),
          choice('schedule', 'How the noise grows.', ['linear', 'cosine']),
          hidden,
          learningRate(1e-3),
          real('ema', 'Decay of the averaged weights that samples are drawn with.', 0.999, 0, 0.99999),
        ],
        presets: [
          { title: 'Quick', summary: 'A hundred timesteps.', values: { timesteps: 100, schedule: 'cosine' } },
        ],
        metrics: [{ name: 'loss', title: 'Noise error', unit: '', direction: 'lower' }],
        samplers: [
          {
            id: 'ancestral',
            title: 'Ancestral (DDPM)',
            summary: 'Every step, fresh noise each.',
            settings: [],
          },
          {
            id: 'ddim',
            title: 'DDIM',
            summary: 'Fewer steps; deterministic at η = 0.',
            settings: [
              integer('steps', 'Steps of the sampler.', 50, 1, 1000),
              real('eta', 'η: 0 is deterministic, 1 is ancestral.', 0, 0, 1),
            ],
          },
        ],
        capabilities: ['likelihood_bound', 'trajectory'],
      },
    ],
  },
]
