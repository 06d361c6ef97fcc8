/** The help of the program and of a command, in the person's language; widths count CJK characters as two. */
import type { Command, Option } from "commander"
import { phrase } from "../locale/phrase.ts"
import type { Terminal } from "./terminal.ts"
import { fullName } from "./usage.ts"

const gap = 2
/** Longer terms get their description on the next line. */
const maxTermColumns = 28
/** A very wide terminal does not make very long lines. */
const maxColumns = 100

type Row = readonly [term: string, description: string]

export function showHelp(command: Command, terminal: Terminal): string {
  const { say, paintOut } = terminal
  const title = (id: "cli.usage" | "cli.commands" | "cli.arguments" | "cli.options") =>
    paintOut("bold", say(phrase(id)))
  const sections = [
    command.description(),
    `${title("cli.usage")} ${usageLine(command)}`,
    section(title("cli.commands"), commandRows(command), terminal),
    section(title("cli.arguments"), argumentRows(command), terminal),
    section(title("cli.options"), optionRows(command, terminal), terminal),
    command.parent === null ? say(phrase("cli.more-help")) : "",
  ]
  return sections.filter((text) => text !== "").join("\n\n")
}

function usageLine(command: Command): string {
  const names = command.registeredArguments.map((argument) => {
    const shown = argument.name().toUpperCase() + (argument.variadic ? "…" : "")
    return argument.required ? shown : `[${shown}]`
  })
  const rest = command.parent === null ? ["[--config FILE]", "COMMAND", "[…]"] : ["[OPTIONS]", ...names]
  return [fullName(command), ...rest].join(" ")
}

function commandRows(command: Command): Row[] {
  return command.commands.map((each): Row => [each.name(), each.description()])
}

function argumentRows(command: Command): Row[] {
  return command.registeredArguments.map((argument): Row => [argument.name().toUpperCase(), argument.description])
}

function optionRows(command: Command, { say }: Terminal): Row[] {
  const rows = command.options
    .filter(({ hidden }) => !hidden)
    .map((option): Row => [termOf(option), option.description])
  return [...rows, ["-h, --help", say(phrase("cli.help-option"))]]
}

function termOf({ flags }: Option): string {
  return flags.replace(/[<[]([^>\]]*)[>\]]/, (_, name: string) => name.toUpperCase())
}

function section(title: string, rows: readonly Row[], { columns, paintOut }: Terminal): string {
  if (rows.length === 0) return ""
  const widths = rows.map(([term]) => Bun.stringWidth(term)).filter((width) => width <= maxTermColumns)
  const indent = gap + Math.max(0, ...widths) + gap
  const lines = rows.flatMap(([term, description]) => {
    const [first = "", ...more] = wrapped(description, Math.min(columns, maxColumns) - indent)
    const padding = indent - gap - Bun.stringWidth(term)
    const painted = " ".repeat(gap) + paintOut("cyan", term)
    const rest = more.map((line) => " ".repeat(indent) + line)
    if (padding < gap) return [painted, " ".repeat(indent) + first, ...rest]
    return [painted + " ".repeat(padding) + first, ...rest]
  })
  return [title, ...lines].join("\n")
}

/** Breaks at blanks, and between CJK characters. */
function wrapped(text: string, columns: number): string[] {
  const pieces =
    text.match(/[\u2e80-\u9fff\uff00-\uffef][、。，；：！？）」]?|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? []
  const lines: string[] = []
  let line = ""
  for (const piece of pieces) {
    if (line !== "" && Bun.stringWidth(line + piece.trimEnd()) > Math.max(columns, 20)) {
      lines.push(line.trimEnd())
      line = ""
    }
    line += piece
  }
  return [...lines, line.trimEnd()].filter((each) => each !== "")
}
