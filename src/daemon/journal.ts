/** What the engine did, in the log's words. */
import type { Route } from "../config/config.ts"
import { type Receiver, receiversOf } from "../delivery/routes.ts"
import type { Effect, RunEffect, SendEffect, SendOutcome, ShadowEffect } from "../engine/effect.ts"
import { phrase } from "../locale/phrase.ts"
import type { StoreFault } from "../store/fault.ts"
import type { Log } from "./log.ts"
import { shortPane } from "./pane-name.ts"
import { describeKeys, describeProgram, whatOf } from "./words.ts"

export interface JournalOptions {
  readonly log: Log
  readonly routes: readonly Route[]
  readonly receivers: readonly Receiver[]
  readonly dryRun: boolean
  /** How people call an ask, by its effect; undefined: nobody knows it. */
  readonly calledOf: (ask: string) => string | undefined
}

interface Where {
  readonly rule: string
  readonly session: string
  readonly window: string
  readonly pane: string
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
    const { log, routes, receivers, calledOf } = this.#options
    switch (effect.kind) {
      case "notify":
      case "ask": {
        const names = receiversOf(effect.receiver, effect.severity, routes, receivers)
        const id = effect.kind === "ask" ? (calledOf(effect.id) ?? "") : undefined
        if (effect.later !== undefined) log.info(phrase("daemon.fired-later", { ...where, receivers: names }))
        else if (id === undefined) log.info(phrase("daemon.fired-notify", { ...where, receivers: names }))
        if (id !== undefined) log.info(phrase("daemon.fired-ask", { ...where, receivers: names, id }))
        return
      }
      case "send":
        if (this.#refusals.has(keyOf(effect))) return
        log.info(phrase("daemon.fired-send", { ...where, keys: describeKeys(effect.keys) }))
        return
      case "run":
        log.info(phrase("daemon.fired-run", { ...where, program: describeProgram(effect.argv) }))
        return
      case "settle": {
        const id = calledOf(effect.ask) ?? "?"
        if (effect.how === "changed" || effect.how === "failed")
          log.warn(phrase(`daemon.settled-${effect.how}`, { id }))
        else log.info(phrase(`daemon.settled-${effect.how}`, { id }))
        return
      }
      case "shadow":
        this.#shadow(effect.of, where)
        return
      default:
        effect satisfies never
    }
  }

  /** What a rule on trial would do. */
  #shadow(of: ShadowEffect["of"], where: Where): void {
    const { log } = this.#options
    switch (of.kind) {
      case "send":
      case "run":
        log.info(phrase("daemon.shadow-does", { ...where, what: whatOf(of) }))
        return
      case "notify":
      case "ask":
        log.info(phrase("daemon.shadow-tells", where))
        return
      default:
        of satisfies never
    }
  }

  performed(effect: SendEffect | RunEffect, outcome: SendOutcome): void {
    // How a program ended is said with its last words (programs.ts).
    if (effect.kind === "run") return
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
    this.#refusals.delete(keyOf(effect))
    this.#refusals.set(keyOf(effect), outcome.why)
    // A pane that is gone is not heard of again.
    if (this.#refusals.size > refusalsMost) this.#refusals.delete(this.#refusals.keys().next().value ?? "")
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

/** Refusals that are remembered; beyond, the oldest may be said twice. */
const refusalsMost = 1_000

const keyOf = ({ origin }: SendEffect): string => `${origin.rule} ${origin.pane}`
