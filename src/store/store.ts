/**
 * The state database: one transaction per change, faults as values. `commit` is what the pipeline calls; delivery works
 * on `outbox` and `channels` inside `transact`, so that what belongs together is written together or not at all.
 */
import type { Database } from "bun:sqlite"
import { type ChannelHealth, ChannelTable } from "./channels.ts"
import { type EngineRow, type EngineState, EngineTable } from "./engine-state.ts"
import { guarded, type Stored } from "./fault.ts"
import { type Firing, FiringTable } from "./firings.ts"
import { type Intent, type IntentResult, IntentTable } from "./intents.ts"
import { type Attempt, type Entry, type EntryStatus, type NewEntry, OutboxTable } from "./outbox.ts"
import { TokenTable } from "./tokens.ts"

/** One tick's durable outcome. */
export interface Commit {
  readonly at: number
  readonly engine?: readonly EngineRow[]
  readonly notifications?: readonly NewEntry[]
  readonly intents?: readonly Intent[]
  /** Results of key presses that were intended before. */
  readonly results?: readonly IntentResult[]
  readonly firings?: readonly Firing[]
}

export interface Committed {
  /** Messages that were not there before. */
  readonly enqueued: number
  /** Ids of the intents that were not there before: only their keys may be sent. */
  readonly intended: ReadonlySet<string>
}

/** What the delivery works on. */
export interface DeliveryTables {
  readonly outbox: OutboxTable
  readonly channels: ChannelTable
}

export class Store {
  readonly path: string
  readonly tokens: TokenTable
  readonly #database: Database
  readonly #engine: EngineTable
  readonly #outbox: OutboxTable
  readonly #channels: ChannelTable
  readonly #intents: IntentTable
  readonly #firings: FiringTable

  /** Use `openStore`. */
  constructor(database: Database, path: string) {
    this.path = path
    this.#database = database
    this.#engine = new EngineTable(database)
    this.#outbox = new OutboxTable(database)
    this.#channels = new ChannelTable(database)
    this.#intents = new IntentTable(database)
    this.#firings = new FiringTable(database)
    this.tokens = new TokenTable(database, path)
  }

  /** All of it or nothing. */
  commit({ at, engine, notifications, intents, results, firings }: Commit): Stored<Committed> {
    return this.#write(() => {
      if (engine !== undefined) this.#engine.save(at, engine)
      let enqueued = 0
      for (const entry of notifications ?? []) if (this.#outbox.add(entry)) enqueued++
      const intended = new Set<string>()
      for (const intent of intents ?? []) if (this.#intents.add(intent)) intended.add(intent.id)
      for (const result of results ?? []) this.#intents.resolve(result)
      this.#firings.add(firings ?? [])
      return { enqueued, intended }
    })
  }

  loadEngine(): Stored<EngineState> {
    return this.#read(() => this.#engine.load())
  }

  /** Intents without a result. At start-up: keys that were sent or not, nobody knows; told, never sent again. */
  openIntents(): Stored<Intent[]> {
    return this.#read(() => this.#intents.open())
  }

  /** The last firings, newest first. */
  firings(limit: number): Stored<Firing[]> {
    return this.#read(() => this.#firings.recent(limit))
  }

  channels(): Stored<ChannelHealth[]> {
    return this.#read(() => this.#channels.all())
  }

  messageCounts(): Stored<Record<EntryStatus, number>> {
    return this.#read(() => this.#outbox.counts())
  }

  /** The last messages, newest first, each with every attempt at it. */
  messages(limit: number): Stored<(Entry & { readonly tries: readonly Attempt[] })[]> {
    return this.#read(() =>
      this.#outbox.recent(limit).map((entry) => ({ ...entry, tries: this.#outbox.attempts(entry.number) })),
    )
  }

  /** One transaction on the delivery's tables. */
  transact<Value>(work: (tables: DeliveryTables) => Value): Stored<Value> {
    return this.#write(() => work({ outbox: this.#outbox, channels: this.#channels }))
  }

  /** One look at the delivery's tables. */
  look<Value>(work: (tables: DeliveryTables) => Value): Stored<Value> {
    return this.#read(() => work({ outbox: this.#outbox, channels: this.#channels }))
  }

  close(): void {
    this.#database.close()
  }

  #write<Value>(work: () => Value): Stored<Value> {
    // Immediate: it waits for another writer at the start, where SQLite honours the busy timeout.
    return guarded(this.path, () => this.#database.transaction(work).immediate())
  }

  #read<Value>(work: () => Value): Stored<Value> {
    return guarded(this.path, () => this.#database.transaction(work).deferred())
  }
}
