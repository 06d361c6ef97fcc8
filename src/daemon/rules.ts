/** Rules from files, or the embedded ones; and the last set that worked, for the day when a file is broken. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import defaultRules from "../../rules/default.rules" with { type: "text" }
import { type Compiled, compile } from "../language/compile.ts"
import type { Source } from "../language/diagnostics.ts"

export { maxRuleFiles, type RuleFiles, readRuleFiles } from "./rule-files.ts"

export const embeddedRules: readonly Source[] = [{ path: "embedded:default.rules", text: defaultRules }]

/** Compiles a person's sources, or the embedded rules when there are none. `receivers`: undefined, when unknown. */
export function compileRules(own: readonly Source[], receivers: ReadonlySet<string> | undefined): Compiled {
  return own.length === 0
    ? compile({ own: embeddedRules, stock: [], receivers })
    : compile({ own, stock: [], receivers })
}

const lastGoodName = "last-good-rules.json"

/** Keeps a set that compiled, for a start with a broken one. */
export function keepLastGood(stateFolder: string, sources: readonly Source[]): void {
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 })
  const path = join(stateFolder, lastGoodName)
  writeFileSync(`${path}.new`, JSON.stringify(sources), { mode: 0o600 })
  renameSync(`${path}.new`, path)
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
  typeof value.text === "string"
