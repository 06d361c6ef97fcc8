/** What a look for a server finds, and what it does not take for granted. */
import { describe, expect, test } from "bun:test"
import { say } from "../../src/locale/phrase.ts"
import { find } from "../../src/tmux/finding.ts"
import { type Cause, isTurnedAway, type Reach, type SocketSight } from "../../src/tmux/reach.ts"
import { socketLine, socketSight } from "../../src/tmux/remote-scripts.ts"
import { describeServer } from "../../src/tmux/server-state.ts"

const there: SocketSight = { kind: "there", id: "7", owner: "li" }

function reach(socket: SocketSight, said: string): Reach {
  return {
    isLocal: true,
    patienceMs: 1000,
    open: () => Promise.resolve(undefined),
    socket: () => Promise.resolve(socket),
    run: () => Promise.resolve({ ok: false, error: said }),
    pipe: () => ({ notStarted: "no" }),
    close: () => Promise.resolve(),
  }
}

describe("a server is", () => {
  test.each([
    ["no server running on /tmp/tmux-0/default", { kind: "absent", refuses: true }],
    ["error connecting to /tmp/x (No such file or directory)", { kind: "absent", refuses: true }],
    ["error connecting to /tmp/x (Permission denied)", { kind: "lost", cause: "socket-denied" }],
    ["access not allowed", { kind: "lost", cause: "socket-denied" }],
    ["server exited unexpectedly", { kind: "lost", cause: undefined }],
  ])("%p: as tmux says", async (said, found) => {
    expect(await find(reach(there, said))).toMatchObject(found)
  })

  test("absent without a socket, lost where nobody may look, asked where it cannot be told", async () => {
    expect(await find(reach({ kind: "away" }, ""))).toEqual({ kind: "absent", refuses: false })
    expect(await find(reach({ kind: "denied" }, ""))).toMatchObject({ kind: "lost", cause: "socket-denied" })
    expect(await find(reach({ kind: "unknown" }, "odd"))).toMatchObject({ kind: "lost", why: "odd" })
  })

  test("lost when there is no way to it", async () => {
    const hindrance = { cause: "unreachable", why: "x" } as const
    const away = { ...reach(there, ""), open: () => Promise.resolve(hindrance) }
    expect(await find(away)).toEqual({ kind: "lost", ...hindrance })
  })
})

describe("a socket of another machine", () => {
  test.each([
    ["  1234 srwxrwx--- 1 li staff 0 Nov 22 12:00 /tmp/tmux-1000/default", { kind: "there", id: "1234", owner: "li" }],
    ["88 srw-rw----@ 1 wang wheel 0 Nov 22 2025 /tmp/a b", { kind: "there", id: "88", owner: "wang" }],
    ["away", { kind: "away" }],
    ["denied", { kind: "denied" }],
    ["ls: /tmp/x: Permission denied", { kind: "unknown" }],
    ["", { kind: "unknown" }],
  ])("%p", (line, sight) => {
    expect(socketSight(`${line}\n`)).toEqual(sight as SocketSight)
  })

  test("is where tmux puts it, or where it is said to be, whatever its name", () => {
    const path = (socket: string | undefined, env: Record<string, string>): string => {
      const ran = Bun.spawnSync(["sh", "-c", `uid=7\n${socketLine(socket)}\nprintf %s "$at"`], { env })
      return ran.stdout.toString().replace(/^away\n/, "")
    }
    expect(path(undefined, {})).toBe("/tmp/tmux-7/default")
    expect(path("it's $(x)", { TMUX_TMPDIR: "/run/a b" })).toBe("/run/a b/tmux-7/it's $(x)")
    expect(path("/x/$HOME", { TMUX_TMPDIR: "/run" })).toBe("/x/$HOME")
  })
})

test("whatever is in the way is told with its cure, in both languages, and with what was said", () => {
  const causes: readonly Cause[] = [
    ...(["socket-denied", "no-ssh", "ssh-config", "unreachable", "name-unknown", "host-key-unknown"] as const),
    ...(["host-key-changed", "login-refused", "no-shell", "no-tmux"] as const),
  ]
  for (const cause of causes) {
    const phrase = describeServer({ kind: "lost", why: "THE WORDS", cause }, "li@nas default")
    for (const locale of ["en", "zh-CN"] as const) {
      expect(say(locale, phrase)).toContain("li@nas default")
      expect(say(locale, phrase)).toContain("THE WORDS")
    }
  }
  const told = causes.map((cause) => say("zh-CN", describeServer({ kind: "lost", why: "", cause }, "")))
  expect(new Set(told).size).toBe(causes.length)
})

test("only where another machine turns us away there is no hurry to try again", () => {
  expect(isTurnedAway("login-refused")).toBe(true)
  expect(isTurnedAway("unreachable")).toBe(false)
  expect(isTurnedAway(undefined)).toBe(false)
})
