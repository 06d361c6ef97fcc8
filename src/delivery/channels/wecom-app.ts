/** App messages to members' phones. */
import { createHash } from "node:crypto"
import type { Locale } from "../../locale/phrase.ts"
import { appMessageMostBytes, WecomApp } from "../../wecom/app.ts"
import { Connection, type ConnectSettings } from "../../wecom/connect.ts"
import { type TokenClock, TokenSource, type TokenStore } from "../../wecom/token.ts"
import type { Channel, Parcel, Receipt } from "../channel.ts"
import { render } from "../render.ts"
import { receiptOf } from "./wecom-receipt.ts"

export interface WecomAppSettings {
  readonly corpId: string
  readonly agentId: number
  readonly secret: string
  readonly toUser?: string
  readonly toParty?: string
  readonly toTag?: string
}

/** What the channels need besides their settings. */
export interface ChannelSurroundings {
  readonly connect: ConnectSettings
  readonly locale: Locale
  readonly stamp: (at: number) => string
  /** Secrets of the configuration. */
  readonly literals: readonly string[]
}

/** Below WeCom's 30 and 1000 (D90454): what is above those is dropped there without a word. */
const memberLimits = [
  { most: 25, windowMs: 60_000 },
  { most: 900, windowMs: 3_600_000 },
]
const duplicateCheckMs = 4 * 3_600_000

export class WecomAppChannel implements Channel {
  readonly name: string
  readonly fingerprint: string
  readonly bucket: string
  readonly limits = memberLimits
  readonly duplicateCheckMs = duplicateCheckMs
  readonly #app: WecomApp
  readonly #surroundings: ChannelSurroundings

  /** `holder` names this process among those that share the token store. */
  constructor(
    name: string,
    settings: WecomAppSettings,
    surroundings: ChannelSurroundings,
    tokens: TokenStore,
    clock: TokenClock,
    holder: string,
  ) {
    const connection = new Connection(surroundings.connect)
    this.name = name
    this.bucket = `wecom.app ${settings.corpId} ${settings.agentId}`
    this.fingerprint = fingerprintOf([settings, surroundings.connect])
    this.#app = new WecomApp(settings, connection, new TokenSource(settings, connection, tokens, clock, holder))
    this.#surroundings = surroundings
  }

  async send({ message, format, ref, shorter, trustedOnly }: Parcel): Promise<Receipt> {
    const { locale, stamp, literals } = this.#surroundings
    const limitBytes = shorter ? appMessageMostBytes >> 1 : appMessageMostBytes
    const content = render(message, {
      dialect: format,
      limitBytes,
      locale,
      stamp: stamp(message.at),
      ref,
      literals,
      trustedOnly,
    })
    return receiptOf(await this.#app.send(format, content))
  }
}

/** The same for the same settings; nothing can be read from it. */
export function fingerprintOf(settings: unknown): string {
  return createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 32)
}
