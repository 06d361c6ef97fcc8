/** The messages of a block: composed, and put off or dropped in quiet hours. */
import type { MessageText, Step } from "../../language/ruleset.ts"
import { type Severity, severities } from "../../language/vocabulary.ts"
import { compose, defaultTitle, type Variables } from "../compose.ts"
import type { AskEffect, MessageEffect, NotifyEffect, Offer } from "../effect.ts"
import { quietNow } from "../quiet-hours.ts"
import type { Block } from "../state.ts"
import { isWithin } from "./path.ts"
import { originOf, type Situation } from "./situation.ts"

/** Undefined: quiet hours drop it. */
export function notification(
  text: MessageText,
  block: Block,
  situation: Situation,
  id: string,
): NotifyEffect | undefined {
  const { severity } = situation.rule
  // The last word of a retry is as important as an ask: it waits, but is never lost among others.
  const timing = timingOf(severity, text.receiver, isWithin(block, "exhausted"), situation)
  return (
    timing && {
      kind: "notify",
      ...common(id, severity, situation),
      ...filled(text, block, situation),
      ...timing,
      repeats: undefined,
    }
  )
}

export function askEffect(
  step: Extract<Step, { kind: "ask" }>,
  offers: readonly Offer[],
  block: Block,
  situation: Situation,
  id: string,
): AskEffect {
  const { severity } = situation.rule
  const timing = timingOf(severity, step.receiver, true, situation) ?? { receiver: step.receiver, later: undefined }
  const timeoutMs = step.timeout?.ms
  return {
    kind: "ask",
    ...common(id, severity, situation),
    ...filled(step, block, situation),
    ...timing,
    offers,
    timeoutMs,
  }
}

/** The last message again, one severity up. */
export function escalation(
  receiver: string | undefined,
  block: Block,
  situation: Situation,
  id: string,
): NotifyEffect | undefined {
  const severity = severities[severities.indexOf(situation.rule.severity) + 1] ?? "crit"
  const message = block.message ?? filled({ receiver, title: undefined, body: aboutText(situation) }, block, situation)
  const timing = timingOf(severity, receiver, true, situation)
  const { ask } = block
  const repeats = ask !== undefined && ask.decision === undefined ? ask.id : undefined
  return timing && { kind: "notify", ...common(id, severity, situation), ...message, ...timing, repeats }
}

const aboutText = ({ rule }: Situation): MessageText["body"] => [{ kind: "words", text: rule.about ?? rule.name }]

const common = (id: string, severity: Severity, situation: Situation) => ({
  id,
  at: situation.now,
  origin: originOf(situation),
  severity,
})

function filled(
  { title, body }: MessageText,
  block: Block,
  { frame, now }: Situation,
): Pick<MessageEffect, "title" | "body"> {
  const { captures, matches, agent, event } = block.about
  const variables: Variables = { frame, now, captures, matches, agent, event, tries: block.retry?.tries }
  return { title: compose(title ?? defaultTitle, variables), body: compose(body, variables) }
}

/** `mustReach`: never dropped, never one line among others. */
function timingOf(
  severity: Severity,
  receiver: string | undefined,
  mustReach: boolean,
  { ruleSet, now }: Situation,
): Pick<MessageEffect, "receiver" | "later"> | undefined {
  const quiet = quietNow(ruleSet.quiets, severity, now)
  if (quiet === undefined) return { receiver, later: undefined }
  if (quiet.how === "drop" && !mustReach) return undefined
  const how = quiet.how === "digest" && !mustReach ? "digest" : "hold"
  return { receiver: quiet.receiver ?? receiver, later: { until: quiet.until, how } }
}
