/** Facts, frames and patterns for tests: ordinary ones, with what matters to a test replaced. */
import { compile } from "../../src/language/compile.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import type { Facts } from "../../src/screen/facts.ts"
import { type Frame, toLines } from "../../src/screen/frame.ts"
import type { Pattern } from "../../src/screen/pattern.ts"

export function facts(changed: Partial<Facts> = {}): Facts {
  return {
    host: "box",
    session: "work",
    window: "build",
    pane: "%1",
    command: "cargo",
    program: "cargo",
    title: "",
    cwd: "/home/u",
    user: "u",
    printedAt: 0,
    runningSince: undefined,
    clientActiveAt: undefined,
    cpu: undefined,
    exit: undefined,
    attached: false,
    active: true,
    zoomed: false,
    dead: false,
    shell: false,
    bell: false,
    online: true,
    ...changed,
  }
}

export interface FrameChanges extends Partial<Omit<Frame, "facts" | "lines">> {
  readonly facts?: Partial<Facts>
}

/** A pane that shows this text. */
export function frame(screen: string, { facts: changed, ...rest }: FrameChanges = {}): Frame {
  return {
    pane: "local/1-1/%1",
    pid: 100,
    columns: 80,
    rows: 24,
    lines: toLines(screen),
    unreadable: undefined,
    facts: facts(changed),
    ...rest,
  }
}

/** The pattern as the language reads it: `"Do you want to <what>?"`, `/^error/ i`, `any ["a", "b"]`. */
export function pattern(written: string): Pattern {
  const { ruleSet, diagnostics } = compile({
    own: [{ path: "p", text: `rule p { when screen has ${written}; do notify "" }` }],
    stock: [],
    receivers: new Set(),
  })
  const when = ruleSet?.rules[0]?.when
  if (when?.kind !== "screen") throw new Error(printDiagnostics(diagnostics, "en"))
  return when.pattern
}
