/**
 * One file per open ask, in a folder of the user's own: a person or a script writes the answer into it. The file says
 * what can be written; afterwards, what came of it; then it goes.
 */
import { type FSWatcher, readdirSync, rmSync, watch } from "node:fs"
import { join } from "node:path"
import { type Locale, type Phrase, phrase, say } from "../locale/phrase.ts"
import type { Ask } from "../store/asks.ts"
import type { Answer } from "./approvals.ts"
import { againOf, answerIn, endOf, headOf, type Written } from "./file-text.ts"
import { looksLikeId } from "./ids.ts"
import { codeOf, preparedFolder, readPrivate, writePrivate } from "./private-files.ts"
import type { Wish } from "./wish.ts"

export interface AskFolderOptions {
  readonly path: string
  readonly locale: Locale
  readonly timers: {
    readonly now: () => number
    /** Calls `run` once after `ms`; the result takes that back. */
    readonly after: (ms: number, run: () => void) => () => void
  }
  /** Those that are open, or whose decision is being carried out. */
  readonly unsettled: () => readonly Ask[]
  readonly named: (id: string) => Ask | undefined
  readonly decide: (id: string, wish: Wish) => Answer
  /** Something about the folder, once. */
  readonly onProblem: (problem: Phrase) => void
}

/** Whoever writes a file may do so in several strokes. */
const settleMs = 100
/** Not every file system tells of changes. Only while an ask is open. */
const pollMs = 2_000
/** So long a file says what came of it. */
const lingerMs = 60_000

const suffix = ".ask"
const idOf = (name: string): string | undefined => {
  const id = name.endsWith(suffix) ? name.slice(0, -suffix.length) : ""
  return looksLikeId(id) ? id : undefined
}

export class AskFolder {
  readonly #options: AskFolderOptions
  readonly #uid = process.getuid?.() ?? 0
  /** What each file of ours holds; undefined: what somebody wrote before we looked. */
  readonly #files = new Map<string, string | undefined>()
  readonly #open = new Set<string>()
  readonly #cancels = new Map<string, () => void>()
  readonly #said = new Set<string>()
  #watcher: FSWatcher | undefined
  #isClosed = false

  constructor(options: AskFolderOptions) {
    this.#options = options
  }

  /** Makes the folder, clears away what earlier runs left, and begins. Undefined: it works. */
  start(): Phrase | undefined {
    const { path } = this.#options
    const problem = preparedFolder(path, this.#uid)
    if (problem !== undefined) return problem
    const open = new Set(this.#openAsks().map(({ id }) => id))
    try {
      for (const name of readdirSync(path)) {
        const id = idOf(name)
        if (id === undefined) continue
        if (open.has(id)) this.#files.set(id, undefined)
        // An ask that is not ours may be another service's.
        else if (this.#options.named(id) !== undefined) rmSync(join(path, name), { force: true })
      }
    } catch (error) {
      return phrase("approvals.folder-unusable", { path, code: codeOf(error) })
    }
    this.#watch()
    this.refresh()
    for (const id of open) this.#later(id, 0, () => this.#look(id))
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
    if (ids.size > 0) this.#later("", pollMs, () => this.#poll(), "keep")
  }

  /** The files stay: an answer that is written meanwhile is taken at the next start. */
  close(): void {
    this.#isClosed = true
    this.#watcher?.close()
    for (const cancel of this.#cancels.values()) cancel()
    this.#cancels.clear()
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
    const id = name === null ? undefined : idOf(name)
    if (id !== undefined && this.#open.has(id)) this.#later(id, settleMs, () => this.#look(id))
  }

  #poll(): void {
    for (const id of this.#open) this.#look(id)
    this.refresh()
  }

  #look(id: string): void {
    const { timers, locale, named } = this.#options
    const read = readPrivate(this.#pathOf(id), this.#uid)
    if (read.kind !== "text" || read.text === this.#files.get(id) || !this.#open.has(id)) return
    const age = timers.now() - read.changedAt
    if (age >= 0 && age < settleMs) {
      this.#later(id, settleMs, () => this.#look(id))
      return
    }
    const problem = this.#take(id, answerIn(read.text))
    const ask = named(id)
    if (ask?.status !== "open") this.refresh()
    else if (problem !== undefined) this.#write(id, againOf(ask, locale, say(locale, problem)))
  }

  /** What is wrong with what was written; undefined: nothing is. */
  #take(id: string, written: Written): Phrase | undefined {
    switch (written.kind) {
      case "nothing":
        return undefined
      case "unclear":
        return phrase("approvals.file-unclear", { line: written.line })
      case "wish": {
        const answer = this.#options.decide(id, written.wish)
        return answer.taken ? undefined : phrase("approvals.file-refused", { why: answer.why, hint: answer.hint })
      }
      default:
        return written satisfies never
    }
  }

  /** The file says what came of it, and goes a while after all of it did. */
  #end(id: string): void {
    const ask = this.#options.named(id)
    const text = ask && endOf(ask, this.#options.locale)
    if (text !== undefined && text !== this.#files.get(id)) this.#write(id, text)
    if (ask?.status === "decided") return
    this.#later(
      `${id} ends`,
      lingerMs,
      () => {
        this.#files.delete(id)
        rmSync(this.#pathOf(id), { force: true })
      },
      "keep",
    )
  }

  #write(id: string, text: string): void {
    this.#files.set(id, text)
    const code = writePrivate(this.#options.path, `${id}${suffix}`, text)
    if (code === undefined || this.#said.has(code)) return
    this.#said.add(code)
    this.#options.onProblem(phrase("approvals.folder-unusable", { path: this.#options.path, code }))
  }

  #pathOf(id: string): string {
    return join(this.#options.path, `${id}${suffix}`)
  }

  /** One wait per key: a new one takes the old one's place, unless that is to be kept. */
  #later(key: string, ms: number, run: () => void, before: "keep" | "replace" = "replace"): void {
    if (this.#isClosed || (before === "keep" && this.#cancels.has(key))) return
    this.#cancels.get(key)?.()
    this.#cancels.set(
      key,
      this.#options.timers.after(ms, () => {
        this.#cancels.delete(key)
        run()
      }),
    )
  }
}
