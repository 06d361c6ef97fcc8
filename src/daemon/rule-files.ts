/**
 * Reads rule files. Comes in: paths of files and folders. Goes out: their texts, or everything that is wrong with the
 * files as such, each told by itself, so that no file hides another's mistakes.
 */
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs"
import { join, relative } from "node:path"
import type { Code } from "../language/codes.ts"
import type { Diagnostic, Source } from "../language/diagnostics.ts"
import { position } from "../language/diagnostics.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"

/** Rule files in one set. */
export const maxRuleFiles = 1_000

export type RuleFiles =
  | { readonly ok: true; readonly sources: readonly Source[] }
  | {
      readonly ok: false
      /** What could be read all the same: a checker finds more in it. Not to be run. */
      readonly sources: readonly Source[]
      /** Every problem in a sentence that names its file. */
      readonly problems: readonly Phrase[]
      /** Those of single files, with their places. */
      readonly diagnostics: readonly Diagnostic[]
      /** A path that was asked for is not there, holds no rules, or too many. */
      readonly pathless: boolean
    }

/** The files behind the paths: a folder stands for the `.rules` files in it and below, in the order of their names. */
export function readRuleFiles(paths: readonly string[], cwd: string): RuleFiles {
  const reading = new Reading(cwd)
  for (const path of paths) reading.take(path)
  return reading.end()
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error)
}

class Reading {
  readonly #cwd: string
  readonly #sources: Source[] = []
  readonly #problems: Phrase[] = []
  readonly #diagnostics: Diagnostic[] = []
  #pathless = false

  constructor(cwd: string) {
    this.#cwd = cwd
  }

  /** A file or folder that somebody named. */
  take(path: string): void {
    try {
      const files = statSync(path).isDirectory() ? this.#filesBelow(path, new Set([realpathSync(path)])).sort() : [path]
      if (files.length === 0) this.#pathProblem(phrase("daemon.rules-none", { path: this.#shown(path) }))
      for (const file of files) this.#read(file)
    } catch (error) {
      this.#pathProblem(phrase("daemon.rules-unreadable", { path: this.#shown(path), code: codeOf(error) }))
    }
  }

  end(): RuleFiles {
    const sources = this.#sources
    if (sources.length > maxRuleFiles) this.#pathProblem(phrase("daemon.rules-too-many", { limit: maxRuleFiles }))
    if (this.#problems.length === 0) return { ok: true, sources }
    const problems = this.#problems
    return { ok: false, sources, problems, diagnostics: this.#diagnostics, pathless: this.#pathless }
  }

  /** Links count as what they lead to. `seen`: folders, by their real paths, so that no circle of links is run through. */
  #filesBelow(folder: string, seen: Set<string>): string[] {
    const files: string[] = []
    for (const entry of this.#entriesOf(folder)) {
      const path = join(folder, entry.name)
      const kind = this.#kindOf(path, entry)
      if (kind === "file" && entry.name.endsWith(".rules")) files.push(path)
      if (kind === "folder" && isNew(realpathSync(path), seen)) files.push(...this.#filesBelow(path, seen))
      // The set will be refused anyway: no need to walk through the whole disk.
      if (files.length > maxRuleFiles) break
    }
    return files
  }

  #entriesOf(folder: string): Dirent[] {
    try {
      return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    } catch (error) {
      this.#unreadable(folder, codeOf(error))
      return []
    }
  }

  #kindOf(path: string, entry: Dirent): "file" | "folder" | undefined {
    if (!entry.isSymbolicLink()) return entry.isDirectory() ? "folder" : entry.isFile() ? "file" : undefined
    try {
      const target = statSync(path)
      return target.isDirectory() ? "folder" : target.isFile() ? "file" : undefined
    } catch (error) {
      // A broken link that is no rule file is nobody's business here.
      if (entry.name.endsWith(".rules")) this.#unreadable(path, codeOf(error), "language.broken-link")
      return undefined
    }
  }

  #read(file: string): void {
    if (this.#sources.length > maxRuleFiles) return
    let bytes: Buffer
    try {
      bytes = readFileSync(file)
    } catch (error) {
      this.#unreadable(file, codeOf(error))
      return
    }
    const source = { path: this.#shown(file), text: unixLines(new TextDecoder().decode(bytes)) }
    this.#sources.push(source)
    const broken = firstBroken(bytes)
    if (broken === undefined) return
    const { line, column } = position(source, broken.offset)
    const byte = broken.byte.toString(16).padStart(2, "0")
    this.#problems.push(phrase("daemon.rules-not-utf8", { path: source.path, line, column }))
    const help = phrase("language.not-utf8.help")
    this.#diagnostics.push(fault("E116", source, broken.offset, phrase("language.not-utf8", { byte }), help))
  }

  #unreadable(
    path: string,
    code: string,
    why: "language.unreadable" | "language.broken-link" = "language.unreadable",
  ): void {
    const shown = this.#shown(path)
    this.#problems.push(phrase("daemon.rules-unreadable", { path: shown, code }))
    this.#diagnostics.push(fault("E115", { path: shown, text: "" }, 0, phrase(why, { code }), undefined))
  }

  #pathProblem(problem: Phrase): void {
    this.#pathless = true
    this.#problems.push(problem)
  }

  #shown(path: string): string {
    const short = relative(this.#cwd, path)
    return short === "" || short.startsWith("..") ? path : short
  }
}

function fault(code: Code, source: Source, start: number, message: Phrase, help: Phrase | undefined): Diagnostic {
  return { code, severity: "error", source, span: { start, end: start + 1 }, message, help, related: undefined }
}

function isNew(path: string, seen: Set<string>): boolean {
  if (seen.has(path)) return false
  seen.add(path)
  return true
}

const unixLines = (text: string): string => text.replaceAll("\r\n", "\n")

/** The first byte that is not UTF-8, and where it stands in the text as it was decoded (without a BOM). */
function firstBroken(bytes: Buffer): { readonly byte: number; readonly offset: number } | undefined {
  const isRight = (length: number, stream: boolean): boolean => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length), { stream })
      return true
    } catch {
      // That is the answer.
      return false
    }
  }
  if (isRight(bytes.length, false)) return undefined
  // The longest beginning that is right, or would be with more bytes.
  let right = 0
  let wrong = bytes.length + 1
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1
    if (isRight(middle, true)) right = middle
    else wrong = middle
  }
  // A character that was begun is left out: its first byte is the one.
  const before = new TextDecoder().decode(bytes.subarray(0, Math.min(right, bytes.length)), { stream: true })
  const bom = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0
  const at = bom + Buffer.byteLength(before)
  return { byte: bytes[at] ?? 0, offset: unixLines(before).length }
}
