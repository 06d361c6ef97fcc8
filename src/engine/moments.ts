/** The earlier of two moments; undefined: never. */
export const sooner = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b)
