/**
 * Writes the reference of docs/rules.md, between its markers, from the tables that the checker itself uses. `--check` writes
 * nothing and exits 1 when the file is stale.
 */
import { join } from "node:path"
import { allCodes, codePage } from "../src/language/codes.ts"
import { factExamples, typeNames } from "../src/language/compile/subjects.ts"
import { type Context, keywords } from "../src/language/keywords.ts"
import {
  agentVariables,
  commonVariables,
  type FilterForm,
  filterForms,
  retryVariables,
} from "../src/language/variables.ts"
import { say } from "../src/locale/phrase.ts"
import { factTypes } from "../src/screen/facts.ts"

const path = join(import.meta.dir, "../docs/rules.md")

/** In the order of the reference; a condition is no statement, and the words of a `retry` are those of steps and two more. */
const contexts: Partial<Record<Context, string>> = {
  file: "In a file",
  rule: "In a rule",
  steps: "In a `do`, and wherever an action may stand",
  retry: "In a `retry`, beside those",
  template: "In a template, and in the block of `notify`",
  ask: "In an `ask`",
  agent: "In an agent",
  state: "In the block of an agent's state",
  test: "In a test",
}

const sections: Readonly<Record<string, () => readonly string[]>> = { codes, statements, facts, variables, filters }

const begins = (name: string): string => `<!-- ${name}: written by scripts/reference.ts -->`
const end = "<!-- end -->"

const before = await Bun.file(path).text()
let after = before
for (const [name, lines] of Object.entries(sections)) after = filled(after, name, lines())
if (process.argv.includes("--check")) {
  if (after !== before) {
    console.error("stale: docs/rules.md. Run: bun scripts/reference.ts")
    process.exit(1)
  }
} else if (after !== before) await Bun.write(path, after)

/** The text with the lines between the markers of the section. */
function filled(text: string, name: string, lines: readonly string[]): string {
  const start = text.indexOf(begins(name))
  const stop = text.indexOf(end, start)
  if (start < 0 || stop < 0) throw new Error(`docs/rules.md has no markers for "${name}"`)
  return `${text.slice(0, start)}${begins(name)}\n${lines.join("\n")}\n${text.slice(stop)}`
}

function codes(): string[] {
  return table(
    ["code", "finds"],
    allCodes.map((code) => [code, say("en", codePage(code).title)]),
  )
}

function statements(): string[] {
  return Object.entries(contexts).flatMap(([context, title], index) => {
    const known = Object.entries(keywords).find(([name]) => name === context)?.[1] ?? {}
    // What every action may be is listed once.
    const others = context === "retry" ? Object.keys(keywords.steps) : []
    const rows = Object.entries(known).flatMap(([word, { usage }]) =>
      others.includes(word) ? [] : [[code(word), code(usage)]],
    )
    return [...(index > 0 ? [""] : []), `${title}:`, "", ...table(["statement", "written"], rows)]
  })
}

function facts(): string[] {
  const rows = Object.entries(factTypes).map(([name, type]) => [
    code(name),
    type,
    code(`${name} ${factExamples[type]}`.trimEnd()),
  ])
  return table(["fact", "type", "asked as"], rows)
}

/** The facts are a table of their own. */
function variables(): string[] {
  const shown = Object.entries(commonVariables).filter(([name]) => !Object.hasOwn(factTypes, name))
  const changed = ["agent.was", "agent.was_for"]
  const rows = [
    ...shown.map(([name, type]) => [name, type, "everywhere"]),
    ["CAPTURE", "text", "what the rule's own patterns capture, on every way of holding"],
    ...Object.entries(agentVariables).map(([name, type]) => [
      name,
      type,
      changed.includes(name) ? "with `agent … -> …`" : "where the condition says that an agent is there",
    ]),
    ["agent.CAPTURE", "text", "where every clause that can be there captures it"],
    ...Object.entries(retryVariables).map(([name, type]) => [name, type, "in a `retry`, and in its `exhausted`"]),
    ["event.FIELD", "text", 'never for certain: with `event "…"`, if the event has it'],
  ]
  return table(
    ["variable", "type", "set"],
    rows.map(([name = "", ...cells]) => [code(`{${name}}`), ...cells]),
  )
}

function filters(): string[] {
  const rows = Object.entries(filterForms).map(([name, form]: [string, FilterForm]) => [
    code(name),
    code(form.usage),
    form.takes.length === Object.keys(typeNames).length ? "anything" : form.takes.join(", "),
  ])
  return table(["filter", "written", "takes"], rows)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`
  return [row(head), `|${"---|".repeat(head.length)}`, ...rows.map(row)]
}

/** A bar ends a cell, even in code. */
function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``
}
