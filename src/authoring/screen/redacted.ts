/** What leaves the host in a file is redacted first. */
import type { Sighting } from "../../screen/frame.ts"
import { redactedFrame, redactedLines } from "../../screen/redacted-frame.ts"

export { redactedFrame } from "../../screen/redacted-frame.ts"

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
