// What trained models can be asked to show, as the server's one registry says it.

/** How the examples of a sample set lie beside each other; a server may know more than these pages. */
export type Layout = 'free' | 'rows' | 'film' | 'given' | 'neighbours'

export interface Named {
  id: string
  title: string
}

export interface View extends Named {
  layout: Layout
}

/** All there is, in the order of the pages. */
export interface Registry {
  abilities: Named[]
  views: View[]
}

/** A view that can be drawn from a run, with what a wish may choose. */
export interface Offer extends View {
  counts: 'examples' | 'rows'
  usualCount: number
  arguments: ('sampler' | 'label' | 'pattern')[]
  /** What may be known of test examples, the usual first. */
  patterns: Named[]
}

/** Parts of an example that may be known at once while the rest is drawn; none where it is drawn whole. */
export interface Knowledge {
  parts: ('label' | 'first' | 'second' | 'prefix' | 'any')[]
  /** Whether draws are from the model's own distribution given these, or only near it. */
  exact: boolean
}
