/** What every way to a person has in common. A new one is one file in `channels/`. */
import type { Phrase } from "../locale/phrase.ts"
import type { Remedy } from "../wecom/errors.ts"
import type { Message } from "./message.ts"

export interface Parcel {
  readonly message: Message
  readonly format: "markdown" | "text"
  /** Short, the same for every attempt at this message and different for every other. */
  readonly ref: string
  /** The channel said it was too long: half of it, please. */
  readonly shorter: boolean
  /** The channel refused the words: nothing that a pane printed, please. */
  readonly trustedOnly: boolean
  /** Why the channel before this one did not take it. Only for channels without a duplicate check: it may change. */
  readonly note: Phrase | undefined
}

export type Receipt =
  /** `partly`: who among the recipients got nothing. */
  | { readonly outcome: "sent"; readonly partly: readonly Phrase[] }
  /** It said no: nothing was delivered. */
  | {
      readonly outcome: "refused"
      readonly code: number | undefined
      readonly reason: Phrase
      readonly cure: Phrase
      /** The address that the other side saw. */
      readonly exitIp: string | undefined
      readonly remedy: Remedy
    }
  /** `unsent`: it cannot have arrived. `unknown`: it may have. */
  | { readonly outcome: "unsent" | "unknown"; readonly reason: Phrase; readonly cure: Phrase }

export interface FrequencyLimit {
  readonly most: number
  readonly windowMs: number
}

export interface Channel {
  /** As `channels = […]` names it. */
  readonly name: string
  /** Changes with its settings; gives nothing away about them. */
  readonly fingerprint: string
  /** What the limits count: channels with the same bucket share them. */
  readonly bucket: string
  readonly limits: readonly FrequencyLimit[]
  /** For this long an identical repeat is shown once; 0: nothing checks for duplicates. */
  readonly duplicateCheckMs: number
  /** Never throws; what fails is a receipt. The same parcel makes the same request. */
  send(parcel: Parcel): Promise<Receipt>
}
