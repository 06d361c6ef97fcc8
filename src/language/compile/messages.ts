/** What a `notify` or an `ask` says, and to whom. */
import { phrase } from "../../locale/phrase.ts"
import type { ActionNode, NameNode, Statement } from "../ast.ts"
import { hint } from "../hint.ts"
import type { MessageText, Step, Template } from "../ruleset.ts"
import { bare, parseTemplate } from "../template.ts"
import type { AgentClaim } from "./agent-claim.ts"
import { inRule, type NotedMessage, type NotedTemplate, type Standing } from "./notes.ts"
import type { Scope } from "./scope.ts"
import type { StepScope } from "./step-scope.ts"

/** Lines of what is asked, in an ask that says nothing of its own. */
const shownLines = 12

interface Parts {
  readonly title: NotedTemplate | undefined
  readonly body: NotedTemplate | undefined
}
const nothing: Parts = { title: undefined, body: undefined }

export function compileNotify(
  action: Extract<ActionNode, { kind: "notify" }>,
  block: Statement["block"],
  scope: StepScope,
): Step | undefined {
  const receiver = compileReceiver(action.to, scope)
  const parts = notified(action, block, scope)
  if (parts === undefined) return undefined
  note("notify", action, parts, scope)
  return { kind: "notify", ...messageText(receiver, parts, []) }
}

function notified(
  { text, template }: Extract<ActionNode, { kind: "notify" }>,
  block: Statement["block"],
  scope: StepScope,
): Parts | undefined {
  if (text !== null) {
    const { source, findings, standing } = scope
    return { ...nothing, body: { template: parseTemplate(text, source, findings), scope: { source }, standing } }
  }
  if (template !== null) return namedParts(template, scope)
  return partsOf(block?.body ?? [], scope, scope.standing)
}

/** What the ask's own block says stands in the place of what its template says. */
export function askText(
  action: Extract<ActionNode, { kind: "ask" }>,
  body: readonly Statement[],
  scope: StepScope,
): MessageText {
  const receiver = compileReceiver(action.to, scope)
  const named = askedParts(action, scope)
  const own = partsOf(body, scope, scope.standing)
  const parts = { title: own.title ?? named.title, body: own.body ?? named.body }
  note("ask", action, parts, scope)
  return messageText(receiver, parts, whatIsAsked(scope.claim))
}

function askedParts({ text, template }: Extract<ActionNode, { kind: "ask" }>, scope: StepScope): Parts {
  const { source, findings, standing } = scope
  if (text === null) return template === null ? nothing : (namedParts(template, scope) ?? nothing)
  return { ...nothing, body: { template: parseTemplate(text, source, findings), scope: { source }, standing } }
}

/** The dialog, where there is one for certain; else what the rule saw. */
function whatIsAsked({ present }: AgentClaim): Template {
  const name = present ? "agent.detail" : "matches"
  return [{ kind: "variable", name, filters: [{ name: "lines", value: shownLines }, { name: "code" }] }]
}

const messageText = (receiver: string | undefined, { title, body }: Parts, otherwise: Template): MessageText => ({
  receiver,
  title: title && bare(title.template),
  body: body === undefined ? otherwise : bare(body.template),
})

function note(
  what: "notify" | "ask",
  action: NotedMessage["action"],
  parts: Parts,
  { notes, source, standing }: StepScope,
): void {
  for (const part of [parts.title, parts.body]) if (part !== undefined) notes.templates.push(part)
  notes.messages.push({ what, ...parts, action, source, standing })
}

function namedParts(name: NameNode, scope: StepScope): Parts | undefined {
  const { templates } = scope.program
  const named = templates.get(name.value)
  if (named !== undefined) return partsOf(named.block?.body ?? [], { ...scope, source: named.source }, scope.standing)
  const message = phrase("language.unknown-template", { name: name.value })
  const define = phrase("language.define-template", { name: name.value })
  scope.findings.add("E205", scope.source, name, message, hint(name.value, templates.keys(), define))
  return undefined
}

/** What is wrong in a template is found whether or not somebody uses it. */
export function compileTemplate(body: readonly Statement[], scope: Scope): void {
  partsOf(body, scope, inRule)
}

/** `title` and `body` of a template, or of the block of a notify or an ask. */
function partsOf(body: readonly Statement[], { source, findings }: Scope, standing: Standing): Parts {
  const found = new Map<"title" | "body", NotedTemplate>()
  for (const { head } of body) {
    if (head.kind !== "title" && head.kind !== "body") continue
    if (found.has(head.kind)) {
      findings.add("E206", source, head, phrase("language.clause-twice", { clause: head.kind }))
    }
    found.set(head.kind, { template: parseTemplate(head.text, source, findings), scope: { source }, standing })
  }
  return { title: found.get("title"), body: found.get("body") }
}

/** Null: the routes decide. */
export function compileReceiver(node: NameNode | null, { receivers, findings, source }: Scope): string | undefined {
  if (node === null) return undefined
  if (receivers !== undefined && !receivers.has(node.value)) {
    const message = phrase("language.unknown-receiver", { name: node.value })
    const all = phrase("language.receivers", { receivers: [...receivers].join(", ") })
    findings.add("E205", source, node, message, hint(node.value, receivers, all))
  }
  return node.value
}
