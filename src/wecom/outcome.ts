/** What became of a message at WeCom's door. */
import type { Phrase } from "../locale/phrase.ts"
import type { NetworkFault } from "./connect.ts"

export type SendOutcome =
  /** `partly`: some of the recipients got nothing, and why. */
  | { readonly outcome: "taken"; readonly msgid: string | undefined; readonly partly: readonly Phrase[] }
  /** WeCom said no: nothing was delivered. `exitIp` is the address it saw, when it says so. */
  | {
      readonly outcome: "refused"
      readonly errcode: number
      readonly exitIp: string | undefined
      readonly heldOff: boolean
    }
  | NetworkFault

export type Format = "markdown" | "text"
