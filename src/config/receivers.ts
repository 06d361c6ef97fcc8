/** `[receiver.*]` and `[[route]]`: who is told, by which channels. `phone` and `desk` are always there. */
import { severities } from "../engine/effect.ts"
import { nearest } from "../locale/nearest.ts"
import { phrase } from "../locale/phrase.ts"
import { type ChannelName, channelNames, type Receiver, type Route } from "./config.ts"
import type { Reading } from "./reading.ts"
import type { FileSettings } from "./schema.ts"
import { appVariables, isAppSetUp, isRobotSetUp, robotVariable } from "./wecom.ts"

/** What the stock rules say for "the person" and "the screen in front of them". */
export const phone = "phone"
export const desk = "desk"

/** `settings`: the file, its shape checked; `usable`: the channels that are set up. */
export function receivers(settings: FileSettings, usable: readonly ChannelName[]): Receiver[] {
  const wecom = usable.filter((channel) => channel !== "terminal")
  const best: readonly ChannelName[] = wecom.length > 0 ? wecom : ["terminal"]
  const named = Object.entries(settings.receiver ?? {}).map(
    ([name, { format, channels }]): Receiver => ({ name, format: format ?? "markdown", channels: channels ?? best }),
  )
  const standing: readonly Receiver[] = [
    { name: phone, format: "markdown", channels: best },
    { name: desk, format: "markdown", channels: ["terminal"] },
  ]
  return [...named, ...standing.filter(({ name }) => !named.some((receiver) => receiver.name === name))]
}

/** Mildest first, one per severity; without any, everything goes to `phone`. */
export function routes(settings: FileSettings): Route[] {
  const written = settings.route ?? []
  if (written.length === 0) return [{ severity: "info", receivers: [phone] }]
  return severities.flatMap((severity) => {
    const names = written.filter((route) => route.severity === severity).flatMap((route) => route.receivers)
    return names.length > 0 ? [{ severity, receivers: [...new Set(names)] }] : []
  })
}

/** The channels that the file or the environment sets up. */
export function usableChannels(reading: Reading): ChannelName[] {
  return channelNames.filter((channel) => {
    if (channel === "wecom.app") return isAppSetUp(reading)
    if (channel === "wecom.robot") return isRobotSetUp(reading)
    return true
  })
}

/** Reports channels that are not set up and receivers that are not there. */
export function checkReceivers(reading: Reading): void {
  const usable = usableChannels(reading)
  const tables = reading.hasTable(["receiver"]) ? Object.keys(Object(reading.at(["receiver"]))) : []
  for (const name of tables) {
    reading.list(["receiver", name, "channels"]).forEach((channel, index) => {
      const known = channelNames.find((candidate) => candidate === channel)
      if (known !== undefined && !usable.includes(known)) reportNotSetUp(reading, name, index, known)
    })
  }
  const names = new Set([...tables, phone, desk])
  reading.list(["route"]).forEach((_, route) => {
    reading.list(["route", route, "receivers"]).forEach((receiver, index) => {
      if (typeof receiver !== "string" || names.has(receiver)) return
      const suggestion = nearest(receiver, names)
      const help =
        suggestion === undefined
          ? phrase("config.one-of", { known: [...names].join(", ") })
          : phrase("config.did-you-mean", { word: suggestion })
      const path = ["route", route, "receivers", index]
      reading.problem(path, "value", phrase("config.unknown-receiver", { name: receiver }), help)
    })
  })
}

function reportNotSetUp(reading: Reading, receiver: string, index: number, channel: ChannelName): void {
  const variables = channel === "wecom.app" ? appVariables.join(", ") : robotVariable
  reading.problem(
    ["receiver", receiver, "channels", index],
    "value",
    phrase("config.channel-not-set-up", { channel }),
    phrase("config.channel-not-set-up-help", { channel, variables }),
  )
}
