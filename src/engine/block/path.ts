/** Where a block stands in its rule's steps, and where it goes next. */
import type { Step } from "../../language/ruleset.ts"
import type { Block, Place } from "../state.ts"

/** The step at the block's place; undefined: there is none, the rule has changed or the list is over. */
export function stepAt(steps: readonly Step[], block: Block, path: readonly Place[] = block.path): Step | undefined {
  let list = steps
  let step: Step | undefined
  for (const [depth, place] of path.entries()) {
    if (depth > 0) list = step === undefined ? [] : listIn(step, place.list, block)
    step = list[place.index]
  }
  return step
}

function listIn(step: Step, list: Place["list"], block: Block): readonly Step[] {
  switch (list) {
    case "do":
      return []
    case "else":
      return step.kind === "verify-gone" || step.kind === "verify-state" ? step.otherwise : []
    case "decision":
      return step.kind === "ask" ? (block.ask?.decision?.steps ?? []) : []
    case "timeout":
      return step.kind === "ask" ? (step.timeout?.steps ?? []) : []
    case "try":
      return step.kind === "retry" ? step.steps : []
    case "exhausted":
      return step.kind === "retry" ? step.exhausted : []
    case "answer":
      return step.kind === "answer" ? (block.answer?.steps ?? []) : []
    default:
      return list satisfies never
  }
}

/** At another place; what the step there needs begins anew. */
export const at = (block: Block, path: readonly Place[]): Block => ({ ...block, path, waiting: undefined, attempt: 0 })

export const inside = (block: Block, list: Place["list"]): Block => at(block, [...block.path, { list, index: 0 }])

/** The next place in the same list; there may be no step. */
export function next(block: Block): Block {
  const { list = "do", index = 0 } = block.path.at(-1) ?? {}
  return at(block, [...block.path.slice(0, -1), { list, index: index + 1 }])
}

/** At the step around the list; undefined: the list is the `do` itself. */
export const outside = (block: Block): Block | undefined =>
  block.path.length > 1 ? at(block, block.path.slice(0, -1)) : undefined

export const listOf = (block: Block): Place["list"] => block.path.at(-1)?.list ?? "do"

export const isWithin = (block: Block, list: Place["list"]): boolean => block.path.some((place) => place.list === list)

/** Names the list of steps that the block stands in: keys of one list follow each other. */
export const listKey = ({ path }: Block): string =>
  path.map(({ list, index }, depth) => (depth === path.length - 1 ? list : `${list} ${index}`)).join(" ")

/** Names the step, for ids. */
export const placeKey = (path: readonly Place[]): string =>
  path.map(({ list, index }) => (list === "do" ? `${index}` : `${list}.${index}`)).join(".")
