/** The configured language alone, without reading the whole configuration: help and usage errors speak it too. */
import { type Locale, locales } from "../locale/phrase.ts"
import { configCandidates } from "./paths.ts"
import type { Surroundings } from "./surroundings.ts"

/** Undefined when there is no file, it is broken beyond this line, or it names no language: the environment decides. */
export function configuredLocale(asked: string | undefined, around: Surroundings): Locale | undefined {
  for (const { path } of configCandidates(asked, around)) {
    const file = around.readFile(path)
    if (!file.ok) continue
    const untilTable = file.text.split(/^\s*\[/m, 1)[0] ?? ""
    const [, named] = /^\s*locale\s*=\s*["']([^"'\n]*)["']/m.exec(untilTable) ?? []
    return locales.find((locale) => locale === named)
  }
  return undefined
}
