import { afterEach, expect, test } from "bun:test"
import { Delivering } from "../../src/daemon/delivering.ts"
import { entriesOf, waitingMost } from "../../src/delivery/message.ts"
import { say } from "../../src/locale/phrase.ts"
import { systemTimers } from "../../src/tmux/timers.ts"
import { configOf, load } from "../config/machine.ts"
import { sample } from "../delivery/samples.ts"
import { freshStore, valueIn } from "../store/state-folder.ts"

let delivering: Delivering | undefined
afterEach(() => delivering?.stop())

test("whoever misses messages because too many wait is told so, once a day however often it happens", async () => {
  const store = freshStore()
  const logged: string[] = []
  const take = (phrase: Parameters<typeof say>[1]) => void logged.push(say("en", phrase))
  // Nothing listens there: everything waits.
  const config = configOf(
    load(
      '[wecom]\napi = "http://127.0.0.1:9"\n[wecom.robot]\nwebhook = "k-1"\n[receiver.phone]\nchannels = ["wecom.robot"]',
    ),
  )
  const log = { info: take, warn: take, error: take }
  delivering = new Delivering({
    config,
    store,
    locale: "en",
    timers: systemTimers,
    log,
    show: () => {},
    onReached: () => {},
  })
  const at = Date.now()
  for (const round of ["a", "b"]) {
    const ids = Array.from({ length: waitingMost + 3 }, (_, n) => `${round}${n}`)
    const notifications = ids.flatMap((id) => entriesOf(id, sample({ at, severity: "low" }), ["phone"]))
    valueIn(store.commit({ at, notifications }))
    delivering.start()
    await delivering.stop()
  }
  expect(logged.filter((line) => line.includes("GIVEN UP")).length).toBeGreaterThan(1)
  const notes = valueIn(store.messages(10_000)).filter(({ message }) => message.includes("messages were dropped"))
  expect(notes).toMatchObject([{ receiver: "phone", status: "waiting" }])
  expect(valueIn(store.messageCounts(0)).waiting).toBeLessThanOrEqual(waitingMost + 1)
})
