/** Which step may stand where. */
import { type Phrase, phrase } from "../../locale/phrase.ts"
import type { ActionNode } from "../ast.ts"
import type { StepScope } from "./step-scope.ts"

/** What an agent's answers are made of. */
const answering: ReadonlySet<ActionNode["kind"]> = new Set(["send", "paste", "verify", "wait", "wait-until"])

/** Why the action cannot stand where it does; undefined: it can. */
export function misplaced(
  { kind }: ActionNode,
  { standing, notes, broken }: Pick<StepScope, "standing" | "notes" | "broken">,
): { readonly message: Phrase; readonly help: Phrase } | undefined {
  const cannotStand = (place: Phrase, help: Phrase) => ({
    message: phrase("language.misplaced", { step: kind, place }),
    help,
  })
  if (standing.answer !== undefined && !answering.has(kind)) {
    return cannotStand(phrase("language.place-answer"), phrase("language.place-answer.help"))
  }
  if (kind === "ask" && standing.decision !== undefined) {
    return cannotStand(phrase("language.place-ask"), phrase("language.place-ask.help"))
  }
  if ((kind === "ask" || kind === "retry") && standing.retry !== undefined) {
    return cannotStand(phrase("language.place-retry"), phrase("language.place-retry.help"))
  }
  // An ask that it stands in is a message too.
  if (kind === "escalate" && notes.messages.length === 0 && !broken) {
    return { message: phrase("language.escalate-what"), help: phrase("language.escalate-what.help") }
  }
  return undefined
}
