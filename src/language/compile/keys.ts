/** What is typed: keys, and text that is pasted. Only what the author wrote, or a person answered. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import type { KeyNode, PersonTextNode, Span, StringNode } from "../ast.ts"
import type { Code } from "../codes.ts"
import { hint } from "../hint.ts"
import type { PersonText } from "../ruleset.ts"
import { type Character, characters } from "../values.ts"
import { isKeyName, type Key, knownKeyNames } from "../vocabulary.ts"
import type { Standing } from "./notes.ts"
import type { Scope } from "./scope.ts"

/** Keys and texts of one `send`. */
export const maxKeys = 100
/** Characters that one `send "…"`, `paste` or `answer reply` types. */
export const maxTyped = 10_000

/** The keys; undefined (and reported) unless all of them are right. `choice`: `N` stands for the number that was chosen. */
export function compileKeys(nodes: readonly KeyNode[], scope: Scope, choice = false): readonly Key[] | undefined {
  const [tooMuch] = nodes.slice(maxKeys)
  if (tooMuch !== undefined) {
    scope.findings.add("E113", scope.source, tooMuch, phrase("language.many-keys", { limit: maxKeys }))
    return undefined
  }
  const keys = nodes.map((key) => (choice && isChoice(key) ? ({ kind: "choice" } as const) : compileKey(key, scope)))
  return keys.every((key) => key !== undefined) ? keys : undefined
}

/** `N`, where a number is chosen. */
export const isChoice = (key: KeyNode): boolean => key.kind === "named-key" && key.name === "N"

export function compileKey(key: KeyNode, scope: Scope): Key | undefined {
  if (key.kind === "named-key") {
    if (isKeyName(key.name)) return { kind: "named", name: key.name }
    const message = phrase("language.unknown-key", { key: key.name })
    const all = phrase("language.keys", { keys: knownKeyNames.join(", ") })
    scope.findings.add("E110", scope.source, key, message, hint(key.name, knownKeyNames, all))
    return undefined
  }
  const text = typedText(key.text, /\p{Cc}/u, scope)
  return text === undefined ? undefined : { kind: "text", text }
}

/** A text of several lines, or a person's; where nobody answers with text there is none (E117). */
export function compileText(
  node: StringNode | PersonTextNode,
  standing: Standing,
  scope: Scope,
): string | PersonText | undefined {
  // Any other control character would be a key: an escape sequence could end the paste.
  if (node.kind === "string") return typedText(node, /(?![\n\t])\p{Cc}/u, scope)
  if (standing.decision === "reply" || standing.answer === "reply") return { person: true }
  scope.findings.add("E117", scope.source, node, phrase("language.no-person-text"), {
    help: phrase("language.no-person-text.help"),
  })
  return undefined
}

function typedText(node: StringNode, forbidden: RegExp, scope: Scope): string | undefined {
  const written = characters(node, "{", scope.source, scope.findings)
  const text = written.map((one) => one.char).join("")
  const fault = (code: Code, place: Span, message: Phrase): undefined => {
    scope.findings.add(code, scope.source, place, message, { help: phrase("language.key-control.help") })
    return undefined
  }
  if (text === "") return fault("E107", node, phrase("language.key-empty"))
  const control = written.findIndex((one) => forbidden.test(one.char))
  if (control >= 0) return fault("E107", writtenAt(written, control, node), phrase("language.key-control"))
  if (text.length <= maxTyped) return text
  scope.findings.add("E113", scope.source, node, phrase("language.typed-long", { limit: maxTyped }))
  return undefined
}

/** Where a character stands in the source, its whole escape included. */
function writtenAt(written: readonly Character[], index: number, within: Span): Span {
  const start = written[index]?.offset ?? within.start
  return { start, end: written[index + 1]?.offset ?? Math.max(start, within.end - 1) }
}
