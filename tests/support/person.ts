/** A person at a terminal: a tmux client inside a pane of another private tmux server. */
import { eventually, type PrivateTmux, privateTmux } from "./tmux.ts"

export interface Person {
  /** Types at the terminal, as send-keys understands it. */
  types(...keys: string[]): void
  /** What the terminal shows. */
  sees(): string
  leaves(): Promise<void>
}

/** Attaches to a session and waits until the client is there. */
export async function attachPerson(tmux: PrivateTmux, session: string): Promise<Person> {
  const terminal = privateTmux("terminal")
  const client = `TMUX= TMUX_TMPDIR=${tmux.home} tmux -u -L ${tmux.address.socket} attach -t ${session}; exec cat`
  terminal.session("terminal", "sh", "-c", client)
  await eventually("the client is attached", () => tmux.tryRun("list-clients", "-t", session).output !== "")
  return {
    types: (...keys) => terminal.run("send-keys", "-t", "terminal", ...keys),
    sees: () => terminal.run("capture-pane", "-p", "-t", "terminal"),
    leaves: () => terminal.stop(),
  }
}
