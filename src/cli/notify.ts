/**
 * `fleetai notify`: one message from a script or by hand. It goes through the outbox of the state folder, so limits are
 * shared with a running service; when the database cannot be used it is sent all the same.
 */
import { join } from "node:path"
import type { Config } from "../config/config.ts"
import { makeChannels } from "../daemon/channels.ts"
import { entriesOf, type Message, ownText } from "../delivery/message.ts"
import { receiversOf } from "../delivery/routes.ts"
import { type Severity, severities } from "../engine/effect.ts"
import { nearest } from "../locale/nearest.ts"
import { phrase } from "../locale/phrase.ts"
import { openStore } from "../store/open.ts"
import { shedEnvironment } from "../wecom/shedding.ts"
import { MemoryTokens } from "../wecom/token.ts"
import { type Call, type CommandFile, type ExitCode, exit, textOption } from "./command.ts"
import { complain } from "./complain.ts"
import { configured } from "./configured.ts"
import { firstCharacters } from "./first-characters.ts"
import { type Carrier, sendDirectly, sendThroughOutbox } from "./send-now.ts"

/** Characters; more cannot be shown by any channel. */
export const maxTextCharacters = 64 * 1024

export const command: CommandFile = {
  describe(command, say) {
    command
      .argument("[TEXT]", say(phrase("cli.notify.text")))
      .option("--to <RECEIVER>", say(phrase("cli.notify.to")))
      .option("--title <TITLE>", say(phrase("cli.notify.title")))
      .option("--severity <SEVERITY>", say(phrase("cli.notify.severity", { known: severities.join(" ") })))
  },

  async run(call) {
    const { terminal } = call
    const setup = configured(call)
    if (setup === undefined) return exit.usage
    for (const words of shedEnvironment(setup.config.wecom.connect.by)) terminal.err(terminal.say(words))
    const asked = wishOf(call, setup.config)
    if (asked === undefined) return exit.usage
    const text = await textOf(call)
    if (text === undefined) return exit.usage
    return deliver(call, setup.config, asked, messageFrom(call, asked.severity, text))
  },
}

interface Wish {
  readonly severity: Severity
  readonly receivers: readonly string[]
}

/** Whom to tell and how urgently; undefined: wrong usage, and it is said. */
function wishOf(call: Call, { receivers, routes }: Config): Wish | undefined {
  const { terminal } = call
  const wanted = textOption(call, "severity") ?? "info"
  const severity = severities.find((known) => known === wanted)
  if (severity === undefined) {
    const known = phrase("cli.known-values", { known: severities.join(", ") })
    complain(terminal, phrase("cli.invalid-value", { value: wanted, word: "--severity" }), known)
    return undefined
  }
  const to = textOption(call, "to")
  const names = receivers.map(({ name }) => name)
  if (to !== undefined && !names.includes(to)) {
    const near = nearest(to, names)
    const hint =
      near === undefined
        ? phrase("cli.known-values", { known: names.join(", ") })
        : phrase("cli.did-you-mean", { word: near })
    complain(terminal, phrase("cli.notify.unknown-receiver", { name: to }), hint)
    return undefined
  }
  return { severity, receivers: receiversOf(to, severity, routes, receivers) }
}

/** The text to send; undefined: there is none, and it is said. */
async function textOf(call: Call): Promise<string | undefined> {
  const { terminal, args } = call
  const [given] = args
  const read = given === "-" ? await firstCharacters(Bun.stdin.stream(), maxTextCharacters) : (given ?? "")
  if (read === undefined) {
    complain(terminal, phrase("cli.not-utf8"), phrase("cli.not-utf8-hint"))
    return undefined
  }
  const text = read.trim()
  if (text !== "" || textOption(call, "title") !== undefined) return text
  complain(terminal, phrase("cli.notify.nothing"), phrase("cli.see-help", { command: "fleetai notify" }))
  return undefined
}

/** Without a title the text stands for itself. */
function messageFrom(call: Call, severity: Severity, text: string): Message {
  const title = textOption(call, "title")
  return {
    severity,
    origin: undefined,
    at: Date.now(),
    title: title === undefined ? [] : [ownText(title)],
    body: text === "" ? [] : [ownText(text)],
  }
}

async function deliver(call: Call, config: Config, { receivers }: Wish, message: Message): Promise<ExitCode> {
  const { terminal } = call
  if (receivers.length === 0) {
    const { severity } = message
    complain(terminal, phrase("cli.notify.nobody", { severity }), phrase("cli.notify.nobody-cure", { severity }))
    return exit.unreachable
  }
  const opened = openStore(join(config.state, "state.db"))
  if (!opened.ok) terminal.err(terminal.say(phrase("cli.notify.no-store", { reason: opened.fault.text })))
  const holder = `notify-${process.pid}`
  const carrier: Carrier = {
    terminal,
    owner: holder,
    receivers: config.receivers,
    channels: makeChannels(config, {
      locale: terminal.locale,
      tokens: opened.ok ? opened.value.tokens : new MemoryTokens(),
      clock: { now: Date.now, sleep: Bun.sleep },
      holder,
      show: terminal.show,
    }),
  }
  const entries = entriesOf(`notify ${crypto.randomUUID()}`, message, receivers)
  try {
    const sent = opened.ok
      ? await sendThroughOutbox(opened.value, entries, carrier)
      : await sendDirectly(message, receivers, carrier)
    return sent ? exit.ok : exit.unreachable
  } finally {
    if (opened.ok) opened.value.close()
  }
}
