/** What the engine is told. Moments are milliseconds since the epoch. */
import type { PaneKey, Sighting } from "../screen/frame.ts"
import type { SendOutcome } from "./effect.ts"

export type Observation =
  | Sighting
  /** Time has passed; `setBack`: the clock was turned back, so that no pane's moment can be trusted. */
  | { readonly kind: "tick"; readonly at: number; readonly setBack?: boolean }
  /** What became of a `send` or a `run` effect. */
  | {
      readonly kind: "result"
      readonly at: number
      readonly pane: PaneKey
      readonly effect: string
      readonly outcome: SendOutcome
    }
  /** `fleetai emit`: a program said so itself. What a pane prints is `output`; marker lines in it are found by the engine. */
  | {
      readonly kind: "event"
      readonly at: number
      readonly pane: PaneKey
      readonly name: string
      readonly fields: Readonly<Record<string, string>>
    }
  /** A person decided. Whoever reports it has made sure that they may, and that nobody else has. */
  | {
      readonly kind: "decision"
      readonly at: number
      readonly pane: PaneKey
      /** The ask effect's id. */
      readonly ask: string
      readonly decision: Decided
    }
  /** An ask has reached somebody for the first time: its timeout begins. */
  | { readonly kind: "delivered"; readonly at: number; readonly pane: PaneKey; readonly ask: string }
  /** An ask that the service has closed itself, and settled: where its dialog still stands, it is asked anew. */
  | { readonly kind: "dismissed"; readonly at: number; readonly pane: PaneKey; readonly ask: string }
  /** The service is back: nothing was seen from `since` until now. */
  | { readonly kind: "resumed"; readonly at: number; readonly since: number }

export type Decided =
  | { readonly what: "approve" | "deny" }
  /** From 1: one of the ask's options, or where it has none one of the dialog's choices. */
  | { readonly what: "choose"; readonly choice: number }
  | { readonly what: "option"; readonly label: string }
  | { readonly what: "reply"; readonly text: string }
