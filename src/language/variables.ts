/** What a message may name, and what it may do with it. */
import { factTypes } from "../screen/facts.ts"

export type VariableType = "text" | "duration" | "percent" | "int" | "flag"

/** Variables that every message has: the facts, and what the pane shows. */
export const commonVariables: Readonly<Record<string, VariableType>> = {
  ...factTypes,
  screen: "text",
  matches: "text",
}

export interface FilterForm {
  readonly argument: "none" | "number" | "text"
  /** The types it takes; what it makes is text. */
  readonly takes: readonly VariableType[]
  readonly usage: string
}

const anything: readonly VariableType[] = ["text", "duration", "percent", "int", "flag"]

export const filterForms = {
  default: { argument: "text", takes: anything, usage: "default '…'" },
  trunc: { argument: "number", takes: anything, usage: "trunc COLUMNS" },
  lines: { argument: "number", takes: ["text"], usage: "lines N" },
  code: { argument: "none", takes: anything, usage: "code" },
  quote: { argument: "none", takes: anything, usage: "quote" },
  upper: { argument: "none", takes: ["text"], usage: "upper" },
  duration: { argument: "none", takes: ["duration"], usage: "duration" },
  time: { argument: "none", takes: ["int"], usage: "time" },
  bytes: { argument: "none", takes: ["int", "text"], usage: "bytes" },
  reveal: { argument: "none", takes: ["text"], usage: "reveal" },
} as const satisfies Record<string, FilterForm>

export type FilterName = keyof typeof filterForms
