/** What valibot found, as problems with a place and a cure. */
import type * as v from "valibot"
import { severities } from "../engine/effect.ts"
import { catalogue } from "../locale/catalogue.ts"
import { nearest } from "../locale/nearest.ts"
import { locales, type Phrase, type PhraseId, phrase } from "../locale/phrase.ts"
import { channelNames, messageFormats } from "./config.ts"
import { type Document, problemAt } from "./document.ts"
import { exampleFor } from "./examples.ts"
import type { KeyPath } from "./locate.ts"
import type { ConfigProblem } from "./problem.ts"
import { re2Fault } from "./re2.ts"
import { type fileSchema, knownKeys } from "./schema.ts"

type Issue = v.InferIssue<typeof fileSchema>

export function issueProblem(document: Document, issue: Issue): ConfigProblem {
  const path = (issue.path ?? []).map(({ key }) => key as KeyPath[number])
  const id = issue.message in catalogue ? (issue.message as PhraseId) : undefined
  const isMissing = id === undefined && issue.path?.at(-1)?.origin === "key" && issue.received === "undefined"
  if (isMissing) return missing(document, path)
  if (id === undefined) return wrongType(document, path, issue)
  const { message, help, mark } = finding(id, path, issue.input)
  return problemAt(document, path, mark ?? "value", message, help)
}

interface Finding {
  readonly message: Phrase
  readonly help: Phrase
  readonly mark?: "key"
}

function finding(id: PhraseId, path: KeyPath, input: unknown): Finding {
  const key = String(path.at(-1) ?? "")
  const word = typeof input === "string" ? input : ""
  switch (id) {
    case "config.unknown-key": {
      const known = knownKeys(path.slice(0, -1))
      return { message: phrase(id, { key }), help: choice(key, known, "config.known-keys"), mark: "key" }
    }
    case "config.not-yet": {
      const what = typeof path.at(-1) === "number" ? word : dottedName(path)
      return { message: phrase(id, { key: what }), help: phrase("config.not-yet-help"), mark: "key" }
    }
    case "config.bad-name": {
      const isKey = path[0] === "receiver"
      const help = phrase("config.bad-name-help")
      return { message: phrase(id, { name: isKey ? key : word }), help, ...(isKey ? { mark: "key" } : {}) }
    }
    case "config.bad-pattern":
      return { message: phrase(id, { fault: re2Fault(word) ?? "" }), help: phrase("config.bad-pattern-help") }
    case "config.unknown-channel":
      return { message: phrase(id, { name: word }), help: choice(word, channelNames, "config.one-of") }
    case "config.bad-format":
      return { message: phrase(id), help: choice(word, messageFormats, "config.one-of") }
    case "config.bad-severity":
      return { message: phrase(id), help: choice(word, severities, "config.one-of") }
    case "config.bad-locale":
      return { message: phrase(id), help: choice(word, locales, "config.one-of") }
    case "config.empty":
    case "config.empty-list":
      return { message: phrase(id, { key: dottedName(path) }), help: exampleFor(path) }
    case "config.bad-agent-id":
    case "config.bad-ssh":
    case "config.bad-timeout":
    case "config.bad-url":
      return { message: phrase(id), help: exampleFor(path) }
    default:
      throw new Error(`the schema uses ${id}, which has no finding`)
  }
}

/** "did you mean", else everything that may stand here. */
function choice(word: string, known: readonly string[], otherwise: "config.known-keys" | "config.one-of"): Phrase {
  const suggestion = nearest(word, known)
  if (suggestion !== undefined) return phrase("config.did-you-mean", { word: suggestion })
  return phrase(otherwise, { known: known.join(", ") })
}

function missing(document: Document, path: KeyPath): ConfigProblem {
  const message = phrase("config.missing-key", { key: dottedName(path) })
  return { ...problemAt(document, path, "key", message, exampleFor(path)), length: 1 }
}

const typeNames: Readonly<Record<string, PhraseId>> = {
  string: "config.type-text",
  picklist: "config.type-text",
  array: "config.type-list",
  object_with_rest: "config.type-table",
  record: "config.type-table",
}

function wrongType(document: Document, path: KeyPath, { type, input }: Issue): ConfigProblem {
  const expected = phrase((typeNames[type] ?? "config.type-text") as "config.type-text")
  const found = phrase(foundType(input) as "config.type-text")
  const message = phrase("config.wrong-type", { key: dottedName(path), expected, found })
  return problemAt(document, path, "value", message, exampleFor(path))
}

function foundType(input: unknown): PhraseId {
  if (typeof input === "string") return "config.type-text"
  if (typeof input === "number" || typeof input === "bigint") return "config.type-number"
  if (typeof input === "boolean") return "config.type-boolean"
  if (Array.isArray(input)) return "config.type-list"
  return input instanceof Date ? "config.type-date" : "config.type-table"
}

/** The key as people write it: without the numbers of elements. */
export function dottedName(path: KeyPath): string {
  return path.filter((step) => typeof step === "string").join(".")
}
