/** A simulator for one test file, and clients that talk to it. */
import { afterAll } from "bun:test"
import { WecomApp } from "../../src/wecom/app.ts"
import { Connection } from "../../src/wecom/connect.ts"
import { MemoryTokens, TokenSource, type TokenStore } from "../../src/wecom/token.ts"
import { type SimulatorOptions, WecomSimulator } from "../support/wecom/simulator.ts"

const running: WecomSimulator[] = []
afterAll(async () => {
  for (const simulator of running) await simulator.stop()
})

export async function simulated(options: SimulatorOptions = {}): Promise<WecomSimulator> {
  const simulator = await WecomSimulator.start(options)
  running.push(simulator)
  return simulator
}

/** A clock that only tests move. */
export class TestClock {
  at = 1_800_000_000_000
  readonly now = (): number => this.at
  /** Sleeping moves the clock, so that nobody waits. */
  sleep = async (ms: number): Promise<void> => {
    this.at += ms
    await Bun.sleep(1)
  }
}

export interface ClientOptions {
  readonly secret?: string
  readonly corpId?: string
  readonly tokens?: TokenStore
  readonly holder?: string
  readonly timeoutMs?: number
  readonly toUser?: string
  readonly agentId?: number
}

export function connectionTo(simulator: WecomSimulator, timeoutMs = 2000): Connection {
  return new Connection({ connect: "direct", api: simulator.api, timeoutMs })
}

export function tokensOf(simulator: WecomSimulator, clock: TestClock, options: ClientOptions = {}): TokenSource {
  const credentials = {
    corpId: options.corpId ?? simulator.company.corpId,
    secret: options.secret ?? simulator.company.apps[0]?.secret ?? "",
  }
  const connection = connectionTo(simulator, options.timeoutMs)
  return new TokenSource(credentials, connection, options.tokens ?? new MemoryTokens(), clock, options.holder ?? "me")
}

export function appOf(simulator: WecomSimulator, clock: TestClock, options: ClientOptions = {}): WecomApp {
  const settings = {
    agentId: options.agentId ?? simulator.company.apps[0]?.agentId ?? 0,
    ...(options.toUser === undefined ? {} : { toUser: options.toUser }),
  }
  return new WecomApp(settings, connectionTo(simulator, options.timeoutMs), tokensOf(simulator, clock, options))
}

/** How often a path was called. */
export function callsOf(simulator: WecomSimulator, path: string): number {
  return simulator.calls.filter((call) => call.path === path).length
}
