/** The steps of a test: what is shown, what a person does, what is expected. Undefined: it is wrong, and reported. */
import { phrase } from "../../locale/phrase.ts"
import type { ExpectationNode, SettingNode, TestStepNode, WordNode } from "../ast.ts"
import { hintOf } from "../hint.ts"
import { agentStates } from "../keywords.ts"
import type { Expectation, TestStep } from "../ruletest.ts"
import { duration, plainString } from "../values.ts"
import { compileKey } from "./keys.ts"
import { compileReceiver } from "./messages.ts"
import { compilePattern } from "./patterns.ts"
import type { Scope } from "./scope.ts"
import { factsOf } from "./test-panes.ts"

/** The highest choice of a dialog that a step may take. */
const maxChoice = 99

/** What `with` may ask of a message: text that must be equal. `offers`: what a person can decide, as `approve deny reply`. */
export const expectedFields = [
  "title",
  "body",
  "severity",
  "rule",
  "offers",
  "later",
  "host",
  "session",
  "window",
] as const
export type ExpectedField = (typeof expectedFields)[number]

export function stepOf(node: TestStepNode, scope: Scope): TestStep | undefined {
  const { source, findings } = scope
  switch (node.kind) {
    case "screen-file":
      return { kind: "screen-file", path: plainString(node.path, source, findings) }
    case "screen-text":
      return { kind: "screen", text: plainString(node.text, source, findings) }
    case "output-text":
      return { kind: "output", text: plainString(node.text, source, findings) }
    case "event-step": {
      const fields = fieldsOf(node.fields, undefined, scope)
      return fields && { kind: "event", name: plainString(node.name, source, findings), fields }
    }
    case "set": {
      const facts = factsOf(node.fields, [], scope)
      return facts && { kind: "set", facts }
    }
    case "copy-mode": {
      const word = wordOf(node.value, ["on", "off"], scope)
      return word === undefined ? undefined : { kind: "copy-mode", on: word === "on" }
    }
    case "person":
      return personStep(node, scope)
    case "gap":
      return { kind: "gap", ms: duration(node.duration, source, findings) }
    case "expect": {
      const what = expectationOf(node.expectation, scope)
      return what && { kind: "expect", what }
    }
    default:
      return node satisfies never
  }
}

function personStep(node: Extract<TestStepNode, { kind: "person" }>, scope: Scope): TestStep | undefined {
  const { source, findings } = scope
  const { what, argument } = node
  switch (what) {
    case "approve":
    case "deny":
      return { kind: "decide", what }
    case "gone":
    case "restart":
      return { kind: what }
    case "choose": {
      const choice = argument?.kind === "integer" ? argument.value : 0
      if (choice >= 1 && choice <= maxChoice) return { kind: "decide", what, choice }
      findings.add("E113", source, argument ?? node, phrase("language.choice-limit", { limit: maxChoice }))
      return undefined
    }
    case "reply": {
      const text = argument?.kind === "string" ? plainString(argument, source, findings) : ""
      return { kind: "decide", what, text }
    }
    default:
      return what satisfies never
  }
}

function expectationOf(node: ExpectationNode, scope: Scope): Expectation | undefined {
  switch (node.kind) {
    case "expect-nothing":
      return { kind: "nothing" }
    case "expect-no-send":
      return { kind: "no-send" }
    case "expect-agent": {
      const state = stateOf(node.state, scope)
      return state && { kind: "agent", state }
    }
    case "expect-message": {
      const receiver = compileReceiver(node.to, scope)
      const has = node.has === null ? undefined : compilePattern(node.has, scope)
      const fields = fieldsOf(node.fields, expectedFields, scope)
      if (fields === undefined || (node.has !== null && has === undefined)) return undefined
      return { kind: "message", what: node.what, receiver, has, fields }
    }
    case "expect-send": {
      const keys = node.keys.map((key) => compileKey(key, scope))
      return keys.every((key) => key !== undefined) ? { kind: "send", keys } : undefined
    }
    default:
      return node satisfies never
  }
}

/** `none`: an agent's screen that no clause recognises, or no agent at all. */
const expectableStates = [...agentStates, "none"] as const

function stateOf(node: WordNode, { source, findings }: Scope): (typeof expectableStates)[number] | undefined {
  const state = expectableStates.find((one) => one === node.value)
  if (state !== undefined) return state
  const message = phrase("language.unknown-state", { state: node.value })
  findings.add("E201", source, node, message, hintOf(node.value, expectableStates))
  return undefined
}

function wordOf(node: WordNode, words: readonly string[], { source, findings }: Scope): string | undefined {
  if (words.includes(node.value)) return node.value
  const message = phrase("language.unknown-word", { word: node.value })
  findings.add("E102", source, node, message, hintOf(node.value, words))
  return undefined
}

/** `known`: the names that may stand here; undefined: any. */
function fieldsOf(
  settings: readonly SettingNode[],
  known: readonly string[] | undefined,
  { source, findings }: Scope,
): Readonly<Record<string, string>> | undefined {
  const fields = new Map<string, string>()
  let isRight = true
  for (const { name, value } of settings) {
    if (known !== undefined && !known.includes(name.value)) {
      const message = phrase("language.unknown-setting", { name: name.value })
      findings.add("E201", source, name, message, hintOf(name.value, known))
      isRight = false
    } else if (fields.has(name.value)) {
      findings.add("E206", source, name, phrase("language.clause-twice", { clause: name.value }))
      isRight = false
    } else fields.set(name.value, value.kind === "string" ? plainString(value, source, findings) : value.value)
  }
  return isRight ? Object.fromEntries(fields) : undefined
}
