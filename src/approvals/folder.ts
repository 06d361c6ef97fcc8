/**
 * One file per open ask, in a folder of the user's own: a person or a script writes the answer into it. The file says
 * what can be written; afterwards, what came of it; then it goes.
 */
import { type FSWatcher, readdirSync, watch } from "node:fs"
import { join } from "node:path"
import { type Locale, type Phrase, phrase, say } from "../locale/phrase.ts"
import type { Ask } from "../store/asks.ts"
import type { Answer } from "./approvals.ts"
import { againOf, answerIn, endOf, headOf, type Written } from "./file-text.ts"
import { fileNameOf, idOfFile } from "./ids.ts"
import {
  codeOf,
  type FileRead,
  maxFileBytes,
  movePrivate,
  preparedFolder,
  readPrivate,
  removePrivate,
  writePrivate,
} from "./private-files.ts"
import { type After, Waits } from "./waits.ts"
import type { Wish } from "./wish.ts"

export interface AskFolderOptions {
  readonly path: string
  readonly locale: Locale
  readonly timers: { readonly now: () => number; readonly after: After }
  /** Those that are open, or whose decision is being carried out. */
  readonly unsettled: () => readonly Ask[]
  readonly named: (id: string) => Ask | undefined
  readonly decide: (id: string, wish: Wish) => Answer
  /** Something about the folder, or a file that was not read; the former once. */
  readonly onProblem: (problem: Phrase) => void
}

/** Whoever writes a file may do so in several strokes. */
const settleMs = 100
/** …and has not finished while the last line has no end, unless nothing more comes for this long. */
const unendedMs = 2_000
/** Not every file system tells of changes. Only while there is a file. */
const pollMs = 2_000
/** So long a file says what came of it. */
const lingerMs = 60_000

/** What was in the place of an ask's file and could not be read. */
const asideSuffix = ".refused"

export class AskFolder {
  readonly #options: AskFolderOptions
  readonly #uid = process.getuid?.() ?? 0
  /** What each file of ours holds; undefined: what somebody wrote before we looked. */
  readonly #files = new Map<string, string | undefined>()
  /** What the files of asks that are not open any more say of their end. */
  readonly #ends = new Map<string, string>()
  readonly #open = new Set<string>()
  readonly #waits: Waits
  readonly #said = new Set<string>()
  #watcher: FSWatcher | undefined

  constructor(options: AskFolderOptions) {
    this.#options = options
    const { timers } = options
    this.#waits = new Waits((ms, run) => timers.after(ms, run))
  }

  /** Makes the folder, clears away what earlier runs left, and begins. Undefined: it works. */
  start(): Phrase | undefined {
    const { path } = this.#options
    const problem = preparedFolder(path, this.#uid)
    if (problem !== undefined) return problem
    const open = new Set(this.#openAsks().map(({ id }) => id))
    try {
      for (const name of readdirSync(path)) {
        const id = idOfFile(name)
        if (id === undefined) continue
        if (open.has(id)) this.#files.set(id, undefined)
        // An ask that is not ours may be another service's.
        else if (this.#options.named(id) !== undefined) this.#remove(id)
      }
    } catch (error) {
      return phrase("approvals.folder-unusable", { path, code: codeOf(error) })
    }
    this.#watch()
    this.refresh()
    for (const id of open) this.#waits.later(id, 0, () => this.#look(id))
    return undefined
  }

  /** Asks came, or some are over. */
  refresh(): void {
    const open = this.#openAsks()
    const ids = new Set(open.map(({ id }) => id))
    for (const ask of open) {
      if (!this.#files.has(ask.id)) this.#write(ask.id, headOf(ask, this.#options.locale))
    }
    for (const id of [...this.#files.keys()]) if (!ids.has(id)) this.#end(id)
    this.#open.clear()
    for (const id of ids) this.#open.add(id)
    if (this.#files.size > 0) this.#waits.later("", pollMs, () => this.#poll(), "keep")
  }

  /** The files stay: an answer that is written meanwhile is taken at the next start. */
  close(): void {
    this.#watcher?.close()
    this.#waits.close()
  }

  #watch(): void {
    try {
      this.#watcher = watch(this.#options.path, (_, name) => this.#hear(name))
      this.#watcher.on("error", () => this.#watcher?.close())
    } catch {
      // No watches are left (ENOSPC), or the file system has none: the poll goes on without.
    }
  }

  #openAsks(): readonly Ask[] {
    return this.#options.unsettled().filter(({ status }) => status === "open")
  }

  #hear(name: string | null): void {
    const id = name === null ? undefined : idOfFile(name)
    if (id !== undefined && this.#files.has(id)) this.#waits.later(id, settleMs, () => this.#look(id))
  }

  #poll(): void {
    for (const id of [...this.#files.keys()]) this.#look(id)
    this.refresh()
  }

  #look(id: string): void {
    const { timers, named } = this.#options
    if (!this.#files.has(id)) return
    const read = readPrivate(this.#pathOf(id), this.#uid)
    if (read.kind === "none" || (read.kind === "text" && read.text === this.#files.get(id))) return
    const age = timers.now() - (read.changedAt ?? 0)
    const leastAge = isWhole(read) ? settleMs : unendedMs
    if (age >= 0 && age < leastAge) {
      this.#waits.later(id, Math.min(leastAge - age, settleMs), () => this.#look(id))
      return
    }
    const ask = named(id)
    if (ask === undefined) return
    if (read.kind === "refused") this.#putAside(ask, read.why)
    else if (this.#open.has(id)) this.#answer(ask, read.text)
    else this.#tooLate(ask, read.text)
  }

  #answer(ask: Ask, text: string): void {
    const { id } = ask
    const written = answerIn(text, ask, this.#files.get(id))
    this.#files.set(id, text)
    const problem = this.#take(id, written)
    if (this.#options.named(id)?.status !== "open") this.refresh()
    else if (problem !== undefined) this.#again(ask, problem)
  }

  /** What is wrong with what was written; undefined: nothing is. */
  #take(id: string, written: Written): Phrase | undefined {
    switch (written.kind) {
      case "nothing":
        return undefined
      case "unclear":
        return phrase("approvals.file-unclear", { line: written.line })
      case "torn":
        return phrase("approvals.file-torn", { line: written.line })
      case "wish": {
        const answer = this.#options.decide(id, written.wish)
        return answer.taken ? undefined : phrase("approvals.file-refused", { why: answer.why, hint: answer.hint })
      }
      default:
        return written satisfies never
    }
  }

  #tooLate(ask: Ask, text: string): void {
    const written = answerIn(text, ask, this.#files.get(ask.id))
    const late = written.kind === "nothing" ? undefined : written.line
    this.#write(ask.id, endOf(ask, this.#options.locale, late))
  }

  /** Somebody wrote while the ask ended. */
  #isWritten(id: string, ours = this.#files.get(id)): boolean {
    const read = readPrivate(this.#pathOf(id), this.#uid)
    return read.kind === "text" && ours !== undefined && read.text !== ours
  }

  /** Somebody's words are not thrown away, and the way to answer is there again. */
  #putAside(ask: Ask, why: Extract<FileRead, { kind: "refused" }>["why"]): void {
    const { id } = ask
    const path = this.#pathOf(id)
    const code = movePrivate(path, `${path}${asideSuffix}`)
    if (code !== undefined) {
      this.#say(`${id} ${code}`, phrase("approvals.file-stays", { path, code }))
      return
    }
    const name = `${fileNameOf(id)}${asideSuffix}`
    const problem = phrase(`approvals.file-${why}`, { name, most: maxFileBytes })
    this.#options.onProblem(phrase("approvals.file-refused-log", { id, problem }))
    if (this.#open.has(id)) this.#again(ask, problem)
    else this.#write(id, endOf(ask, this.#options.locale))
  }

  #again(ask: Ask, problem: Phrase): void {
    const { locale } = this.#options
    this.#write(ask.id, againOf(ask, locale, say(locale, problem)))
  }

  /** The file says what came of it, and goes a while after all of it did. */
  #end(id: string): void {
    const ask = this.#options.named(id)
    const text = ask && endOf(ask, this.#options.locale)
    if (text !== undefined && text !== this.#ends.get(id)) {
      this.#ends.set(id, text)
      // What has come meanwhile is looked at, and is told that it is too late.
      if (this.#isWritten(id)) this.#waits.later(id, settleMs, () => this.#look(id))
      else this.#write(id, text)
    }
    if (ask?.status === "decided") return
    this.#waits.later(`${id} ends`, lingerMs, () => this.#remove(id), "keep")
  }

  #remove(id: string): void {
    this.#files.delete(id)
    this.#ends.delete(id)
    const path = this.#pathOf(id)
    const code = removePrivate(path)
    if (code !== undefined) this.#say(code, phrase("approvals.file-stays", { path, code }))
  }

  #write(id: string, text: string): void {
    const { path } = this.#options
    this.#files.set(id, text)
    const code = writePrivate(path, fileNameOf(id), text)
    if (code !== undefined) this.#say(code, phrase("approvals.folder-unusable", { path, code }))
  }

  #say(what: string, problem: Phrase): void {
    if (this.#said.has(what)) return
    if (this.#said.size >= maxSaid) this.#said.clear()
    this.#said.add(what)
    this.#options.onProblem(problem)
  }

  #pathOf(id: string): string {
    return join(this.#options.path, fileNameOf(id))
  }
}

/** What has been said is remembered up to here. */
const maxSaid = 1_000

/** A line that has no end may still get one; half a character is not broken yet. */
const isWhole = (read: FileRead): boolean =>
  read.kind === "text" ? /[\r\n]$/.test(read.text) : read.kind === "refused" && read.why !== "encoding"
