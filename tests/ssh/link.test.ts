import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import type { Link } from "../../src/ssh/link.ts"
import { shellWords } from "../../src/ssh/quote.ts"
import { farLink } from "../support/far-watching.ts"
import { hasSshd, PrivateSshd } from "../support/sshd.ts"
import { eventually, type PrivateTmux, privateTmux } from "../support/tmux.ts"

let tmux: PrivateTmux
let machine: PrivateSshd
let link: Link

beforeEach(async () => {
  tmux = privateTmux()
  if (hasSshd) machine = await PrivateSshd.start(tmux)
  if (hasSshd) link = farLink(machine)
})
afterEach(async () => {
  if (hasSshd) await link.close()
  if (hasSshd) await machine.remove()
  await tmux.stop()
})

const output = async (script: string): Promise<string> => {
  const answer = await link.ask(script)
  return answer.ok ? answer.output : `NO: ${answer.why}`
}

describe.skipIf(!hasSshd)("one connection", () => {
  test("runs scripts in order, with their status, and remembers what they set", async () => {
    expect(await link.open()).toBeUndefined()
    const answers = await Promise.all([
      link.ask("x=1; echo one"),
      link.ask("echo $x; false"),
      link.ask("exit_=2; (exit 7)"),
    ])
    expect(answers).toEqual([
      { ok: true, status: 0, output: "one\n" },
      { ok: true, status: 1, output: "1\n" },
      { ok: true, status: 7, output: "" },
    ])
  })

  test("takes any word as it is", async () => {
    await link.open()
    const words = [
      "a b",
      "it's",
      '"$HOME"',
      "`id`",
      "$(id)",
      "\\",
      "",
      "*",
      "a\nb",
      "~",
      "-n",
      "会话 🙂",
      "!x",
      "%s",
      "a;b&c|d>e<f",
    ]
    expect(await output(`printf '<%s>' ${shellWords(words)}`)).toBe(words.map((word) => `<${word}>`).join(""))
  })

  test("a script gets no input, and cannot eat the next one", async () => {
    await link.open()
    expect(await output("cat; echo done")).toBe("done\n")
    expect(await output("echo next")).toBe("next\n")
  })

  test("carries large and odd outputs whole", async () => {
    await link.open()
    const big = await output("i=0; while [ $i -lt 20000 ]; do echo 'line of the output 一二三'; i=$((i+1)); done")
    expect(big).toBe("line of the output 一二三\n".repeat(20_000))
    expect(await output("printf 'no end'")).toBe("no end")
    expect(await output("printf '\\n\\n'")).toBe("\n\n")
  })

  test("has further sessions beside it, which get all that is sent, and only that", async () => {
    await link.open()
    let said = ""
    const decoder = new TextDecoder()
    const session = link.session(shellWords(["cat", "-"]), {
      onBytes: (bytes) => {
        said += decoder.decode(bytes, { stream: true })
      },
      onEnd: () => {},
    })
    if ("notStarted" in session) throw new Error(session.notStarted)
    session.write("sent at once\n")
    await eventually("it comes back", () => said === "sent at once\n")
    session.write("sent later\n")
    await eventually("it comes back", () => said === "sent at once\nsent later\n")
    expect(machine.log().match(/Accepted publickey/g)).toHaveLength(1)
    session.end()
    expect(await session.gone).toBe(0)
  })

  test("leaves nothing behind: no process, no connection, no socket", async () => {
    await link.open()
    expect(readdirSync(machine.folder).some((name) => name.startsWith("fleetai-"))).toBe(true)
    await link.close()
    expect(readdirSync(machine.folder).some((name) => name.startsWith("fleetai-"))).toBe(false)
    await eventually("sshd has no connection", () => machine.connections().length === 0)
    expect(await link.ask("echo")).toMatchObject({ ok: false })
  })

  test("is made again when it broke, and questions that were open are answered", async () => {
    await link.open()
    const open = link.ask("sleep 5")
    await machine.stop()
    expect(await open).toMatchObject({ ok: false })
    expect(await link.open()).toMatchObject({ cause: "unreachable" })
    await machine.resume()
    expect(await link.open()).toBeUndefined()
    expect(await output("echo again")).toBe("again\n")
    expect(link.lives).toBe(2)
  })
})

describe.skipIf(!hasSshd)("what is in the way", () => {
  test("a machine that turns connections away", async () => {
    machine.cable.cut()
    expect(await link.open()).toMatchObject({ cause: "unreachable" })
  })

  test("a host key that is not known, and one that is another", async () => {
    machine.forgetHostKey()
    expect(await link.open()).toMatchObject({ cause: "host-key-unknown" })
    machine.changeHostKey()
    expect(await link.open()).toMatchObject({ cause: "host-key-changed" })
  })

  test("a login that is refused asks nobody for a password", async () => {
    machine.refuse()
    const trouble = await link.open()
    expect(trouble).toMatchObject({ cause: "login-refused" })
    expect(trouble?.why).toContain("Permission denied")
  })

  test("no ssh at all", async () => {
    const without = farLink({ ssh: join(machine.folder, "none"), folder: machine.folder } as PrivateSshd)
    expect(await without.open()).toMatchObject({ cause: "no-ssh" })
    expect(existsSync(join(machine.folder, "none"))).toBe(false)
  })
})

describe.skipIf(!hasSshd)("an account", () => {
  test("without a shell is told from a machine that is away", async () => {
    await machine.remove()
    machine = await PrivateSshd.start(tmux, { config: ["ForceCommand echo not for you; exit 1"] })
    link = farLink(machine)
    expect(await link.open()).toMatchObject({ cause: "no-shell" })
  })

  test("whose login prints things is no other than one that does not", async () => {
    await machine.remove()
    machine = await PrivateSshd.start(tmux, {
      config: ['ForceCommand printf "hello\\nno end"; eval "$SSH_ORIGINAL_COMMAND"'],
    })
    link = farLink(machine)
    expect(await link.open()).toBeUndefined()
    expect(await output("echo here")).toBe("here\n")
    let said = ""
    const session = link.session(shellWords(["echo", "there"]), {
      onBytes: (bytes) => {
        said += new TextDecoder().decode(bytes)
      },
      onEnd: () => {},
    })
    expect("notStarted" in session ? -1 : await session.gone).toBe(0)
    await eventually("only what it said", () => said === "there\n")
  })
})
