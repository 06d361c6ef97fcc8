/**
 * One instance per state folder: a write lock on a database of its own, which the kernel takes back however the process
 * ends. A lock of this kind lets others read, so the holder's pid is in it.
 */
import type { Database } from "bun:sqlite"
import { faultOf, guarded, type Stored } from "./fault.ts"
import { openPrivate } from "./open.ts"

export type Lock =
  | { readonly kind: "held"; readonly release: () => void }
  /** Undefined: another process is just taking it. */
  | { readonly kind: "taken"; readonly pid: number | undefined }

/** A lock is freed when its database is collected as garbage: what is held is held on to here. */
const heldOn = new Set<Database>()

/** How often to try again when two processes start at the same moment. */
const rounds = 5

/** Takes the lock at `path` (`lock.db`) for this process, `pid`. */
export function takeLock(path: string, pid: number): Stored<Lock> {
  return guarded(path, () => {
    const database = openPrivate(path)
    const lock = take(database, pid)
    if (lock.kind === "taken") database.close()
    else heldOn.add(database)
    return lock
  })
}

function take(database: Database, pid: number): Lock {
  database.run("PRAGMA busy_timeout = 50")
  for (let round = 0; round < rounds; round++) {
    if (!writeHolder(database, pid) || !begin(database)) return { kind: "taken", pid: holderOf(database) }
    // Between the two steps another process may have written itself down, and then failed to take the lock.
    if (holderOf(database) === pid) return { kind: "held", release: () => release(database) }
    database.run("ROLLBACK")
  }
  return { kind: "taken", pid: holderOf(database) }
}

function release(database: Database): void {
  heldOn.delete(database)
  database.run("ROLLBACK")
  database.close()
}

function writeHolder(database: Database, pid: number): boolean {
  if (!begin(database)) return false
  database.run("CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER NOT NULL)")
  database.query<null, [number]>("INSERT OR REPLACE INTO holder (one, pid) VALUES (1, ?)").run(pid)
  database.run("COMMIT")
  return true
}

function begin(database: Database): boolean {
  try {
    database.run("BEGIN IMMEDIATE")
    return true
  } catch (error) {
    if (faultOf("", error)?.kind === "locked") return false
    throw error
  }
}

function holderOf(database: Database): number | undefined {
  const read = guarded("", () => database.query<{ pid: number }, []>("SELECT pid FROM holder").get()?.pid)
  return read.ok ? read.value : undefined
}
