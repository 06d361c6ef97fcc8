/** A process that enqueues and delivers until it is killed: `bun victim.ts DATABASE API CORP AGENT SECRET ROUND AHEAD`; its clock is AHEAD ms ahead. */
import { WecomAppChannel } from "../../src/delivery/channels/wecom-app.ts"
import { Courier } from "../../src/delivery/courier.ts"
import { DeliveryLoop } from "../../src/delivery/loop.ts"
import { entriesOf } from "../../src/delivery/message.ts"
import { openStore } from "../../src/store/open.ts"
import { sample, trusted } from "./samples.ts"
import { messageTimesOf } from "./times.ts"

const [path = "", api = "", corpId = "", agentId = "", secret = "", round = "", ahead = ""] = process.argv.slice(2)
const now = () => Date.now() + Number(ahead)
const opened = openStore(path)
if (!opened.ok) throw new Error(opened.fault.kind)
const store = opened.value
const surroundings = { connect: { connect: "direct", api }, locale: "en", stamp: messageTimesOf, literals: [] } as const
const settings = { corpId, agentId: Number(agentId), secret }
const clock = { now, sleep: Bun.sleep }
const courier = new Courier({
  store,
  channels: [new WecomAppChannel("wecom.app", settings, surroundings, store.tokens, clock, "service")],
  receivers: [{ name: "phone", format: "markdown", channels: ["wecom.app"] }],
  locale: "en",
  now,
  random: Math.random,
  owner: "service",
  tell: () => {},
})
const after = (ms: number, call: () => void) => {
  const timer = setTimeout(call, ms)
  return () => clearTimeout(timer)
}
const loop = new DeliveryLoop(courier, { now, after }, () => {})
courier.recover()
loop.start()
for (let n = 0; ; n++) {
  const message = sample({ at: now(), title: [trusted(`title ${round}-${n}.`)] })
  store.commit({ at: now(), notifications: entriesOf(`${round}-${n}`, message, ["phone"]) })
  loop.nudge()
  await Bun.sleep(2)
}
