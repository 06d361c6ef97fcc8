/** Rules from files, or the embedded ones; and the last set that worked, for the day when a file is broken. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Compiled, compile, type RouteSeverity } from "../language/compile.ts"
import type { Source } from "../language/diagnostics.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { embeddedRules, usable } from "./embedded.ts"
import { codeOf } from "./rule-files.ts"

export { embeddedRules, isEmbedded } from "./embedded.ts"
export { maxRuleFiles, type RuleFiles, readNamedRuleFiles, readRuleFiles } from "./rule-files.ts"

/**
 * Compiles a person's sources, those that they use among them, or the embedded rules when there are none. `receivers`, `routes`:
 * of the configuration; undefined, when unknown.
 */
export function compileRules(
  sources: readonly Source[],
  receivers: ReadonlySet<string> | undefined,
  routes?: readonly RouteSeverity[],
): Compiled {
  return sources.length === 0
    ? compile({ own: [], stock: embeddedRules, receivers, routes, embedded: usable })
    : compile({ own: sources, stock: [], receivers, routes, embedded: usable })
}

const lastGoodName = "last-good-rules.json"

/** Keeps a set that compiled, with the files that it uses, for a start with a broken one; says why it could not. */
export function keepLastGood(stateFolder: string, sources: readonly Source[]): Phrase | undefined {
  const path = join(stateFolder, lastGoodName)
  try {
    mkdirSync(stateFolder, { recursive: true, mode: 0o700 })
    writeFileSync(`${path}.new`, JSON.stringify(sources), { mode: 0o600 })
    renameSync(`${path}.new`, path)
    return undefined
  } catch (error) {
    return phrase("daemon.rules-not-kept", { code: codeOf(error) })
  }
}

/** The last set that compiled; undefined: there is none. */
export function lastGood(stateFolder: string): readonly Source[] | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(join(stateFolder, lastGoodName), "utf8"))
    return Array.isArray(kept) && kept.every(isSource) ? kept : undefined
  } catch {
    // Never written, or not by this program: then there is none.
    return undefined
  }
}

const isSource = (value: unknown): value is Source =>
  typeof value === "object" &&
  value !== null &&
  "path" in value &&
  typeof value.path === "string" &&
  "text" in value &&
  typeof value.text === "string" &&
  (!("used" in value) || typeof value.used === "number")
