/** `fleetai check --explain [CODE]`: the page of one code, or all codes in a line each. */
import { allCodes, codePage, isCode } from "../language/codes.ts"
import { editDistance } from "../locale/nearest.ts"
import { phrase } from "../locale/phrase.ts"
import { type ExitCode, exit } from "./command.ts"
import { complain } from "./complain.ts"
import type { Terminal } from "./terminal.ts"

/** `asked`: as it was typed, in upper or lower case; undefined lists all. */
export function explainCode(asked: string | undefined, terminal: Terminal): ExitCode {
  const { out, say, paintOut } = terminal
  if (asked === undefined) {
    for (const code of allCodes) out(`${paintOut("bold", code)}  ${say(codePage(code).title)}`)
    return exit.ok
  }
  const code = asked.toUpperCase()
  if (!isCode(code)) {
    // Of four characters, more than one that is wrong is another code.
    const near = allCodes.find((known) => editDistance(code, known) <= 1)
    const hint =
      near === undefined
        ? phrase("cli.check.see-codes", { command: "fleetai check --explain" })
        : phrase("cli.did-you-mean", { word: near })
    complain(terminal, phrase("cli.check.unknown-code", { code: asked }), hint)
    return exit.usage
  }
  const { severity, title, page, example } = codePage(code)
  const label = `${say(phrase(severity === "error" ? "language.error" : "language.warning"))}[${code}]`
  out(`${paintOut(severity === "error" ? "red" : "yellow", label)}: ${say(title)}`)
  out(`\n${say(page)}`)
  if (example === undefined) return exit.ok
  out(`\n${paintOut("bold", say(phrase("cli.check.wrong")))}\n${indented(example.wrong)}`)
  out(`\n${paintOut("bold", say(phrase("cli.check.right")))}\n${indented(example.right)}`)
  return exit.ok
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ")
