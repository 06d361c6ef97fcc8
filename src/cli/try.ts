/** `fleetai try PATTERN`: where a pattern matches on a pane or on a screen from a file, and what it captures. */
import { resolve } from "node:path"
import { allMatches } from "../authoring/explain/all-matches.ts"
import { type ExplainedMatch, placed } from "../authoring/explain/conditions.ts"
import { markedLines } from "../authoring/explain/marked.ts"
import { nearMiss } from "../authoring/explain/near-miss.ts"
import { embeddedRules, readRuleFiles } from "../daemon/rules.ts"
import type { Source } from "../language/diagnostics.ts"
import { compilePatternAlone } from "../language/pattern-alone.ts"
import { printDiagnostics } from "../language/print.ts"
import { phrase } from "../locale/phrase.ts"
import type { Pattern } from "../screen/pattern.ts"
import { type Call, type CommandFile, exit, isGiven, textOption } from "./command.ts"
import { complain } from "./complain.ts"
import { inOneLine, nearestWords } from "./explanation.ts"
import { seenPane, seenScreen } from "./given-screen.ts"
import { oneLine } from "./shown.ts"
import { painterOf, type Terminal } from "./terminal.ts"

/** Matches that are shown: the lowest. */
const maxShown = 20

export const command: CommandFile = {
  describe(command, say) {
    command
      .argument("<PATTERN>", say(phrase("authoring.try-pattern")))
      .argument("[PANE]", say(phrase("authoring.pane-argument")))
      .option("--screen <FILE>", say(phrase("authoring.screen-option")))
      .option("--rules <PATH>", say(phrase("authoring.try-rules")))
      .option("--json", say(phrase("cli.json-option")))
  },

  async run(call) {
    const { terminal, args } = call
    const [written = "", named] = args
    const screen = textOption(call, "screen")
    if ((named === undefined) === (screen === undefined)) {
      const what = screen === undefined ? "authoring.explain-what" : "authoring.screen-or-pane"
      complain(terminal, phrase(what), phrase("cli.see-help", { command: "fleetai try" }))
      return exit.usage
    }
    const pattern = patternOf(call, written)
    if (pattern === undefined) return exit.usage
    const seen =
      screen === undefined ? await seenPane(call, named ?? "", {}) : await seenScreen(screen, {}, Date.now(), terminal)
    if ("exit" in seen) return seen.exit
    const { lines, unreadable } = seen.pane.frame
    if (unreadable !== undefined) {
      terminal.err(terminal.say(phrase("authoring.try-unreadable", { why: unreadable })))
      return exit.no
    }
    const text = lines.join("\n")
    const matches = allMatches(pattern, text).map((match) => ({ ...placed(text, match), captures: match.captures }))
    if (isGiven(call, "json")) terminal.out(JSON.stringify(matches, undefined, 2))
    else if (matches.length > 0) show(matches, lines, terminal)
    if (matches.length > 0) return exit.ok
    const near = nearMiss(pattern, lines, { from: 0, to: lines.length })
    terminal.err(terminal.say(phrase("authoring.try-none", { lines: lines.length })))
    if (near !== undefined) terminal.err(terminal.say(nearestWords(near)))
    return exit.no
  },
}

/** Undefined: it is none, and everything is said. */
function patternOf(call: Call, written: string): Pattern | undefined {
  const { terminal } = call
  const definitions = definitionsOf(call)
  if (definitions === undefined) return undefined
  const compiled = compilePatternAlone(written, definitions)
  if (compiled.ok) return compiled.pattern
  if (compiled.diagnostics.length === 0) terminal.err(terminal.say(phrase("authoring.try-one")))
  else terminal.err(printDiagnostics(compiled.diagnostics, terminal.locale, painterOf(terminal.paintErr)))
  // A shell takes the outer quotes away.
  if (!/^\s*(?:["/@]|any\b|all\b)/.test(written)) terminal.err(terminal.say(phrase("authoring.try-quotes")))
  return undefined
}

function definitionsOf(call: Call): readonly Source[] | undefined {
  const path = textOption(call, "rules")
  if (path === undefined) return embeddedRules
  const files = readRuleFiles([resolve(path)], process.cwd())
  if (files.ok) return files.sources
  for (const problem of files.problems) call.terminal.err(call.terminal.say(problem))
  return undefined
}

type Shown = ExplainedMatch & { readonly captures: Readonly<Record<string, string>> }

function show(matches: readonly Shown[], lines: readonly string[], { out, say, paintOut }: Terminal): void {
  const shown = matches.slice(-maxShown)
  if (shown.length < matches.length) out(say(phrase("authoring.try-more", { count: matches.length - shown.length })))
  for (const [index, match] of shown.entries()) {
    const counts = index === shown.length - 1
    const place = say(phrase(counts ? "authoring.try-lowest" : "authoring.try-match", match))
    out(counts ? paintOut("bold", place) : place)
    for (const { number, text, carets } of markedLines(lines, match)) {
      const gutter = String(number).padStart(4)
      out(`${gutter} | ${oneLine(text)}`)
      out(`${" ".repeat(gutter.length)} | ${paintOut("green", carets)}`)
    }
    for (const [name, value] of Object.entries(match.captures)) {
      out(`     ${say(phrase("authoring.capture", { name, value: inOneLine(value) }))}`)
    }
  }
}
