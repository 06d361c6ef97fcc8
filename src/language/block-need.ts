/** What may follow a head: a block of which context, and whether it must be there. */
import type { ActionNode, HeadNode } from "./ast.ts"
import type { Context } from "./keywords.ts"

/** Undefined: no block. */
export type BlockNeed = { readonly context: Context; readonly must: boolean } | undefined

export function blockNeed(head: HeadNode): BlockNeed {
  switch (head.kind) {
    case "template":
    case "agent":
    case "rule":
    case "test":
      return { context: head.kind, must: true }
    case "extend":
      return { context: head.what, must: true }
    case "when":
      return head.condition === null ? { context: "conditions", must: true } : undefined
    case "state":
      return { context: "state", must: false }
    case "decision":
      return { context: "steps", must: head.what === "option" }
    case "timeout":
      return { context: "steps", must: true }
    case "do":
    case "keys":
    case "exhausted":
      return head.action === null ? { context: "steps", must: true } : actionBlock(head.action)
    case "notify":
    case "ask":
    case "verify":
    case "retry":
      return actionBlock(head)
    default:
      return undefined
  }
}

function actionBlock(action: ActionNode): BlockNeed {
  switch (action.kind) {
    case "notify":
      return action.text === null && action.template === null ? { context: "template", must: true } : undefined
    case "ask":
      return { context: "ask", must: false }
    case "retry":
      return { context: "retry", must: true }
    case "verify": {
      if (action.otherwise === null) return undefined
      return action.otherwise.action === null ? { context: "steps", must: true } : actionBlock(action.otherwise.action)
    }
    default:
      return undefined
  }
}
