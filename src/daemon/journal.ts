/** What the engine did, in the log's words. */
import type { Route } from "../config/config.ts"
import { type Receiver, receiversOf } from "../delivery/routes.ts"
import type { Effect, SendEffect, SendOutcome } from "../engine/effect.ts"
import { phrase } from "../locale/phrase.ts"
import type { StoreFault } from "../store/fault.ts"
import type { Log } from "./log.ts"
import { shortPane } from "./pane-name.ts"
import { describeKeys } from "./performer.ts"

export interface JournalOptions {
  readonly log: Log
  readonly routes: readonly Route[]
  readonly receivers: readonly Receiver[]
  readonly dryRun: boolean
}

export class Journal {
  readonly #options: JournalOptions
  /** Per rule and pane, why keys were refused last: keys that wait for somebody are offered every second, and that is said once. */
  readonly #refusals = new Map<string, string>()

  constructor(options: JournalOptions) {
    this.#options = options
  }

  effect(effect: Effect): void {
    const { rule, session, window, pane } = effect.origin
    const where = { rule, session, window, pane: shortPane(pane) }
    const { log, routes, receivers } = this.#options
    switch (effect.kind) {
      case "notify": {
        const names = receiversOf(effect.receiver, effect.severity, routes, receivers)
        log.info(phrase("daemon.fired-notify", { ...where, receivers: names }))
        return
      }
      case "send":
        if (this.#refusals.has(keyOf(effect))) return
        log.info(phrase("daemon.fired-send", { ...where, keys: describeKeys(effect.keys) }))
        return
      default:
        effect satisfies never
    }
  }

  pressed(effect: SendEffect, outcome: SendOutcome): void {
    const { log, dryRun } = this.#options
    const { rule, pane } = effect.origin
    const what = { rule, pane: shortPane(pane), keys: describeKeys(effect.keys) }
    if (outcome.sent === true) {
      this.#refusals.delete(keyOf(effect))
      log.info(phrase("daemon.pressed", what))
      return
    }
    if (outcome.sent === "unknown") {
      this.#refusals.delete(keyOf(effect))
      log.warn(phrase("daemon.pressed-unknown", what))
      return
    }
    const isSaid = this.#refusals.get(keyOf(effect)) === outcome.why
    this.#refusals.set(keyOf(effect), outcome.why)
    if (dryRun || isSaid) return
    log.warn(phrase("daemon.not-pressed", { ...what, why: phrase(`daemon.refused-${outcome.why}`) }))
  }

  /** Undefined: the database works again. */
  fault(fault: StoreFault | undefined): void {
    const { log } = this.#options
    if (fault === undefined) log.info(phrase("daemon.store-well"))
    else log.error(phrase("daemon.store-fault", { fault: fault.text }))
  }

  bug(error: unknown): void {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    this.#options.log.error(phrase("daemon.bug", { message }))
  }
}

const keyOf = ({ origin }: SendEffect): string => `${origin.rule} ${origin.pane}`
