/** What leaves the host in a file is redacted first: the text, and every fact that a program or a person may have worded. */
import type { Facts } from "../../screen/facts.ts"
import type { Frame, Sighting } from "../../screen/frame.ts"
import { redact } from "../../screen/redact.ts"

export function redactedFrame(frame: Frame): Frame {
  return { ...frame, lines: redactedLines(frame.lines), facts: redactedFacts(frame.facts) }
}

export function redactedSighting(sighting: Sighting): Sighting {
  switch (sighting.kind) {
    case "frame":
      return { ...sighting, frame: redactedFrame(sighting.frame) }
    case "output":
      return { ...sighting, lines: redactedLines(sighting.lines) }
    default:
      return sighting
  }
}

/** As one text: a secret may run over several lines. */
const redactedLines = (lines: readonly string[]): readonly string[] => {
  const text = lines.join("\n")
  const redacted = redact(text)
  return redacted === text ? lines : redacted.split("\n")
}

const redactedFacts = (facts: Facts): Facts => ({
  ...facts,
  session: redact(facts.session),
  window: redact(facts.window),
  command: redact(facts.command),
  title: redact(facts.title),
  cwd: redact(facts.cwd),
  program: facts.program === undefined ? undefined : redact(facts.program),
})
