/** Messages to whoever reads the program's output. */
import { type Locale, phrase } from "../../locale/phrase.ts"
import type { Channel, Parcel, Receipt } from "../channel.ts"
import { render } from "../render.ts"

/** More than fits on a screen is of no use there. */
const terminalMostBytes = 16_384

export interface TerminalSettings {
  readonly name: string
  readonly locale: Locale
  /** Writes one message; throws, or rejects with, what the stream says. */
  readonly write: (text: string) => void | Promise<void>
  /** The time of day of a moment. */
  readonly stamp: (at: number) => string
  /** Secrets of the configuration. */
  readonly literals: readonly string[]
}

export class TerminalChannel implements Channel {
  readonly name: string
  readonly fingerprint = "terminal"
  readonly bucket: string
  readonly limits = []
  readonly duplicateCheckMs = 0
  readonly #settings: TerminalSettings

  constructor(settings: TerminalSettings) {
    this.name = settings.name
    this.bucket = settings.name
    this.#settings = settings
  }

  async send({ message, ref, note }: Parcel): Promise<Receipt> {
    const { locale, write, stamp, literals } = this.#settings
    const text = render(message, {
      dialect: "terminal",
      limitBytes: terminalMostBytes,
      locale,
      stamp: stamp(message.at),
      ref,
      literals,
      note,
    })
    try {
      await write(`${text}\n`)
      return { outcome: "sent", partly: [] }
    } catch (error) {
      const { code } = error as { code?: unknown }
      if (typeof code !== "string") throw error
      const reason = phrase("delivery.terminal-gone", { code })
      return { outcome: "unsent", reason, cure: phrase("delivery.terminal-cure") }
    }
  }
}
