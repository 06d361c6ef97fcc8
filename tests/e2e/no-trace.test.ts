import { afterEach, expect, test } from "bun:test"
import { Fleet } from "../support/fleet.ts"
import { eventually } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

/** Everything about a person's sessions that a guest could change. */
function state(): Record<string, string> {
  const tmux = (...words: string[]): string => fleet.tmux.run(...words)
  const ofSession = "#{session_name} #{session_attached} #{session_width}x#{session_height} #{session_windows}"
  const own = "#{?#{m:_fleetai*,#{session_name}},,"
  return {
    global: tmux("show-environment", "-g"),
    session: tmux("show-environment", "-t", "proj"),
    options: tmux("show-options", "-g"),
    hooks: tmux("show-hooks", "-g"),
    sessions: tmux("list-sessions", "-F", `${own}${ofSession}}`).trim(),
    panes: tmux("list-panes", "-s", "-t", "proj", "-F", "#{pane_id} #{pane_width}x#{pane_height} #{pane_pid}"),
  }
}

for (const end of ["SIGTERM", "SIGKILL"] as const) {
  test(`the binary leaves no trace: while it runs, and after ${end}`, async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    fleet.tmux.run("set-environment", "-t", "proj", "SSH_AUTH_SOCK", "/somewhere")
    const before = state()
    const running = await fleet.run({ SSH_AUTH_SOCK: "/elsewhere", DISPLAY: ":9" })
    await eventually("it watches", () => fleet.tmux.run("list-sessions").includes("_fleetai"))
    expect(state()).toEqual(before)
    await running.end(end)
    await eventually("its session is gone", () => !fleet.tmux.run("list-sessions").includes("_fleetai"))
    expect(state()).toEqual(before)
    expect(agent.typed()).toBe("")
  })
}

test("the server ends with the last session of a person, although fleetai watches it", async () => {
  fleet = await Fleet.start()
  await fleet.agent("proj")
  await fleet.run()
  fleet.tmux.run("kill-session", "-t", "proj")
  await eventually("the server ends", () => fleet.tmux.pid() === undefined)
})
