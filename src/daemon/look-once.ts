/** A look of one's own at every configured server, for commands that find no running service. */
import { existsSync } from "node:fs"
import { join } from "node:path"
import type { Config } from "../config/config.ts"
import { type EngineState, emptyState } from "../engine/state.ts"
import { step } from "../engine/step.ts"
import type { RuleSet } from "../language/ruleset.ts"
import type { Locale } from "../locale/phrase.ts"
import { openStore } from "../store/open.ts"
import { systemTimers } from "../tmux/timers.ts"
import type { Watcher } from "../tmux/watcher.ts"
import { compileRules, readRuleFiles } from "./rules.ts"
import { channelStatuses, channelsInUse, hostStatus, paneStatus, type Status } from "./status.ts"
import { makeWatchers, seenOnce, serverName } from "./watching.ts"

/** Looks at every pane once. A rule whose condition holds is shown as pending: one look is trusted, but nothing fires. */
export async function lookOnce(config: Config, locale: Locale): Promise<Status> {
  const timers = systemTimers
  const ruleSet = rulesOf(config)
  let state: EngineState = emptyState
  let changedAt = timers.now()
  const watchers = makeWatchers(config.hosts, {
    timers,
    onServer: () => {
      changedAt = timers.now()
    },
    onSighting: (sighting) => {
      changedAt = timers.now()
      if (ruleSet !== undefined && sighting.kind === "frame") state = step(ruleSet, state, sighting).state
    },
  })
  for (const watcher of watchers.values()) watcher.start()
  await seenOnce(watchers, timers, () => changedAt)
  const status = statusOf(config, watchers, state, locale)
  await Promise.all([...watchers.values()].map((watcher) => watcher.stop()))
  return status
}

function rulesOf(config: Config): RuleSet | undefined {
  const files = readRuleFiles(config.rules, process.cwd())
  const receivers = new Set(config.receivers.map(({ name }) => name))
  return files.ok ? compileRules(files.sources, receivers).ruleSet : undefined
}

function statusOf(config: Config, watchers: ReadonlyMap<string, Watcher>, state: EngineState, locale: Locale): Status {
  const hosts = config.hosts.map((host) => {
    const { name } = host
    const watcher = watchers.get(name)
    return hostStatus(name, serverName(host), watcher?.server ?? { kind: "absent" }, watcher?.panes() ?? [], locale)
  })
  const panes = [...watchers.values()]
    .flatMap((watcher) => watcher.panes())
    .map((frame) => paneStatus(frame, state.panes))
  return { service: null, hosts, panes, ...whatIsStored(config, locale) }
}

/** What the database knows; one that is not there yet is not made. */
function whatIsStored(config: Config, locale: Locale): Pick<Status, "channels" | "messages" | "asks"> {
  const none = { waiting: 0, held: 0, sending: 0, sent: 0, failed: 0 }
  const path = join(config.state, "state.db")
  const opened = existsSync(path) ? openStore(path) : undefined
  if (!opened?.ok) return { channels: channelStatuses(channelsInUse(config), [], locale), messages: none, asks: 0 }
  const store = opened.value
  const health = store.channels()
  const counts = store.messageCounts(Date.now())
  const asks = store.unsettledAsks()
  store.close()
  return {
    channels: channelStatuses(channelsInUse(config), health.ok ? health.value : [], locale),
    messages: counts.ok ? counts.value : none,
    asks: asks.ok ? asks.value.filter(({ status }) => status === "open").length : 0,
  }
}
