/** Tries a chunk of inputs; in shared memory it says which one it is at and since when, for whoever watches over it. */
import { readCorpus } from "./corpus.ts"
import { mutated } from "./mutate.ts"
import { faultOf } from "./verdict.ts"

export interface Chunk {
  readonly seed: number
  readonly from: number
  readonly count: number
  /** [the input's number, the moment it began in milliseconds] as doubles. */
  readonly now: SharedArrayBuffer
}
export interface Outcome {
  readonly fault: { readonly number: number; readonly why: string } | undefined
  readonly slowest: { readonly number: number; readonly ms: number }
}

declare const self: Worker

const corpus = readCorpus()

self.onmessage = ({ data }: MessageEvent<Chunk>) => {
  const now = new Float64Array(data.now)
  let slowest = { number: data.from, ms: 0 }
  for (let number = data.from; number < data.from + data.count; number += 1) {
    const text = mutated(corpus, data.seed, number)
    const began = performance.now()
    now[0] = number
    now[1] = Date.now()
    const why = faultOf(text)
    const ms = performance.now() - began
    if (ms > slowest.ms) slowest = { number, ms }
    if (why !== undefined) return self.postMessage({ fault: { number, why }, slowest } satisfies Outcome)
  }
  self.postMessage({ fault: undefined, slowest } satisfies Outcome)
}
