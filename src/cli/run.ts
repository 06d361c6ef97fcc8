/** `fleetai run`: the service in the foreground. */
import { configuredSecrets } from "../config/secrets.ts"
import { openLog } from "../daemon/log.ts"
import { compileRules, isEmbedded, keepLastGood, lastGood, readRuleFiles } from "../daemon/rules.ts"
import { type Service, startService } from "../daemon/service.ts"
import type { Source } from "../language/diagnostics.ts"
import { printDiagnostics } from "../language/print.ts"
import type { RuleSet } from "../language/ruleset.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { systemTimers } from "../tmux/timers.ts"
import { shedEnvironment } from "../wecom/shedding.ts"
import { type Call, type CommandFile, type ExitCode, exit, isGiven } from "./command.ts"
import { type Configured, configured } from "./configured.ts"
import { painterOf, type Terminal } from "./terminal.ts"
import { version } from "./version.ts"

export const command: CommandFile = {
  describe(command, say) {
    command.option("--once", say(phrase("daemon.run-once"))).option("--dry-run", say(phrase("daemon.run-dry")))
  },

  async run(call) {
    const { terminal } = call
    const readerGone = terminal.outliveReader()
    const setup = configured(call)
    if (setup === undefined) return exit.usage
    const { connect } = setup.config.wecom
    const shed = shedEnvironment(connect.by)
    const literals = configuredSecrets(setup.config)
    const log = await openLog(terminal.locale, (line) => void process.stderr.write(line), literals)
    for (const words of shed) log.warn(words)
    const rules = loadRules(setup, terminal)
    if (rules === undefined) return exit.no
    log.info(phrase("daemon.rules-loaded", { count: rules.ruleSet.rules.length, place: rules.place }))
    if (rules.notice !== undefined) log.error(rules.notice.warning)
    const dryRun = isGiven(call, "dryRun")
    if (dryRun) log.info(phrase("daemon.dry-run"))
    const started = startService({
      config: setup.config,
      ruleSet: rules.ruleSet,
      locale: terminal.locale,
      version,
      timers: systemTimers,
      log,
      show: terminal.show,
      dryRun,
      notice: rules.notice,
    })
    if (!started.ok) {
      terminal.err(terminal.say(started.problem))
      return exit.no
    }
    const unkept = dryRun || rules.fresh.length === 0 ? undefined : keepLastGood(setup.config.state, rules.fresh)
    if (unkept !== undefined) log.warn(unkept)
    log.info(phrase("daemon.started", { version, pid: process.pid }))
    sayShortcomings(rules, log)
    sayReceivers(setup, log)
    return isGiven(call, "once") ? runOnce(started.service, log) : runUntilEnd(started.service, log, call, readerGone)
  },
}

type Logger = Awaited<ReturnType<typeof openLog>>

/** What works, but hardly as wanted. */
function sayShortcomings({ ruleSet, fresh }: LoadedRules, log: Logger): void {
  if (ruleSet.rules.length === 0) log.warn(phrase("daemon.rules-zero"))
  else if (fresh.length > 0 && !ruleSet.rules.some(isEmbedded)) log.info(phrase("daemon.rules-own"))
  if (Bun.which("tmux") === null) log.error(phrase("daemon.no-tmux"))
}

/** The first thing a new user must know: where messages go. */
function sayReceivers({ config }: Configured, log: Logger): void {
  for (const { name, channels } of config.receivers) {
    if (channels.every((channel) => channel === "terminal")) {
      if (name === "phone") log.warn(phrase("daemon.to-terminal", { receiver: name }))
    } else log.info(phrase("daemon.channels", { receiver: name, channels: channels.join(" → ") }))
  }
}

async function runOnce(service: Service, log: Logger): Promise<ExitCode> {
  service.start()
  const { seen, undelivered } = await service.once()
  await service.stop()
  if (!seen) log.warn(phrase("daemon.once-none"))
  if (undelivered > 0) log.error(phrase("daemon.once-undelivered", { count: undelivered }))
  return undelivered > 0 || !seen ? exit.unreachable : exit.ok
}

/** Until a signal, or until nobody reads its log and messages any more: then whoever started it shall know. */
async function runUntilEnd(
  service: Service,
  log: Logger,
  { terminal }: Call,
  readerGone: Promise<void>,
): Promise<ExitCode> {
  const ended = new Promise<ExitCode>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve(exit.ok))
    void readerGone.then(() => resolve(exit.unreachable))
  })
  service.start()
  const code = await ended
  log.info(phrase("daemon.stopping"))
  await service.stop()
  terminal.err("")
  return code
}

interface LoadedRules {
  readonly ruleSet: RuleSet
  readonly place: Phrase | string
  /** The sources of a set that has just compiled. */
  readonly fresh: readonly Source[]
  /** The files are broken and an older set is used. */
  readonly notice: { readonly warning: Phrase; readonly title: Phrase; readonly body: Phrase } | undefined
}

/** The rules to run: those of the files, else the last set that worked, loudly. Undefined: neither; everything is said. */
function loadRules({ config }: Configured, terminal: Terminal): LoadedRules | undefined {
  const receivers = new Set(config.receivers.map(({ name }) => name))
  const files = readRuleFiles(config.rules, process.cwd())
  if (files.ok) {
    const { ruleSet, diagnostics } = compileRules(files.sources, receivers)
    if (ruleSet !== undefined) {
      const count = files.sources.length
      const place = count === 0 ? phrase("daemon.rules-embedded") : phrase("daemon.rules-files", { count })
      return { ruleSet, place, fresh: files.sources, notice: undefined }
    }
    terminal.err(printDiagnostics(diagnostics, terminal.locale, painterOf(terminal.paintErr)))
    terminal.err("")
  } else for (const problem of files.problems) terminal.err(terminal.say(problem))
  const kept = lastGood(config.state)
  const old = kept === undefined ? undefined : compileRules(kept, receivers).ruleSet
  if (old === undefined) {
    terminal.err(terminal.say(phrase("daemon.rules-broken")))
    return undefined
  }
  return {
    ruleSet: old,
    fresh: [],
    place: phrase("daemon.rules-files", { count: kept?.length ?? 0 }),
    notice: {
      warning: phrase("daemon.rules-last-good", { count: old.rules.length }),
      title: phrase("daemon.rules-last-good.title", { host: config.hosts[0]?.name ?? "" }),
      body: phrase("daemon.rules-last-good.body"),
    },
  }
}
