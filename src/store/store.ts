/**
 * The state database: one transaction per change, faults as values. `commit` is what the pipeline calls; delivery works
 * on `outbox` and `channels` inside `transact`, so that what belongs together is written together or not at all.
 */
import type { Database } from "bun:sqlite"
import { type Ask, type AskSettled, AskTable, type Decided, type NewAsk } from "./asks.ts"
import { type ChannelHealth, ChannelTable } from "./channels.ts"
import { type DigestItem, DigestTable } from "./digests.ts"
import { type EngineRow, type EngineState, EngineTable } from "./engine-state.ts"
import { guarded, type Stored } from "./fault.ts"
import { type Amendment, type Firing, FiringTable } from "./firings.ts"
import { type Intent, type IntentResult, IntentTable } from "./intents.ts"
import { type Attempt, type Entry, type MessageCounts, type NewEntry, OutboxTable } from "./outbox.ts"
import { TokenTable } from "./tokens.ts"
import { TrailTable } from "./trail.ts"

/** One tick's durable outcome. */
export interface Commit {
  readonly at: number
  readonly engine?: readonly EngineRow[]
  readonly notifications?: readonly NewEntry[]
  readonly digest?: readonly DigestItem[]
  readonly asks?: readonly NewAsk[]
  readonly settled?: readonly AskSettled[]
  readonly intents?: readonly Intent[]
  /** Results of what was intended before. */
  readonly results?: readonly IntentResult[]
  readonly firings?: readonly Firing[]
  readonly amendments?: readonly Amendment[]
}

export interface Committed {
  /** Messages that were not there before. */
  readonly enqueued: number
  /** Ids of the intents that were not there before: only they may be carried out. */
  readonly intended: ReadonlySet<string>
}

/** What the delivery works on. */
export interface DeliveryTables {
  readonly outbox: OutboxTable
  readonly channels: ChannelTable
  readonly asks: AskTable
  readonly digests: DigestTable
}

export class Store {
  readonly path: string
  readonly tokens: TokenTable
  readonly trail: TrailTable
  readonly #database: Database
  readonly #engine: EngineTable
  readonly #tables: DeliveryTables
  readonly #intents: IntentTable
  readonly #firings: FiringTable

  /** Use `openStore`. */
  constructor(database: Database, path: string) {
    this.path = path
    this.#database = database
    this.#engine = new EngineTable(database)
    this.#tables = {
      outbox: new OutboxTable(database),
      channels: new ChannelTable(database),
      asks: new AskTable(database),
      digests: new DigestTable(database),
    }
    this.#intents = new IntentTable(database)
    this.#firings = new FiringTable(database)
    this.tokens = new TokenTable(database, path)
    this.trail = new TrailTable(database, path)
  }

  /** All of it or nothing. */
  commit(commit: Commit): Stored<Committed> {
    const { outbox, asks, digests } = this.#tables
    return this.#write(() => {
      if (commit.engine !== undefined) this.#engine.save(commit.at, commit.engine)
      for (const ask of commit.asks ?? []) asks.add(ask)
      let enqueued = 0
      for (const entry of commit.notifications ?? []) if (outbox.add(entry)) enqueued++
      for (const item of commit.digest ?? []) digests.add(item)
      for (const settled of commit.settled ?? []) {
        if (asks.settle(settled)) outbox.withdraw(settled.effect, settled.at, settled.withdrawn)
      }
      const intended = new Set<string>()
      for (const intent of commit.intents ?? []) if (this.#intents.add(intent)) intended.add(intent.id)
      for (const result of commit.results ?? []) this.#intents.resolve(result)
      this.#firings.add(commit.firings ?? [])
      for (const amendment of commit.amendments ?? []) this.#firings.amend(amendment)
      return { enqueued, intended }
    })
  }

  /** False: the ask is not open any more. Committed at once: whoever comes second is told. */
  decide(effect: string, decided: Decided): Stored<boolean> {
    return this.#write(() => this.#tables.asks.decide(effect, decided))
  }

  ask(effect: string): Stored<Ask | undefined> {
    return this.#read(() => this.#tables.asks.get(effect))
  }

  askNamed(id: string): Stored<Ask | undefined> {
    return this.#read(() => this.#tables.asks.named(id))
  }

  /** Open asks and those whose decision is being carried out, oldest first. */
  unsettledAsks(): Stored<Ask[]> {
    return this.#read(() => this.#tables.asks.unsettled())
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
    return this.#read(() => this.#tables.channels.all())
  }

  /** Messages by how far they got; those that a digest gathers count as held. */
  messageCounts(now: number): Stored<MessageCounts> {
    const { outbox, digests } = this.#tables
    return this.#read(() => {
      const counts = outbox.counts(now)
      return { ...counts, held: counts.held + digests.count() }
    })
  }

  /** The last messages, newest first, each with every attempt at it. */
  messages(limit: number): Stored<(Entry & { readonly tries: readonly Attempt[] })[]> {
    return this.#read(() =>
      this.#tables.outbox
        .recent(limit)
        .map((entry) => ({ ...entry, tries: this.#tables.outbox.attempts(entry.number) })),
    )
  }

  /** One transaction on the delivery's tables. */
  transact<Value>(work: (tables: DeliveryTables) => Value): Stored<Value> {
    return this.#write(() => work(this.#tables))
  }

  /** One look at the delivery's tables. */
  look<Value>(work: (tables: DeliveryTables) => Value): Stored<Value> {
    return this.#read(() => work(this.#tables))
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
