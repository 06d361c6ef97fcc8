import { Database } from "bun:sqlite"
import { expect, test } from "bun:test"
import { statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { say } from "../../src/locale/phrase.ts"
import { migrations } from "../../src/store/migrations.ts"
import { openStore } from "../../src/store/open.ts"
import { opened, stateFolder, valueIn } from "./state-folder.ts"

test("folder and files belong to the owner alone", () => {
  const folder = join(stateFolder(), "made", "here")
  const store = opened(join(folder, "fleetai.db"))
  store.commit({ at: 1, engine: [{ key: "a", json: "1" }] })
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  for (const file of ["fleetai.db", "fleetai.db-wal", "fleetai.db-shm"]) {
    expect([file, statSync(join(folder, file)).mode & 0o777]).toEqual([file, 0o600])
  }
  store.close()
})

test("what was committed is there after closing and opening again", () => {
  const path = join(stateFolder(), "fleetai.db")
  const before = opened(path)
  before.commit({ at: 7, engine: [{ key: "a", json: "1" }] })
  before.close()
  const after = valueIn(opened(path).loadEngine())
  expect([...after.rows, after.savedAt]).toEqual([["a", "1"], 7])
})

test("what an older version wrote is there after the upgrade", () => {
  const path = join(stateFolder(), "fleetai.db")
  const old = new Database(path)
  old.run(migrations[0] ?? "")
  old.run("PRAGMA user_version = 1")
  old.run("INSERT INTO intent (id, at, pane, rule, what) VALUES ('s', 1, '%1', 'r', 'Enter')")
  old.run(
    `INSERT INTO outbox (id, receiver, at, expires_at, priority, message, status, next_at)
     VALUES ('n', 'phone', 1, 9, 0, '{}', 'waiting', 1)`,
  )
  old.close()
  const store = opened(path)
  expect(valueIn(store.openIntents())).toMatchObject([{ id: "s", kind: "send" }])
  expect(valueIn(store.messages(9))).toMatchObject([{ id: "n", withdrawn: false, heldUntil: undefined }])
})

test("a database of a newer version is refused, untouched, in both languages", () => {
  const path = join(stateFolder(), "fleetai.db")
  opened(path).close()
  const raw = new Database(path)
  raw.run("PRAGMA user_version = 9999")
  raw.close()
  const result = openStore(path)
  if (result.ok) throw new Error("it opened")
  expect(result.fault.kind).toBe("newer")
  expect(say("en", result.fault.text)).toContain(path)
  expect(say("zh-CN", result.fault.text)).toContain("更新版本")
  expect(new Database(path).query("PRAGMA user_version").get()).toEqual({ user_version: 9999 })
})

test("a file that is no database is called corrupt and left alone", () => {
  const path = join(stateFolder(), "fleetai.db")
  writeFileSync(path, "this is not a database, but somebody's text file, long enough to have a header".repeat(20))
  const result = openStore(path)
  expect(result.ok ? "opened" : result.fault.kind).toBe("corrupt")
})

test("a folder where the database should be is a fault, not an exception", () => {
  const folder = stateFolder()
  const result = openStore(folder)
  expect(result.ok ? "opened" : result.fault.kind).toBe("io")
})

test("a database that another program holds exclusively is called locked", () => {
  const path = join(stateFolder(), "fleetai.db")
  opened(path).close()
  const other = new Database(path)
  other.run("PRAGMA locking_mode = EXCLUSIVE")
  other.run("BEGIN EXCLUSIVE")
  const result = openStore(path, { busyTimeoutMs: 20 })
  expect(result.ok ? "opened" : result.fault.kind).toBe("locked")
  other.close()
})
