/** Actions and their blocks → steps. */

import { nearest } from "../../locale/nearest.ts"
import { phrase } from "../../locale/phrase.ts"
import type { ActionNode, KeyNode, NameNode, Span, Statement } from "../ast.ts"
import type { Step } from "../ruleset.ts"
import { bare, type PlacedTemplate, parseTemplate } from "../template.ts"
import { type Character, characters, duration } from "../values.ts"
import { isKeyName, type Key, knownKeyNames } from "../vocabulary.ts"
import type { Scope } from "./scope.ts"

/** Steps in one `do`, nested ones included. */
export const maxSteps = 200

/** What the checks want to see of a rule's steps beside the steps themselves. */
export interface StepNotes {
  /** Every message text with the places of its variables. */
  readonly templates: { readonly template: PlacedTemplate; readonly scope: Scope }[]
  /** Every pressing of keys. */
  readonly sends: ActionNode[]
}

export function compileAction(
  action: ActionNode,
  block: Statement["block"],
  scope: Scope,
  notes: StepNotes,
): Step | undefined {
  switch (action.kind) {
    case "notify":
      return compileNotify(action, block, scope, notes)
    case "send": {
      notes.sends.push(action)
      const keys = action.keys.map((key) => compileKey(key, scope))
      return keys.every((key) => key !== undefined) ? { kind: "send", keys } : undefined
    }
    case "verify": {
      const withinMs = duration(action.within, scope.source, scope.findings)
      if (action.state.value !== "gone") return undefined
      const { otherwise } = action
      if (otherwise === null) return { kind: "verify-gone", withinMs, otherwise: [] }
      if (otherwise.action === null) {
        return { kind: "verify-gone", withinMs, otherwise: compileSteps(block?.body ?? [], scope, notes) }
      }
      const step = compileAction(otherwise.action, block, scope, notes)
      return step === undefined ? undefined : { kind: "verify-gone", withinMs, otherwise: [step] }
    }
    case "wait":
      return { kind: "wait", ms: duration(action.duration, scope.source, scope.findings) }
    case "ask":
    case "paste":
    case "answer":
    case "wait-until":
    case "retry":
    case "run":
    case "escalate":
      // Reported as not supported by its own check.
      return undefined
    default:
      return action satisfies never
  }
}

export function compileSteps(body: readonly Statement[], scope: Scope, notes: StepNotes): readonly Step[] {
  return body.flatMap(({ head, block }) => {
    const step = isAction(head) ? compileAction(head, block, scope, notes) : undefined
    return step === undefined ? [] : [step]
  })
}

const actionKinds: ReadonlySet<string> = new Set<ActionNode["kind"]>([
  "notify",
  "ask",
  "send",
  "paste",
  "answer",
  "verify",
  "wait",
  "wait-until",
  "retry",
  "run",
  "escalate",
])
export const isAction = (head: Statement["head"]): head is ActionNode => actionKinds.has(head.kind)

function compileNotify(
  action: Extract<ActionNode, { kind: "notify" }>,
  block: Statement["block"],
  scope: Scope,
  notes: StepNotes,
): Step | undefined {
  const receiver = compileReceiver(action.to, scope)
  const message = messageOf(action, block, scope, notes)
  if (message === undefined) return undefined
  return { kind: "notify", receiver, ...message }
}

function messageOf(
  action: Extract<ActionNode, { kind: "notify" }>,
  block: Statement["block"],
  scope: Scope,
  notes: StepNotes,
): Pick<Extract<Step, { kind: "notify" }>, "title" | "body"> | undefined {
  if (action.text !== null) {
    const template = parseTemplate(action.text, scope.source, scope.findings)
    notes.templates.push({ template, scope })
    return { title: undefined, body: bare(template) }
  }
  if (action.template === null) return compileMessage(block?.body ?? [], scope, notes)
  const { value } = action.template
  const named = scope.program.templates.get(value)
  if (named === undefined) {
    const near = nearest(value, scope.program.templates.keys())
    scope.findings.add("E205", scope.source, action.template, phrase("language.unknown-template", { name: value }), {
      help:
        near === undefined
          ? phrase("language.define-template", { name: value })
          : phrase("language.did-you-mean", { word: near }),
    })
    return undefined
  }
  return compileMessage(named.block?.body ?? [], { ...scope, source: named.source }, notes)
}

/** `title` and `body` of a template or of a notify's block. */
export function compileMessage(
  body: readonly Statement[],
  scope: Scope,
  notes: StepNotes,
): Pick<Extract<Step, { kind: "notify" }>, "title" | "body"> | undefined {
  const parts = new Map<"title" | "body", PlacedTemplate>()
  for (const { head } of body) {
    if (head.kind !== "title" && head.kind !== "body") continue
    if (parts.has(head.kind)) {
      scope.findings.add("E206", scope.source, head, phrase("language.clause-twice", { clause: head.kind }))
    }
    const template = parseTemplate(head.text, scope.source, scope.findings)
    notes.templates.push({ template, scope })
    parts.set(head.kind, template)
  }
  const title = parts.get("title")
  return { title: title === undefined ? undefined : bare(title), body: bare(parts.get("body") ?? []) }
}

export function compileReceiver(node: NameNode | null, { receivers, findings, source }: Scope): string | undefined {
  if (node === null) return undefined
  if (receivers !== undefined && !receivers.has(node.value)) {
    const near = nearest(node.value, receivers)
    findings.add("E205", source, node, phrase("language.unknown-receiver", { name: node.value }), {
      help:
        near === undefined
          ? phrase("language.receivers", { receivers: [...receivers].join(", ") })
          : phrase("language.did-you-mean", { word: near }),
    })
  }
  return node.value
}

/** Where a character stands in the source, its whole escape included. */
function writtenAt(written: readonly Character[], index: number, within: Span): Span {
  const start = written[index]?.offset ?? within.start
  return { start, end: written[index + 1]?.offset ?? Math.max(start, within.end - 1) }
}

export function compileKey(key: KeyNode, { source, findings }: Scope): Key | undefined {
  if (key.kind === "named-key") {
    if (isKeyName(key.name)) return { kind: "named", name: key.name }
    const near = nearest(key.name, knownKeyNames)
    findings.add("E110", source, key, phrase("language.unknown-key", { key: key.name }), {
      help:
        near === undefined
          ? phrase("language.keys", { keys: knownKeyNames.join(", ") })
          : phrase("language.did-you-mean", { word: near }),
    })
    return undefined
  }
  const written = characters(key.text, "{", source, findings)
  const text = written.map((one) => one.char).join("")
  const control = written.findIndex((one) => /\p{Cc}/u.test(one.char))
  if (control >= 0 || text === "") {
    const place = control < 0 ? key : writtenAt(written, control, key)
    findings.add("E107", source, place, phrase(text === "" ? "language.key-empty" : "language.key-control"), {
      help: phrase("language.key-control.help"),
    })
    return undefined
  }
  return { kind: "text", text }
}
