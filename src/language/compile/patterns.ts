/** Pattern nodes → patterns ready to match; what is wrong is reported and gives undefined. */

import { nearest } from "../../locale/nearest.ts"
import { phrase } from "../../locale/phrase.ts"
import { type CaptureKind, captureKinds } from "../../screen/capture.ts"
import type { Pattern } from "../../screen/pattern.ts"
import { compileRegex, maxRegexInstructions } from "../../screen/regex-pattern.ts"
import { maxTextPatternLength, type TextToken, textPattern } from "../../screen/text-pattern.ts"
import type { PatternListNode, PatternNode, ReferenceNode, RegexNode, Span, TextNode } from "../ast.ts"
import type { Findings } from "../diagnostics.ts"
import { type Written, written } from "../values.ts"
import { isTaken } from "../variables.ts"
import type { Scope } from "./scope.ts"

/** `@a` may name a pattern that names `@b`, and so on, this often. */
export const maxReferences = 20
/** Patterns in one list. */
const maxListItems = 1_000
/** And in all, those of the lists that it names included: each is looked for on every screen. */
export const maxPatterns = 5_000

export function compilePattern(node: PatternNode, scope: Scope, depth = 0): Pattern | undefined {
  switch (node.kind) {
    case "text":
      return compileText(node, scope)
    case "regex":
      return compileRegexNode(node, scope)
    case "reference": {
      const items = resolve(node, scope, depth)
      if (items === undefined) return undefined
      return items.length === 1 ? items[0] : { kind: "any", of: items }
    }
    case "several": {
      const items = compileList(node.of, scope, depth)
      return items === undefined ? undefined : { kind: node.what, of: items }
    }
    default:
      return node satisfies never
  }
}

/** The patterns of a list, written out or by name. */
export function compileList(
  node: PatternListNode | ReferenceNode,
  scope: Scope,
  depth = 0,
): readonly Pattern[] | undefined {
  if (node.kind === "reference") return resolve(node, scope, depth)
  if (node.items.length === 0 || node.items.length > maxListItems) {
    scope.findings.add("E111", scope.source, node, phrase("language.list-size", { limit: maxListItems }))
    return undefined
  }
  const items = node.items.map((item) => compilePattern(item, scope, depth))
  if (!items.every((item) => item !== undefined)) return undefined
  if (items.reduce((sum, item) => sum + sizeOf(item), 0) <= maxPatterns) return items
  scope.findings.add("E111", scope.source, node, phrase("language.list-total", { limit: maxPatterns }))
  return undefined
}

const sizes = new WeakMap<Pattern, number>()

/** Patterns in it. A named one stands in many: it is counted once. */
function sizeOf(pattern: Pattern): number {
  if (pattern.kind !== "any" && pattern.kind !== "all") return 1
  const known = sizes.get(pattern)
  if (known !== undefined) return known
  const size = pattern.of.reduce((sum, one) => sum + sizeOf(one), 0)
  sizes.set(pattern, size)
  return size
}

interface Resolved {
  /** Undefined: something in it is wrong, or it is not done with yet. */
  patterns: readonly Pattern[] | undefined
  done: boolean
}
/** By name, of each compilation. */
const resolvedBefore = new WeakMap<Findings, Map<string, Resolved>>()

/** A definition is compiled once however many name it: names of names of names multiply. */
function resolve(node: ReferenceNode, scope: Scope, depth: number): readonly Pattern[] | undefined {
  const { findings, source } = scope
  const known = resolvedBefore.get(findings) ?? new Map<string, Resolved>()
  resolvedBefore.set(findings, known)
  const before = known.get(node.name)
  if (before?.done) return before.patterns
  if (before !== undefined || depth > maxReferences) {
    findings.add("E205", source, node, phrase("language.circular", { name: node.name }))
    return undefined
  }
  if (!isDefined(node, scope)) return undefined
  const resolved: Resolved = { patterns: undefined, done: false }
  known.set(node.name, resolved)
  resolved.patterns = definitionOf(node, scope, depth)
  resolved.done = true
  return resolved.patterns
}

/** Otherwise reported. */
function isDefined(node: ReferenceNode, { program: { lists, patterns }, findings, source }: Scope): boolean {
  if (lists.has(node.name) || patterns.has(node.name)) return true
  const near = nearest(node.name, [...lists.keys(), ...patterns.keys()])
  findings.add("E205", source, node, phrase("language.unknown-pattern", { name: node.name }), {
    help:
      near === undefined
        ? phrase("language.define-pattern", { name: node.name })
        : phrase("language.did-you-mean", { word: `@${near}` }),
  })
  return false
}

/** What is wrong inside a definition is reported there, by its own compilation. */
function definitionOf(node: ReferenceNode, scope: Scope, depth: number): readonly Pattern[] | undefined {
  const list = scope.program.lists.get(node.name)
  if (list !== undefined) return compileList(list.head.items, { ...scope, source: list.source }, depth + 1)
  const named = scope.program.patterns.get(node.name)
  if (named === undefined) return undefined
  const pattern = compilePattern(named.head.pattern, { ...scope, source: named.source }, depth + 1)
  return pattern && [pattern]
}

const compiledBefore = new WeakMap<RegexNode, ReturnType<typeof compileRegex>>()

/** A regex under a name is asked for by every rule that uses it: it is compiled once. */
function compiledOnce(node: RegexNode): ReturnType<typeof compileRegex> {
  const before = compiledBefore.get(node)
  if (before !== undefined) return before
  // A slash is escaped for the language, not for RE2.
  const compiled = compileRegex(node.source.replaceAll("\\/", "/"), node.flags)
  compiledBefore.set(node, compiled)
  return compiled
}

function compileRegexNode(node: RegexNode, { source, findings }: Scope): Pattern | undefined {
  const badFlag = /[^is]/.exec(node.flags)?.[0]
  if (badFlag !== undefined) {
    findings.add("E301", source, node, phrase("language.regex-flag", { flag: badFlag }))
    return undefined
  }
  const compiled = compiledOnce(node)
  if (!compiled.ok) {
    const { fault } = compiled
    if (fault.why === "size") {
      const { instructions } = fault
      findings.add("E302", source, node, phrase("language.regex-size", { instructions, limit: maxRegexInstructions }))
    } else {
      const around = /\(\?<?[=!]/.test(node.source)
      findings.add("E301", source, node, phrase("language.not-re2", { detail: fault.detail }), {
        ...(around ? { help: phrase("language.no-lookaround") } : {}),
      })
    }
    return undefined
  }
  const { pattern } = compiled
  return checkNames([...pattern.captures, ...pattern.optionalCaptures], node, { source, findings })
    ? pattern
    : undefined
}

function compileText(node: TextNode, { source, findings }: Scope): Pattern | undefined {
  const asWritten = written(node.text, "<", source, findings)
  const { text } = asWritten
  if (text.length > maxTextPatternLength) {
    findings.add("E111", source, node, phrase("language.pattern-long", { limit: maxTextPatternLength }))
    return undefined
  }
  const tokens = textTokens(asWritten, { source, findings })
  if (tokens === undefined) return undefined
  if (!tokens.some((token) => token.kind === "literal" && token.text.trim() !== "")) {
    findings.add("E111", source, node, phrase("language.pattern-empty"))
    return undefined
  }
  const pattern = textPattern(text, tokens, node.ignoreCase)
  return checkNames(pattern.captures, node, { source, findings }) ? pattern : undefined
}

type Report = Pick<Scope, "source" | "findings">

/** Splits at `<name>` and `<name:kind>`; undefined (and reported) when a `<` begins no capture. */
function textTokens({ text, offsetAt, isEscaped }: Written, { source, findings }: Report): TextToken[] | undefined {
  const tokens: TextToken[] = []
  let literal = ""
  let from = 0
  for (let open = text.indexOf("<"); open >= 0; open = text.indexOf("<", from)) {
    literal += text.slice(from, open)
    from = open + 1
    if (isEscaped(open)) {
      literal += "<"
      continue
    }
    const close = text.indexOf(">", open)
    const [, name, , kind = "text"] = captureForm.exec(text.slice(open + 1, Math.max(open + 1, close))) ?? []
    const span = { start: offsetAt(open), end: offsetAt(Math.max(open, close)) + 1 }
    if (name === undefined || !isCaptureKind(kind)) {
      const help = phrase("language.capture-form.help", {
        kinds: captureKinds.filter((one) => one !== "text").join(", "),
      })
      findings.add("E111", source, span, phrase("language.capture-form"), { help })
      return undefined
    }
    if (literal !== "") tokens.push({ kind: "literal", text: literal })
    else if (tokens.at(-1)?.kind === "capture") {
      findings.add("E111", source, span, phrase("language.captures-touch"))
      return undefined
    }
    tokens.push({ kind: "capture", name, as: kind })
    literal = ""
    from = close + 1
  }
  literal += text.slice(from)
  if (literal !== "") tokens.push({ kind: "literal", text: literal })
  return tokens
}

/** What stands between `<` and `>`. */
const captureForm = /^([\p{L}_][\p{L}\p{N}_]*)(:([a-z]+))?$/u

const isCaptureKind = (kind: string): kind is CaptureKind => captureKinds.some((one) => one === kind)

function checkNames(names: readonly string[], span: Span, { source, findings }: Report): boolean {
  for (const [index, name] of names.entries()) {
    if (isTaken(name)) {
      findings.add("E206", source, span, phrase("language.capture-is-fact", { name }))
      return false
    }
    if (names.indexOf(name) < index) {
      findings.add("E206", source, span, phrase("language.defined-twice", { name }))
      return false
    }
  }
  return true
}
