import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import type { Key } from "../../src/engine/effect.ts"
import { isKeyName } from "../../src/engine/effect.ts"
import type { PipeEvents } from "../../src/process/pipe.ts"
import type { Frame } from "../../src/screen/frame.ts"
import { hasControlCharacter } from "../../src/tmux/command.ts"
import { askForked } from "../../src/tmux/forked.ts"
import { keyTiming, sendKeys } from "../../src/tmux/keys.ts"
import { LocalReach } from "../../src/tmux/local-reach.ts"
import { maxPasteBytes, sweepBuffers } from "../../src/tmux/paste.ts"
import { systemTimers } from "../../src/tmux/timers.ts"
import { attachPerson } from "../support/person.ts"
import { eventually, type PrivateTmux, privateTmux } from "../support/tmux.ts"
import { type Watching, watching } from "../support/watching.ts"

let tmux: PrivateTmux
let seen: Watching
let typed: string

/** A pane that writes every byte it is sent to a file, unchanged. */
beforeEach(async () => {
  tmux = privateTmux()
  typed = join(tmux.home, "typed")
  tmux.session("work", "sh", "-c", `stty raw -echo; echo ready; exec cat > ${typed}`)
  seen = watching(tmux)
  seen.watcher.start()
  await eventually("the pane is seen", () => seen.text("%0") === "ready")
})
afterEach(async () => {
  await seen.watcher.stop()
  await tmux.stop()
})

const text = (words: string): Key => ({ kind: "text", text: words })
const named = (name: string): Key => ({ kind: "named", name })

function send(keys: readonly Key[], confirm: (frame: Frame) => boolean = () => true, pid?: number, takesLines = true) {
  const frame = seen.watcher.panes()[0]
  if (frame === undefined) throw new Error("no pane is seen")
  return sendKeys(seen.watcher, systemTimers, { pane: frame.pane, pid: pid ?? frame.pid, keys, takesLines, confirm })
}

const received = () => readFileSync(typed, "utf8")

test("text and named keys arrive, in order", async () => {
  expect(await send([text("yes; $HOME 'x' #{pane_id} \\"), named("Enter"), named("Escape"), named("C-a")])).toEqual({
    sent: true,
  })
  await eventually("the keys", () => received() === "yes; $HOME 'x' #{pane_id} \\\r\u001b\u0001")
})

test("any text arrives exactly", async () => {
  const graphemes = fc.string({
    unit: fc.constantFrom(..."ab;'\"\\#{}$%~`!&|<>()*? =-授权é😀\u00a0"),
    minLength: 1,
    maxLength: 40,
  })
  let all = ""
  await fc.assert(
    fc.asyncProperty(graphemes, async (words) => {
      expect(await send([text(words)])).toEqual({ sent: true })
      all += words
      await eventually("the text", () => received() === all)
    }),
    { numRuns: 60 },
  )
})

test("nothing is sent to another process, in copy mode, without confirmation, or to a pane that is gone", async () => {
  expect(await send([named("Enter")], () => true, 1)).toEqual({ sent: false, why: "other-process" })
  expect(await send([named("Enter")], () => false)).toEqual({ sent: false, why: "changed" })
  tmux.run("copy-mode", "-t", "%0")
  expect(await send([named("Enter")])).toEqual({ sent: false, why: "copy-mode" })
  const frame = seen.watcher.panes()[0]
  tmux.run("new-session", "-d", "-s", "other", "cat")
  tmux.run("kill-pane", "-t", "%0")
  const request = {
    pane: frame?.pane ?? "",
    pid: frame?.pid ?? 0,
    keys: [named("Enter")],
    takesLines: true,
    confirm: () => true,
  }
  expect(await sendKeys(seen.watcher, systemTimers, request)).toEqual({ sent: false, why: "gone" })
  expect(received()).toBe("")
})

test("the server itself refuses when the pane changes between the look and the key", async () => {
  const entersCopyMode = () => {
    tmux.run("copy-mode", "-t", "%0")
    return true
  }
  expect(await send([text("x")], entersCopyMode)).toEqual({ sent: false, why: "copy-mode" })
  tmux.run("send-keys", "-t", "%0", "-X", "cancel")
  const respawns = () => {
    tmux.run("respawn-pane", "-k", "-t", "%0", `cat > ${typed}`)
    return true
  }
  expect(await send([text("x")], respawns)).toEqual({ sent: false, why: "other-process" })
  expect(received()).toBe("")
})

test("nothing is sent while a person types in that pane's session, unless they look at another window", async () => {
  const person = await attachPerson(tmux, "work")
  try {
    person.types("x")
    await eventually("the person's key", () => received() === "x")
    expect(await send([text("y")])).toEqual({ sent: false, why: "typing" })
    const later = { ...systemTimers, now: () => Date.now() + keyTiming.typingMs + 1000 }
    const frame = seen.watcher.panes()[0]
    const request = {
      pane: frame?.pane ?? "",
      pid: frame?.pid ?? 0,
      keys: [text("y")],
      takesLines: true,
      confirm: () => true,
    }
    expect(await sendKeys(seen.watcher, later, request)).toEqual({ sent: true })
    tmux.run("new-window", "-t", "work", "cat")
    person.types("z")
    expect(await send([text("w")])).toEqual({ sent: true })
    await eventually("the keys", () => received() === "xyw")
  } finally {
    await person.leaves()
  }
})

test("what became of the keys is unknown when the pane changes, or a person types, between them", async () => {
  const before = (stroke: number, happens: () => void | Promise<void>) => {
    let pauses = 0
    const after: typeof systemTimers.after = (delayMs, run) => {
      if (delayMs !== keyTiming.betweenMs || ++pauses !== stroke) return systemTimers.after(delayMs, run)
      return systemTimers.after(0, () => void Promise.resolve(happens()).then(run))
    }
    const frame = seen.watcher.panes()[0]
    const keys = [text("a"), text("b")]
    const request = { pane: frame?.pane ?? "", pid: frame?.pid ?? 0, keys, takesLines: true, confirm: () => true }
    return sendKeys(seen.watcher, { ...systemTimers, after }, request)
  }
  expect(await before(1, () => void tmux.run("copy-mode", "-t", "%0"))).toEqual({ sent: "unknown" })
  expect(received()).toBe("a")
  tmux.run("send-keys", "-t", "%0", "-X", "cancel")
  const person = await attachPerson(tmux, "work")
  try {
    await Bun.sleep(keyTiming.typingMs + 1100)
    const types = async () => {
      person.types("x")
      await eventually("the person's key", () => received() === "aax")
    }
    expect(await before(1, types)).toEqual({ sent: "unknown" })
    expect(received()).toBe("aax")
  } finally {
    await person.leaves()
  }
}, 15_000)

test("what became of the keys is unknown when no answer comes", async () => {
  const frame = seen.watcher.panes()[0]
  const request = {
    pane: frame?.pane ?? "",
    pid: frame?.pid ?? 0,
    keys: [text("a")],
    takesLines: true,
    confirm: () => true,
  }
  const lost = { ok: false, why: "lost", written: true } as const
  const client = { separator: "", ask: () => Promise.resolve(lost) }
  const port = { client, look: (pane: string) => seen.watcher.look(pane) }
  expect(await sendKeys(port, systemTimers, request)).toEqual({ sent: "unknown" })
})

test("keys that would reach other panes too are not sent", async () => {
  tmux.run("set-option", "-w", "-t", "%0", "synchronize-panes", "on")
  expect(await send([text("x")])).toEqual({ sent: false, why: "changed" })
})

describe("a paste", () => {
  const paste = (words: string): Key => ({ kind: "paste", text: words })
  const buffers = () => tmux.run("list-buffers")

  /** A program that has asked for bracketed pastes. */
  const ready = async () => {
    const before = seen.watcher.panes()[0]?.pid
    const program = `stty raw -echo; printf '\\033[?2004hready'; exec cat > ${typed}`
    tmux.run("respawn-pane", "-k", "-t", "%0", program)
    const isNew = () => seen.text("%0") === "ready" && seen.watcher.panes()[0]?.pid !== before
    await eventually("the program is ready", isNew)
  }
  const bracketed = (words: string) => `\u001b[200~${words.replaceAll("\n", "\r")}\u001b[201~`

  test("of several lines arrives as one, in brackets, and no buffer is left", async () => {
    await ready()
    const words = "first; 'x' \"y\" $HOME #{pane_id}\n\n  第三行 \\"
    expect(await send([paste(words), named("Enter")])).toEqual({ sent: true })
    await eventually("the paste", () => received() === `${bracketed(words)}\r`)
    expect(buffers()).toBe("")
  })

  test("of any text arrives exactly", async () => {
    await ready()
    const unit = fc.constantFrom(..."ab;'\"\\#{}$%~`!&|<>()*? =-\n授权é😀\u00a0")
    let all = ""
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, minLength: 1, maxLength: 60 }), async (words) => {
        expect(await send([paste(words)])).toEqual({ sent: true })
        all += bracketed(words)
        await eventually("the paste", () => received() === all)
      }),
      { numRuns: 60 },
    )
    expect(buffers()).toBe("")
  })

  test("as long as may be arrives whole", async () => {
    await ready()
    const lines = Array.from({ length: 1_000 }, (_, n) => `${n} it's 一二三四五六七八九十 0123456789`)
    const long = lines.join("\n").slice(0, maxPasteBytes / 2)
    expect(await send([paste(long)])).toEqual({ sent: true })
    await eventually("the paste", () => received() === bracketed(long))
  })

  test("ends before the Enter behind it comes", async () => {
    await ready()
    const pauses: number[] = []
    const after: typeof systemTimers.after = (delayMs, run) => {
      pauses.push(delayMs)
      return systemTimers.after(delayMs, run)
    }
    const frame = seen.watcher.panes()[0]
    const keys = [paste("x"), named("Enter"), named("Enter")]
    const request = { pane: frame?.pane ?? "", pid: frame?.pid ?? 0, keys, takesLines: true, confirm: () => true }
    await sendKeys(seen.watcher, { ...systemTimers, after }, request)
    expect(pauses).toEqual([keyTiming.afterPasteMs, keyTiming.betweenMs])
    expect(keyTiming.afterPasteMs).toBeGreaterThanOrEqual(300)
  })

  test("is not made when the pane has changed, and leaves no buffer then", async () => {
    const entersCopyMode = () => {
      tmux.run("copy-mode", "-t", "%0")
      return true
    }
    expect(await send([paste("x\ny")], entersCopyMode)).toEqual({ sent: false, why: "copy-mode" })
    expect(received()).toBe("")
    expect(buffers()).toBe("")
  })

  test("works through forked commands as well", async () => {
    await ready()
    const frame = seen.watcher.panes()[0]
    const reach = new LocalReach(tmux.address)
    const started: string[] = []
    const noting = {
      patienceMs: reach.patienceMs,
      run: (words: readonly string[]) => {
        started.push(...words)
        return reach.run(words)
      },
      pipe: (words: readonly string[], events: PipeEvents) => {
        started.push(...words)
        return reach.pipe(words, events)
      },
    }
    const client = {
      separator: "",
      ask: async (lines: Parameters<typeof askForked>[3]) =>
        askForked(noting, "secret", 0, lines).then((forked) =>
          forked.ok
            ? { ok: true as const, blocks: forked.blocks }
            : { ok: false as const, why: "lost" as const, written: true },
        ),
    }
    const words = `${"it's 一二三;\n".repeat(2_000)};`
    const port = { client, look: (pane: string) => seen.watcher.look(pane) }
    const request = {
      pane: frame?.pane ?? "",
      pid: frame?.pid ?? 0,
      keys: [paste(words)],
      takesLines: true,
      confirm: () => true,
    }
    expect(await sendKeys(port, systemTimers, request)).toEqual({ sent: true })
    await eventually("the paste", () => received() === bracketed(words))
    expect(buffers()).toBe("")
    // What a person typed is in no list of processes.
    expect(started.join(" ")).not.toContain("一二三")
  })

  test("of several lines is not made where nobody knows that the program takes them as one; of one line it is", async () => {
    const unknown = (words: string) => send([paste(words)], () => true, undefined, false)
    expect(await unknown("yes\nyes")).toEqual({ sent: false, why: "unbracketed" })
    expect(await unknown("yes")).toEqual({ sent: true })
    await eventually("the paste", () => received() === "yes")
    expect(buffers()).toBe("")
  })

  test.each([
    ["1", true, { sent: true }],
    ["1", false, { sent: true }],
    ["0", true, { sent: false, why: "unbracketed" }],
    ["0", false, { sent: false, why: "unbracketed" }],
  ] as const)("of several lines where tmux says %s, known to take them: %p", async (flag, takesLines, outcome) => {
    const frame = seen.watcher.panes()[0]
    let pasted = false
    // A tmux that knows the flag: what it is asked is answered as it would.
    const client = {
      separator: "",
      ask: async (lines: Parameters<typeof askForked>[3]) => {
        const line = lines.flat()[0]?.line ?? ""
        const says = (text: string) => ({
          ok: true as const,
          blocks: [{ timeS: 1, number: 1, ours: true, ok: true, lines: [text] }],
        })
        if (line.includes("brackets #")) return says(`brackets ${flag}`)
        if (line.includes("#{pane_id} ")) return says(`%0 ${frame?.pid} 0 ${flag}`)
        if (!line.startsWith("if-shell")) return says("")
        expect(line).toContain("#{!=:#{bracket_paste_flag},0}")
        pasted = flag === "1"
        return says(pasted ? "sent 1" : "held")
      },
    }
    const port = { client, look: (pane: string) => seen.watcher.look(pane) }
    const keys = [paste("a\nb")]
    const request = { pane: frame?.pane ?? "", pid: frame?.pid ?? 0, keys, takesLines, confirm: () => true }
    expect(await sendKeys(port, systemTimers, request)).toEqual(outcome)
    expect(pasted).toBe(outcome.sent)
  })

  test("with other control characters, or too long, is a bug", () => {
    expect(send([paste("a\u001b[201~b")])).rejects.toThrow()
    expect(send([paste("a\rb")])).rejects.toThrow()
    expect(send([paste("x".repeat(maxPasteBytes + 1))])).rejects.toThrow()
  })
})

describe("buffers that an earlier service left", () => {
  test("go when they are old; one that may be in use, and people's own, stay", async () => {
    const [old, fresh] = [0, 1].map(() => `fleetai-${crypto.randomUUID()}`)
    const listed = [`100 ${old}`, `990 ${fresh}`, "100 fleetai-notes", "100 buffer0", "x"]
    const asked: string[] = []
    await sweepBuffers({
      separator: "",
      ask: async (lines) => {
        asked.push(...lines.flat().map(({ line }) => line))
        return { ok: true, blocks: [{ timeS: 1_000, number: 1, ours: true, ok: true, lines: listed }] }
      },
    })
    expect(asked.slice(1)).toEqual([`delete-buffer -b ${old}`])
  })

  test("are found as tmux lists them", async () => {
    const name = `fleetai-${crypto.randomUUID()}`
    tmux.run("set-buffer", "-b", name, "secret")
    const { client } = seen.watcher
    const later = async (lines: Parameters<typeof client.ask>[0]) => {
      const answer = await client.ask(lines)
      return answer.ok
        ? { ...answer, blocks: answer.blocks.map((block) => ({ ...block, timeS: block.timeS + 100 })) }
        : answer
    }
    await sweepBuffers(client)
    expect(tmux.run("list-buffers")).toContain(name)
    await sweepBuffers({ separator: client.separator, ask: later })
    expect(tmux.run("list-buffers")).toBe("")
  })
})

test("control characters and unknown key names are bugs", () => {
  expect(send([{ kind: "choice" }])).rejects.toThrow()
  expect(send([text("a\nb")])).rejects.toThrow()
  expect(send([named("C-m; kill-server")])).rejects.toThrow()
  expect(["Enter", "C-c", "M-Enter", "S-Tab", "C-["].every(isKeyName)).toBe(true)
  expect(["", "enter", "-X", "C-", "C-ab", "a", "C-é"].some(isKeyName)).toBe(false)
  expect(["\u001b", "a\u0085", "\u2028"].every(hasControlCharacter)).toBe(true)
})
