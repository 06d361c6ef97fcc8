/** What a message may name, and what it may do with it. */
import { factTypes } from "../screen/facts.ts"

/** `time`: a moment, shown as a clock shows it. */
export type VariableType = "text" | "duration" | "percent" | "int" | "flag" | "time"

/** Variables that every message has: the facts, and what the pane shows. */
export const commonVariables: Readonly<Record<string, VariableType>> = {
  ...factTypes,
  screen: "text",
  matches: "text",
}

/** Where a rule is about an agent. What its clause captures is `agent.CAPTURE`, a text. */
export const agentVariables: Readonly<Record<string, VariableType>> = {
  agent: "text",
  "agent.state": "text",
  "agent.detail": "text",
  "agent.since": "time",
  "agent.was": "text",
  "agent.was_for": "duration",
}

/** Inside a `retry`: which try it is; in `exhausted` how many there were. */
export const retryVariables: Readonly<Record<string, VariableType>> = { tries: "int" }

/** The type of any variable, whether or not it exists somewhere: captures and fields of events are texts. */
export const variableType = (name: string): VariableType =>
  [commonVariables, agentVariables, retryVariables].find((some) => Object.hasOwn(some, name))?.[name] ?? "text"

/** What a rule's capture cannot be named: a message could not tell them apart. */
export const isTaken = (capture: string): boolean =>
  // Captures are the keys of objects: this one would never be set.
  capture === "__proto__" ||
  Object.hasOwn(commonVariables, capture) ||
  Object.hasOwn(retryVariables, capture) ||
  capture === "agent" ||
  capture === "event"
/** What an agent's capture cannot be named: `agent.CAPTURE` is something else. */
export const isTakenOfAgent = (capture: string): boolean => Object.hasOwn(agentVariables, `agent.${capture}`)

export interface FilterForm {
  readonly argument: "none" | "number" | "text"
  /** The types it takes; what it makes is text. */
  readonly takes: readonly VariableType[]
  readonly usage: string
}

const anything: readonly VariableType[] = ["text", "duration", "percent", "int", "flag", "time"]

export const filterForms = {
  default: { argument: "text", takes: anything, usage: "default '…'" },
  trunc: { argument: "number", takes: anything, usage: "trunc COLUMNS" },
  lines: { argument: "number", takes: ["text"], usage: "lines N" },
  code: { argument: "none", takes: anything, usage: "code" },
  quote: { argument: "none", takes: anything, usage: "quote" },
  upper: { argument: "none", takes: ["text"], usage: "upper" },
  duration: { argument: "none", takes: ["duration"], usage: "duration" },
  time: { argument: "none", takes: ["time"], usage: "time" },
  bytes: { argument: "none", takes: ["int", "text"], usage: "bytes" },
  reveal: { argument: "none", takes: ["text"], usage: "reveal" },
} as const satisfies Record<string, FilterForm>

export type FilterName = keyof typeof filterForms
