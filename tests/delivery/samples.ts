/** Messages for tests. */

import type { Message } from "../../src/delivery/message.ts"
import type { Segment } from "../../src/engine/effect.ts"

export function trusted(text: string): Segment {
  return { text, trusted: true, style: "plain", revealed: false }
}

export function fromPane(text: string, style: Segment["style"] = "plain", revealed = false): Segment {
  return { text, trusted: false, style, revealed }
}

export function sample(over: Partial<Message> = {}): Message {
  return {
    severity: "warn",
    origin: { rule: "approval", pane: "local/1-2/%3", host: "devbox", session: "proj", window: "codex" },
    at: 1_800_000_000_000,
    title: [trusted("needs you")],
    body: [fromPane("npm test", "code")],
    ...over,
  }
}
