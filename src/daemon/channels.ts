/** The channels that a configuration sets up, ready to send. */
import type { Config, Connect } from "../config/config.ts"
import { configuredSecrets } from "../config/secrets.ts"
import type { Channel } from "../delivery/channel.ts"
import { TerminalChannel } from "../delivery/channels/terminal.ts"
import { type ChannelSurroundings, WecomAppChannel } from "../delivery/channels/wecom-app.ts"
import { WecomRobotChannel } from "../delivery/channels/wecom-robot.ts"
import type { Locale } from "../locale/phrase.ts"
import { timeOfDay } from "../locale/stamp.ts"
import type { TokenClock, TokenStore } from "../wecom/token.ts"

export interface ChannelParts {
  readonly locale: Locale
  readonly tokens: TokenStore
  readonly clock: TokenClock
  /** Names this process among those that share the state. */
  readonly holder: string
  /** Shows a message on this terminal; a promise resolves when it is written. */
  readonly show: (text: string) => void | Promise<void>
}

/** Only what is configured: the terminal always is. */
export function makeChannels(config: Config, { locale, tokens, clock, holder, show }: ChannelParts): Channel[] {
  const { wecom } = config
  const literals = configuredSecrets(config)
  const connect = { connect: connectWord(wecom.connect), api: wecom.api }
  const surroundings: ChannelSurroundings = { connect, locale, stamp: timeOfDay, literals }
  const channels: Channel[] = []
  const { app, robot } = wecom
  if (app !== undefined) {
    const { user, party, tag } = app.to
    const settings = {
      corpId: app.corpId,
      agentId: app.agentId,
      secret: app.secret.reveal(),
      ...(user === undefined ? {} : { toUser: user }),
      ...(party === undefined ? {} : { toParty: party }),
      ...(tag === undefined ? {} : { toTag: tag }),
    }
    channels.push(new WecomAppChannel("wecom.app", settings, surroundings, tokens, clock, holder))
  }
  if (robot !== undefined) {
    channels.push(new WecomRobotChannel("wecom.robot", { webhook: robot.webhook.reveal() }, surroundings))
  }
  channels.push(new TerminalChannel({ name: "terminal", locale, stamp: timeOfDay, literals, write: show }))
  return channels
}

/** How WeCom is reached, as the WeCom client takes it. */
export const connectWord = (connect: Connect): string => (connect.by === "proxy" ? connect.url.reveal() : connect.by)
