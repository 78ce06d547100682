/** A small seeded generator, so that the same index is the same noise everywhere. */
export function generator(...seeds: number[]): () => number {
  let state = seeds.reduce((hash, seed) => Math.imul(hash ^ (seed + 0x9e3779b9), 0x85ebca6b) >>> 0, 1)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}
