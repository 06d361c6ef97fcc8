/** A pane of which only the key is known: remembered over a restart, and not seen since. */
import type { Frame, PaneKey } from "../screen/frame.ts"

export const unseenFrame = (pane: PaneKey): Frame => ({
  pane,
  pid: 0,
  columns: 0,
  rows: 0,
  lines: [],
  unreadable: "gap",
  facts: {
    host: "",
    session: "",
    window: "",
    pane: "",
    command: "",
    program: undefined,
    title: "",
    cwd: "",
    user: "",
    printedAt: 0,
    runningSince: undefined,
    clientActiveAt: undefined,
    cpu: undefined,
    exit: undefined,
    attached: false,
    active: false,
    zoomed: false,
    dead: false,
    shell: false,
    bell: false,
    online: true,
  },
})
