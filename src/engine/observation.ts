/** What the engine is told. Moments are milliseconds since the epoch. */
import type { PaneKey, Sighting } from "../screen/frame.ts"
import type { SendOutcome } from "./effect.ts"

export type Observation =
  | Sighting
  /** Time has passed; `setBack`: the clock was turned back, so that no pane's moment can be trusted. */
  | { readonly kind: "tick"; readonly at: number; readonly setBack?: boolean }
  /** What became of a `send` effect. */
  | {
      readonly kind: "result"
      readonly at: number
      readonly pane: PaneKey
      readonly effect: string
      readonly outcome: SendOutcome
    }
  /** The service is back: nothing was seen from `since` until now. */
  | { readonly kind: "resumed"; readonly at: number; readonly since: number }
