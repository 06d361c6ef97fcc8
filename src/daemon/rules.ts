/** Rules from files, or the embedded ones; and the last set that worked, for the day when a file is broken. */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import defaultRules from "../../rules/default.rules" with { type: "text" }
import { type Compiled, compile } from "../language/compile.ts"
import type { Source } from "../language/diagnostics.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"

/** Rule files in one set. */
export const maxRuleFiles = 1_000

export const embeddedRules: readonly Source[] = [{ path: "embedded:default.rules", text: defaultRules }]

export type RuleFiles =
  | { readonly ok: true; readonly sources: readonly Source[] }
  | { readonly ok: false; readonly problems: readonly Phrase[] }

/** The files behind the paths: a folder stands for the `.rules` files in it and below, in the order of their names. */
export function readRuleFiles(paths: readonly string[], cwd: string): RuleFiles {
  const sources: Source[] = []
  const problems: Phrase[] = []
  for (const path of paths) {
    const shown = shownPath(path, cwd)
    try {
      const files = statSync(path).isDirectory() ? filesBelow(path) : [path]
      if (files.length === 0) problems.push(phrase("daemon.rules-none", { path: shown }))
      for (const file of files) sources.push(readSource(file, shownPath(file, cwd)))
    } catch (error) {
      problems.push(phrase("daemon.rules-unreadable", { path: shown, code: codeOf(error) }))
    }
  }
  if (sources.length > maxRuleFiles) problems.push(phrase("daemon.rules-too-many", { limit: maxRuleFiles }))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, sources }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".rules"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function readSource(file: string, shown: string): Source {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file))
  return { path: shown, text: text.replaceAll("\r\n", "\n") }
}

function codeOf(error: unknown): string {
  if (error instanceof TypeError) return "not UTF-8"
  return error instanceof Error && "code" in error ? String(error.code) : String(error)
}

function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path)
  return short === "" || short.startsWith("..") ? path : short
}

/** Compiles a person's sources, or the embedded rules when there are none. */
export function compileRules(own: readonly Source[], receivers: ReadonlySet<string>): Compiled {
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
