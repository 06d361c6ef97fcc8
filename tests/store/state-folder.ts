/** A private state folder for one test, and a database in it. */
import { afterAll } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type OpenOptions, openStore } from "../../src/store/open.ts"
import type { Store } from "../../src/store/store.ts"

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

export function stateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "fleetai-state-"))
  made.push(folder)
  return folder
}

/** The store at `path`; a fault fails the test. */
export function opened(path: string, options?: OpenOptions): Store {
  const result = openStore(path, options)
  if (!result.ok) throw new Error(`cannot open: ${result.fault.kind}`)
  return result.value
}

export function freshStore(options?: OpenOptions): Store {
  return opened(join(stateFolder(), "fleetai.db"), options)
}

/** What a `Stored` holds; a fault fails the test. */
export function valueIn<Value>(stored: { ok: true; value: Value } | { ok: false; fault: { kind: string } }): Value {
  if (!stored.ok) throw new Error(`store fault: ${stored.fault.kind}`)
  return stored.value
}
