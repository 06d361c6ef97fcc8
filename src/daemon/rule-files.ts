/**
 * Reads rule files. Comes in: paths of files and folders. Goes out: their texts and those of the files that they use, or everything
 * that is wrong with the files as such, each told by itself, so that no file hides another's mistakes.
 */
import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import type { Code } from "../language/codes.ts"
import type { Diagnostic, Source } from "../language/diagnostics.ts"
import { position } from "../language/diagnostics.ts"
import { hint } from "../language/hint.ts"
import { type Use, usesOf } from "../language/uses.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { usable } from "./embedded.ts"
import { firstBroken, textOf } from "./utf8.ts"

/** Rule files in one set, used ones included. */
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

/**
 * The files behind the paths, and all that they use, which carry `used`. A folder stands for the `.rules` files in it and below, in
 * the order of their names; whatever is reached twice is read once.
 */
export function readRuleFiles(paths: readonly string[], cwd: string): RuleFiles {
  const reading = new Reading(cwd)
  for (const path of paths) reading.take(path)
  reading.follow()
  return reading.end()
}

/** The files behind the paths alone: for whoever writes them. */
export function readNamedRuleFiles(paths: readonly string[], cwd: string): RuleFiles {
  const reading = new Reading(cwd)
  for (const path of paths) reading.take(path)
  return reading.end()
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error)
}

class Reading {
  readonly #cwd: string
  /** With the paths under which they were found, or of a link that of its file: what a file uses stands beside it, not beside a link to it. */
  readonly #files: { readonly path: string; readonly source: Source }[] = []
  /** Real paths of the files that were read. */
  readonly #seen = new Set<string>()
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

  /** Reads what the files use, what those use, and so on: first all that is one `use` away, then the next. */
  follow(): void {
    for (const { path, source } of this.#files) {
      for (const use of usesOf(source)) {
        if (!usable.has(use.path)) this.#use(use, path, source)
      }
    }
  }

  #use(use: Use, from: string, source: Source): void {
    const path = resolve(dirname(from), use.path)
    try {
      const found = statSync(path)
      const files = found.isDirectory() ? this.#filesBelow(path, new Set([realpathSync(path)])).sort() : [path]
      // A device or a pipe could go on for ever.
      if (!found.isDirectory() && !found.isFile()) this.#useProblem(use, source, "ENOTSUP")
      else if (files.length === 0) this.#useProblem(use, source, "ENOENT")
      else for (const file of files) this.#read(file, (source.used ?? 0) + 1)
    } catch (error) {
      this.#useProblem(use, source, codeOf(error))
    }
  }

  #useProblem({ path, span }: Use, source: Source, code: string): void {
    const { line } = position(source, span.start)
    this.#problems.push(phrase("language.use-unreadable.where", { file: source.path, line, path, code }))
    const { help } = hint(path, usable.keys(), phrase("language.use-what", { names: [...usable.keys()] }))
    const message = phrase("language.use-unreadable", { path, code })
    this.#diagnostics.push({ code: "E115", severity: "error", source, span, message, help, related: undefined })
  }

  end(): RuleFiles {
    const sources = this.#files.map(({ source }) => source)
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

  #read(file: string, used?: number): void {
    if (this.#files.length > maxRuleFiles) return
    let bytes: Buffer
    let real: string
    let isLink: boolean
    try {
      real = realpathSync(file)
      if (!isNew(real, this.#seen)) return
      isLink = lstatSync(file).isSymbolicLink()
      bytes = readFileSync(file)
    } catch (error) {
      this.#unreadable(file, codeOf(error))
      return
    }
    const source = { path: this.#shown(file), text: textOf(bytes), ...(used === undefined ? {} : { used }) }
    this.#files.push({ path: isLink ? real : resolve(file), source })
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
