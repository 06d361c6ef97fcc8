/** Panes as `explain` and `record` want them: what they show, and what a running service remembers of them. */
import type { Config } from "../config/config.ts"
import { hostKey } from "../engine/host-rules.ts"
import type { AgentSight, Instance, PaneState } from "../engine/state.ts"
import type { Frame, PaneKey, Sighting } from "../screen/frame.ts"
import { systemTimers } from "../tmux/timers.ts"
import { makeWatchers, seenOnce } from "./watching.ts"

export interface KnownPane {
  readonly frame: Frame
  /** Undefined: no service remembers anything. */
  readonly instances?: readonly Instance[]
  /** What the agent in it does. */
  readonly agent?: AgentSight | undefined
  /** `PaneState.counts`. */
  readonly counts?: readonly (readonly [string, readonly number[]])[]
}

export function knownPanes(frames: readonly Frame[], panes: ReadonlyMap<PaneKey, PaneState>): readonly KnownPane[] {
  return frames.map((frame) => knownPane(frame, panes.get(frame.pane), panes.get(hostKey(frame))))
}

/** `host`: what stands for the pane's host; rules about it are about the pane as well. */
export const knownPane = (frame: Frame, pane: PaneState | undefined, host: PaneState | undefined): KnownPane => ({
  frame,
  instances: [...(pane?.instances.values() ?? []), ...(host?.instances.values() ?? [])],
  agent: pane?.agent,
  counts: [...(pane?.counts ?? [])],
})

/** A look of one's own at every configured server. */
export async function lookAtPanes(config: Config): Promise<readonly KnownPane[]> {
  const watching = await watchPanes(config, () => {})
  await watching.stop()
  return watching.frames.map((frame) => ({ frame }))
}

export interface Watching {
  /** The panes as they were when everything had been seen once. */
  readonly frames: readonly Frame[]
  readonly stop: () => Promise<void>
}

/** Watches every configured server; resolves when everything has been seen once, and goes on until it is stopped. */
export async function watchPanes(config: Config, onSighting: (sighting: Sighting) => void): Promise<Watching> {
  const timers = systemTimers
  let changedAt = timers.now()
  const watchers = makeWatchers(config.hosts, {
    timers,
    onServer: () => {
      changedAt = timers.now()
    },
    onSighting: (sighting) => {
      changedAt = timers.now()
      onSighting(sighting)
    },
  })
  for (const watcher of watchers.values()) watcher.start()
  await seenOnce(watchers, timers, () => changedAt)
  return {
    frames: [...watchers.values()].flatMap((watcher) => watcher.panes()),
    stop: async () => {
      await Promise.all([...watchers.values()].map((watcher) => watcher.stop()))
    },
  }
}
