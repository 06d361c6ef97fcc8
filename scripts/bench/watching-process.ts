/** fleetai's watcher alone, as a process: prints what it sees. */
import { systemProcesses } from "../../src/process/reader.ts"
import { localServer } from "../../src/tmux/address.ts"
import { LocalReach } from "../../src/tmux/local-reach.ts"
import { systemTimers } from "../../src/tmux/timers.ts"
import { Watcher } from "../../src/tmux/watcher.ts"
import { seenLine } from "./stamps.ts"

const watcher = new Watcher({
  reach: new LocalReach(localServer(undefined)),
  timers: systemTimers,
  secret: () => crypto.randomUUID(),
  host: "local",
  processes: systemProcesses(Date.now),
  sessions: () => true,
  panes: () => true,
  onSighting: (sighting) => {
    if (sighting.kind !== "frame") return
    const line = seenLine(sighting.frame.lines, Date.now())
    if (line !== undefined) process.stdout.write(`${line}\n`)
  },
  onServer: () => {},
})
watcher.start()
process.on("SIGTERM", () => void watcher.stop().then(() => process.exit(0)))
