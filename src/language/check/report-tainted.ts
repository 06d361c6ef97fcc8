/** E402: text from a pane never becomes a key or a program's argument: only literals and a person's own `$text` do. */
import { phrase } from "../../locale/phrase.ts"
import type { StringNode } from "../ast.ts"
import type { Pressing, StepNotes } from "../compile/notes.ts"
import type { Checked } from "../compile.ts"
import type { Findings, Source } from "../diagnostics.ts"
import { written } from "../values.ts"

export function reportTainted({ rules, agents }: Checked, findings: Findings): void {
  for (const { notes } of [...rules, ...agents]) {
    for (const literal of literalsOf(notes)) {
      // One without a brace, which is nearly every one, needs no closer look.
      if (literal.text.raw.includes("{")) checkLiteral(literal, findings)
    }
  }
}

interface Literal {
  readonly text: StringNode
  readonly source: Source
  readonly use: "typed" | "run"
}

function literalsOf({ sends, runs }: StepNotes): readonly Literal[] {
  return [
    ...sends.flatMap(({ action, source }) => typed(action).map((text) => ({ text, source, use: "typed" as const }))),
    ...runs.flatMap(({ action, source }) => action.argv.map((text) => ({ text, source, use: "run" as const }))),
  ]
}

/** The texts that are typed or pasted. */
function typed(action: Pressing): readonly StringNode[] {
  switch (action.kind) {
    case "send":
      return action.keys.flatMap((key) => (key.kind === "text-key" ? [key.text] : []))
    case "paste":
      return action.text.kind === "string" ? [action.text] : []
    case "answer":
      return action.argument?.kind === "string" ? [action.argument] : []
    default:
      return action satisfies never
  }
}

/** As a message would write it; `${HOME}` is a shell's and no variable, nor is a block of code in braces. */
const variable = /(?<!\$)\{\s*[\p{L}_][\p{L}\p{N}_]*(?:[-.][\p{L}\p{N}_]+)*\s*(?:\|[^{}]*)?\}/u

function checkLiteral({ text, source, use }: Literal, findings: Findings): void {
  const { text: shown, offsetAt, isEscaped } = written(text, "{", source, findings)
  // An escaped brace is meant literally; anything that looks like a variable is a misunderstanding.
  const found = variable.exec(shown.replace(/\{/g, (brace, at: number) => (isEscaped(at) ? " " : brace)))
  if (found === null) return
  const start = offsetAt(found.index)
  const end = offsetAt(found.index + found[0].length - 1) + 1
  const [name] = found
  const isRun = use === "run"
  const message = isRun
    ? phrase("language.tainted-run", { variable: name })
    : phrase("language.tainted", { variable: name })
  const help = isRun ? phrase("language.tainted-run.help") : phrase("language.tainted.help")
  findings.add("E402", source, { start, end }, message, { help })
}
