import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { programOf, programOfGroup } from "../../src/process/program.ts"

/** The program's name for a command line with plain spaces. */
const name = (line: string) => programOf(line.split(" "))?.name

describe("the program people mean", () => {
  const cases: Record<string, string> = {
    "/usr/bin/vim x": "vim",
    "node /usr/local/bin/claude --resume": "claude",
    "node --max-old-space-size=4096 -r /x/hook.js /usr/bin/codex": "codex",
    "/usr/bin/node /x/lib/node_modules/@openai/codex/bin/codex.js": "codex",
    "node /x/node_modules/@anthropic-ai/claude-code/cli.js": "claude",
    "node /x/node_modules/@google/gemini-cli/dist/index.js": "gemini",
    "node /home/me/fleet/dist/index.js": "fleet",
    "bun /home/me/agent.ts": "agent",
    "bun run dev.ts": "dev",
    "python3.11 -m aider.main": "aider",
    "python3 -u /opt/aider/bin/aider": "aider",
    "python -c 1": "python",
    node: "node",
    "npx claude": "claude",
    "npx -y @openai/codex@latest exec": "codex",
    "bunx opencode-ai@1.2": "opencode",
    "npm exec @anthropic-ai/claude-code": "claude",
    "pnpm dlx gemini-cli": "gemini",
    "npm run build": "npm",
    "uvx --from aider-chat aider": "aider",
    "sudo -u root -E claude": "claude",
    "sudo -- env A=1 B=2 nice -n 5 node /x/claude": "claude",
    "env -u X claude": "claude",
    "/nix/store/abc/bin/.claude-wrapped": "claude",
    "/x/.claude-unwrapped --x": "claude",
    "bash /usr/local/bin/claude": "claude",
    "sh ./build.sh": "build",
    "cargo build": "cargo",
    "sudo -s": "sudo",
    "timeout 1h claude": "claude",
    "timeout -k 5 --signal=INT 1h claude --resume": "claude",
    "caffeinate -i -t 3600 claude": "claude",
    "direnv exec . claude": "claude",
    "mise exec node@22 -- claude": "claude",
    "mise x -- claude": "claude",
    "systemd-run --user --scope -p MemoryMax=4G claude": "claude",
    "strace -f -o /tmp/x claude": "claude",
    "dbus-run-session -- claude": "claude",
    "firejail --net=none claude": "claude",
    "taskset 3 claude": "claude",
    "docker exec -it box claude": "docker",
  }
  for (const [line, wanted] of Object.entries(cases)) test(line, () => expect(name(line)).toBe(wanted))

  test("a program that put its title in place of its arguments", () => {
    expect(programOf(["claude"])?.name).toBe("claude")
    expect(programOf(["npm exec @openai/codex"])?.name).toBe("codex")
    expect(programOf(["/path with space/claude"])?.name).toBe("claude")
  })

  test("no arguments, no program", () => {
    expect(programOf([])).toBeUndefined()
    expect(programOf([""])).toBeUndefined()
  })

  test("nothing makes it throw, or run for ever", () => {
    const word = fc.oneof(
      fc.constantFrom("sudo", "env", "npx", "node", "-m", "--", "-u", "sh", "-c", "run"),
      fc.string(),
    )
    fc.assert(fc.property(fc.array(word), (argv) => void programOf(argv)))
  })
})

describe("a shell", () => {
  test("waits for commands", () => {
    for (const line of ["bash", "-zsh", "/usr/bin/fish -l", "bash --login", "sudo -u me bash"]) {
      expect(programOf(line.split(" "))?.shell).toBe(true)
    }
  })

  test("that runs a script or a command is none", () => {
    for (const line of ["bash x.sh", "sh -c sleep", "zsh -lc x", "vim", "sh -e /x/claude"]) {
      expect(programOf(line.split(" "))?.shell).toBe(false)
    }
  })
})

test("what only wraps is known by what it runs", () => {
  for (const line of ["su me -c claude", "script -qc claude /dev/null", "bwrap --ro-bind / / claude"]) {
    const wrapper = programOf(line.split(" "))
    expect(wrapper?.wraps).toBe(true)
    expect(
      programOfGroup(wrapper, () => [
        ["sh", "-c", "claude"],
        ["node", "/x/claude"],
      ])?.name,
    ).toBe("claude")
  }
})
