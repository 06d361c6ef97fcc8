/** The rule files that texts are made from: the stock ones, and those of the language's tests, right and wrong. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Corpus } from "./mutate.ts"

const root = join(import.meta.dir, "../..")
const places = ["rules/**/*.rules", "tests/language/**/*.rules"]

/** In an order that does not depend on the disk. */
export function readCorpus(): Corpus {
  const paths = places.flatMap((place) => [...new Bun.Glob(place).scanSync(root)])
  const files = paths.toSorted().map((path) => readFileSync(join(root, path), "utf8"))
  return { files, items: files.flatMap((file) => file.split(/\n(?=\p{L})/u)) }
}
