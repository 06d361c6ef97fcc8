/** One reading of a configuration: the text, what it is read with, and what was found wrong so far. */
import { type Phrase, phrase } from "../locale/phrase.ts"
import { type Document, dotted, problemAt } from "./document.ts"
import { exampleFor } from "./examples.ts"
import type { KeyPath } from "./locate.ts"
import type { ConfigProblem } from "./problem.ts"
import { resolveReference } from "./references.ts"
import type { Surroundings } from "./surroundings.ts"

/** A value and whether it stands in the file itself. */
export interface Value {
  readonly text: string
  readonly literal: boolean
}

/**
 * Findings are collected, never thrown: one pass shows them all. The tree may hold values of the wrong type; those
 * were reported with the shape, so here they count as absent.
 */
export class Reading {
  readonly document: Document | undefined
  /** Folder that relative paths begin at. */
  readonly base: string
  readonly around: Surroundings
  readonly problems: ConfigProblem[] = []
  readonly remarks: Phrase[] = []
  /** A secret stands in the file itself. */
  holdsSecret = false

  constructor(document: Document | undefined, base: string, around: Surroundings) {
    this.document = document
    this.base = base
    this.around = around
  }

  /** What stands at `path`, unchecked; undefined when nothing does. */
  at(path: KeyPath): unknown {
    let value: unknown = this.document?.tree
    for (const step of path) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined
      value = (value as Readonly<Record<string | number, unknown>>)[step]
    }
    return value
  }

  text(path: KeyPath): string | undefined {
    const value = this.at(path)
    return typeof value === "string" && value.trim() !== "" ? value : undefined
  }

  list(path: KeyPath): readonly unknown[] {
    const value = this.at(path)
    return Array.isArray(value) ? value : []
  }

  /** Whether a table stands at `path`. */
  hasTable(path: KeyPath): boolean {
    const value = this.at(path)
    return typeof value === "object" && value !== null && !Array.isArray(value)
  }

  problem(path: KeyPath, mark: "key" | "value", message: Phrase, help: Phrase): void {
    if (this.document !== undefined) this.problems.push(problemAt(this.document, path, mark, message, help))
  }

  /** The value that the setting at `path` refers to; undefined when it is absent or was reported. */
  resolve(path: KeyPath): Value | undefined {
    const setting = this.text(path)
    if (setting === undefined) return undefined
    const resolved = resolveReference(setting, this.base, this.around)
    if (resolved.ok) return { text: resolved.value, literal: resolved.literal }
    this.problem(path, "value", resolved.message, resolved.help)
    return undefined
  }

  /** The setting, else the variable that is its default, else a problem. */
  require(path: KeyPath, variable: string): Value | undefined {
    if (this.at(path) !== undefined) return this.resolve(path)
    const fallback = this.variable(variable)
    if (fallback !== undefined) return { text: fallback, literal: false }
    this.problem(path, "key", phrase("config.not-set", { key: dotted(path), variable }), exampleFor(path))
    return undefined
  }

  /** A variable of the environment, blanks cut; undefined when it is not set or empty. */
  variable(name: string): string | undefined {
    return this.around.env[name]?.trim() || undefined
  }
}
