/** E102: a word of the language used as a name. */
import { phrase } from "../../locale/phrase.ts"
import type { Checked } from "../compile.ts"
import type { Findings } from "../diagnostics.ts"
import { reservedNames } from "../keywords.ts"
import { forEachStatement } from "./walk.ts"

export function reportNames({ program }: Checked, findings: Findings): void {
  forEachStatement(program, ({ head }, source) => {
    switch (head.kind) {
      case "list":
      case "pattern":
      case "template":
      case "agent":
      case "rule":
        if (!reservedNames.has(head.name.value)) return
        findings.add("E102", source, head.name, phrase("language.reserved", { name: head.name.value }))
        return
      default:
        return
    }
  })
}
