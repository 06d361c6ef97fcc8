/** Opens the state database: a private file, write-ahead log, checked, brought to this program's version. */
import { Database } from "bun:sqlite"
import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs"
import { dirname } from "node:path"
import { guarded, type Stored, storeFault } from "./fault.ts"
import { migrations } from "./migrations.ts"
import { Store } from "./store.ts"

export interface OpenOptions {
  /** `PRAGMA max_page_count`: the database is full beyond that. */
  readonly maxPages?: number
  /** How long a write waits for another process's; the event loop stands still meanwhile. */
  readonly busyTimeoutMs?: number
}

const busyTimeoutDefaultMs = 5000
const privateFolder = 0o700
const privateFile = 0o600

/** Faults are values: locked, full, corrupt, read-only, made by a newer version, no permission. */
export function openStore(path: string, options: OpenOptions = {}): Stored<Store> {
  const opened = guarded(path, () => openPrivate(path))
  if (!opened.ok) return opened
  const database = opened.value
  const prepared = guarded(path, () => prepare(database, options))
  if (prepared.ok && prepared.value === undefined) return { ok: true, value: new Store(database, path) }
  database.close()
  return prepared.ok ? { ok: false, fault: storeFault(prepared.value ?? "io", path, "") } : prepared
}

/** A database in a folder that only its owner enters (the log and shared-memory files beside it inherit the mode). */
export function openPrivate(path: string): Database {
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true, mode: privateFolder })
  closeSync(openSync(path, "a", privateFile))
  chmodSync(path, privateFile)
  return new Database(path, { readwrite: true, create: true, strict: true })
}

function prepare(database: Database, { maxPages, busyTimeoutMs }: OpenOptions): "newer" | "corrupt" | undefined {
  database.run(`PRAGMA busy_timeout = ${busyTimeoutMs ?? busyTimeoutDefaultMs}`)
  database.run("PRAGMA journal_mode = WAL")
  database.run("PRAGMA synchronous = FULL")
  database.run("PRAGMA foreign_keys = ON")
  if (maxPages !== undefined) database.run(`PRAGMA max_page_count = ${maxPages}`)
  const checked = database.query<{ quick_check: string }, []>("PRAGMA quick_check(1)").get()
  if (checked?.quick_check !== "ok") return "corrupt"
  return migrate(database)
}

function migrate(database: Database): "newer" | undefined {
  const step = database.transaction((): "newer" | undefined => {
    const version = database.query<{ user_version: number }, []>("PRAGMA user_version").get()?.user_version ?? 0
    if (version > migrations.length) return "newer"
    for (const sql of migrations.slice(version)) database.run(sql)
    database.run(`PRAGMA user_version = ${migrations.length}`)
    return undefined
  })
  // Immediate: two processes that start together must not both see the old version.
  return step.immediate()
}
