/** Rules from files, or the embedded ones; and the last set that worked, for the day when a file is broken. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import defaultRules from "../../rules/default.rules" with { type: "text" }
import { type Compiled, compile } from "../language/compile.ts"
import type { Source } from "../language/diagnostics.ts"
import type { Embedded } from "../language/program.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { codeOf } from "./rule-files.ts"

export { maxRuleFiles, type RuleFiles, readRuleFiles } from "./rule-files.ts"

const defaults: Source = { path: "embedded:default.rules", text: defaultRules }
export const embeddedRules: readonly Source[] = [defaults]
/** What `use "NAME"` finds. */
const usable: Embedded = new Map([["default", [defaults]]])

/** Whether a rule of the set stands in the embedded files. */
export const isEmbedded = ({ place }: { readonly place: string }): boolean => place.startsWith("embedded:")

/** Compiles a person's sources, or the embedded rules when there are none. `receivers`: undefined, when unknown. */
export function compileRules(own: readonly Source[], receivers: ReadonlySet<string> | undefined): Compiled {
  return own.length === 0
    ? compile({ own: embeddedRules, stock: [], receivers })
    : compile({ own, stock: [], receivers, embedded: usable })
}

const lastGoodName = "last-good-rules.json"

/** Keeps a set that compiled, for a start with a broken one; says why it could not. */
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
  typeof value.text === "string"
