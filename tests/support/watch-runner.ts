/** A process that only watches, to be killed by tests: `bun watch-runner.ts SOCKET`; prints "ready" at the first frame. */
import { LinuxProcesses } from "../../src/process/linux.ts"
import { localServer } from "../../src/tmux/address.ts"
import { LocalReach } from "../../src/tmux/local-reach.ts"
import { systemTimers } from "../../src/tmux/timers.ts"
import { Watcher } from "../../src/tmux/watcher.ts"

let isReady = false
const watcher = new Watcher({
  reach: new LocalReach(localServer(process.argv[2])),
  timers: systemTimers,
  secret: () => crypto.randomUUID(),
  host: "local",
  processes: new LinuxProcesses(Date.now),
  sessions: () => true,
  panes: () => true,
  onSighting: () => {
    if (!isReady) console.log("ready")
    isReady = true
  },
  onServer: () => {},
})
watcher.start()
process.on("SIGTERM", () => void watcher.stop().then(() => process.exit(0)))
