/**
 * Mutated rule files through the compiler: `bun scripts/fuzz.ts [--inputs 100000] [--seed 1] [--from 0] [--chunk 10000]`.
 *
 * Nothing may throw, hang, or name a place outside its file. The first input that fails ends the run with exit code 1; `--show
 * NUMBER` prints its text. Progress goes to stderr, the result to stdout as one line of JSON.
 */
import { parseArgs } from "node:util"
import { readCorpus } from "./fuzz/corpus.ts"
import { mutated } from "./fuzz/mutate.ts"
import type { Chunk, Outcome } from "./fuzz/worker.ts"

/** One input may take so long; the usual one takes a thousandth of it. */
const mostMs = 2_000
const lookEveryMs = 250

const { values } = parseArgs({
  options: {
    inputs: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    chunk: { type: "string", default: "10000" },
    show: { type: "string" },
  },
})
const [inputs, seed, from, chunk] = [values.inputs, values.seed, values.from, values.chunk].map(Number)
if (inputs === undefined || seed === undefined || from === undefined || chunk === undefined) process.exit(2)

if (values.show !== undefined) {
  process.stdout.write(mutated(readCorpus(), seed, Number(values.show)))
  process.exit(0)
}

const shared = new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT)
const now = new Float64Array(shared)
const worker = new Worker(new URL("fuzz/worker.ts", import.meta.url))
const began = Date.now()
let slowest: Outcome["slowest"] = { number: from, ms: 0 }
let done = 0

const watch = setInterval(() => {
  const [number = 0, since = 0] = now
  if (since > 0 && Date.now() - since > mostMs) fail(number, `no answer within ${mostMs} ms`)
}, lookEveryMs)

while (done < inputs) {
  const count = Math.min(chunk, inputs - done)
  const outcome = await tried({ seed, from: from + done, count, now: shared })
  now[1] = 0
  if (outcome.slowest.ms > slowest.ms) slowest = outcome.slowest
  if (outcome.fault !== undefined) fail(outcome.fault.number, outcome.fault.why)
  done += count
  console.error(`${done} of ${inputs}, ${Math.round((done * 1000) / (Date.now() - began))} a second`)
}
clearInterval(watch)
worker.terminate()
console.log(JSON.stringify({ seed, from, inputs, seconds: Math.round((Date.now() - began) / 1000), slowest }))

function tried(part: Chunk): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Outcome>) => resolve(data)
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(part)
  })
}

function fail(number: number, why: string): never {
  console.error(`input ${number}: ${why}\nsee it: bun scripts/fuzz.ts --seed ${seed} --show ${number}`)
  // A worker that hangs cannot be asked to stop.
  process.exit(1)
}
