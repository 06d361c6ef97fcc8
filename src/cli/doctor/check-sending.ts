/** `--send`: a real message by every channel that is set up. */
import { hostname } from "node:os"
import { makeChannels } from "../../daemon/channels.ts"
import type { Channel } from "../../delivery/channel.ts"
import { reasonOf } from "../../delivery/event.ts"
import { type Message, ownText } from "../../delivery/message.ts"
import { phrase, say } from "../../locale/phrase.ts"
import { type Finding, ok, type Patient, problem, warning } from "./finding.ts"

export async function checkSending(patient: Patient): Promise<Finding[]> {
  const { locale, show, now, config, tokens } = patient
  const clock = { now, sleep: Bun.sleep }
  const holder = `doctor-${process.pid}`
  const channels = makeChannels(config, { locale, tokens, clock, holder, show })
  const findings: Finding[] = []
  for (const channel of channels) findings.push(...(await sendBy(channel, patient)))
  return findings
}

async function sendBy(channel: Channel, { locale, now }: Patient): Promise<Finding[]> {
  const { name } = channel
  const message: Message = {
    severity: "info",
    origin: undefined,
    at: now(),
    title: [ownText(say(locale, phrase("doctor.test-title")))],
    body: [ownText(say(locale, phrase("doctor.test-body", { host: hostname(), channel: name })))],
  }
  const ref = `#${crypto.randomUUID().slice(0, 6)}`
  const whole = { shorter: false, trustedOnly: false, note: undefined }
  const receipt = await channel.send({ message, format: "markdown", ref, ...whole })
  if (receipt.outcome !== "sent") return [problem("send", reasonOf(name, receipt), receipt.cure)]
  const sent = ok("send", phrase("doctor.sent", { channel: name }))
  return [sent, ...receipt.partly.map((text) => warning("send", text, phrase("wecom.cure.range")))]
}
