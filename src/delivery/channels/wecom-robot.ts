/** Messages to a group, by its robot. */
import { Connection } from "../../wecom/connect.ts"
import { robotMessageMostBytes, WecomRobot } from "../../wecom/robot.ts"
import type { Channel, Parcel, Receipt } from "../channel.ts"
import { render } from "../render.ts"
import { type ChannelSurroundings, fingerprintOf } from "./wecom-app.ts"
import { receiptOf } from "./wecom-receipt.ts"

export interface WecomRobotSettings {
  /** The whole URL, or its key. */
  readonly webhook: string
}

/** Below WeCom's 20 a minute. */
const robotLimits = [{ most: 18, windowMs: 60_000 }]

export class WecomRobotChannel implements Channel {
  readonly name: string
  readonly fingerprint: string
  readonly bucket: string
  readonly limits = robotLimits
  readonly duplicateCheckMs = 0
  readonly #robot: WecomRobot
  readonly #surroundings: ChannelSurroundings

  constructor(name: string, settings: WecomRobotSettings, surroundings: ChannelSurroundings) {
    this.name = name
    this.bucket = `wecom.robot ${fingerprintOf(settings)}`
    this.fingerprint = fingerprintOf([settings, surroundings.connect])
    this.#robot = new WecomRobot(settings.webhook, new Connection(surroundings.connect))
    this.#surroundings = surroundings
  }

  async send({ message, format, ref, shorter, trustedOnly, note }: Parcel): Promise<Receipt> {
    const { locale, stamp, literals } = this.#surroundings
    const most = robotMessageMostBytes[format]
    const limitBytes = shorter ? most >> 1 : most
    const content = render(message, {
      dialect: format,
      limitBytes,
      locale,
      stamp: stamp(message.at),
      ref,
      literals,
      trustedOnly,
      note,
    })
    return receiptOf(await this.#robot.send(format, content))
  }
}
