import { expect, test } from "bun:test"
import { join } from "node:path"
import { takeLock } from "../../src/store/instance-lock.ts"
import { stateFolder, valueIn } from "./state-folder.ts"

const module = join(import.meta.dir, "../../src/store/instance-lock.ts")

/** Another process that takes the lock, says so and waits. */
async function holder(path: string) {
  const script = `import { takeLock } from ${JSON.stringify(module)}
    const lock = takeLock(${JSON.stringify(path)}, process.pid)
    console.log(lock.ok ? lock.value.kind : lock.fault.kind)
    setInterval(() => {}, 1000)`
  const child = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", stderr: "ignore" })
  const reader = child.stdout.getReader()
  const { value } = await reader.read()
  return { child, said: new TextDecoder().decode(value).trim() }
}

test("the lock names who holds it, and kill -9 frees it", async () => {
  const path = join(stateFolder(), "lock.db")
  const { child, said } = await holder(path)
  expect(said).toBe("held")
  expect(valueIn(takeLock(path, 4711))).toEqual({ kind: "taken", pid: child.pid })
  child.kill("SIGKILL")
  await child.exited
  const lock = valueIn(takeLock(path, 4711))
  expect(lock.kind).toBe("held")
  if (lock.kind === "held") lock.release()
})

test("a released lock can be taken again", async () => {
  const path = join(stateFolder(), "lock.db")
  const first = valueIn(takeLock(path, 1))
  if (first.kind === "held") first.release()
  const { child, said } = await holder(path)
  child.kill("SIGKILL")
  await child.exited
  expect(said).toBe("held")
})

test("no folder to put it in is a fault", () => {
  const lock = takeLock("/dev/null/lock.db", 1)
  expect(lock.ok ? "locked" : lock.fault.kind).toBe("io")
})
