import { describe, expect, test } from "bun:test"
import { codeOf, importsOf, sourceFiles } from "./sources.ts"

/** Data that every part may speak of: what the engine asks for. */
const contract = "src/engine/effect.ts"

/** The folders of `src` and what each may import; `type` only for the compiler. Everyone: `locale`, the contract, packages. */
const rules: Readonly<Record<string, { readonly run: readonly string[]; readonly type: readonly string[] }>> = {
  locale: { run: [], type: [] },
  config: { run: [], type: [] },
  screen: { run: [], type: [] },
  language: { run: ["screen"], type: ["screen"] },
  engine: { run: ["screen", "language"], type: ["screen", "language"] },
  tmux: { run: ["screen", "process", "ssh"], type: ["screen", "process", "ssh"] },
  ssh: { run: ["process"], type: ["process"] },
  process: { run: [], type: [] },
  store: { run: [], type: [] },
  wecom: { run: [], type: [] },
  // What a pane's secrets look like is known in `screen`.
  delivery: { run: ["store", "wecom", "screen"], type: ["store", "wecom", "screen"] },
  // What a person typed may be a secret, and what a pane shows may steer.
  approvals: { run: ["store", "screen"], type: ["store", "screen"] },
  // Told as the service tells it: which lines are new, which program a command is.
  authoring: {
    run: ["screen", "language", "engine", "tmux", "process"],
    type: ["screen", "language", "engine", "tmux", "process"],
  },
  daemon: { run: everythingBut("cli", "daemon", "authoring"), type: everythingBut("cli", "daemon", "authoring") },
  cli: { run: everythingBut("cli"), type: everythingBut("cli") },
  "main.ts": { run: ["cli"], type: ["cli"] },
}

function everythingBut(...folders: string[]): string[] {
  const all =
    "locale config screen language engine tmux ssh process store wecom delivery approvals authoring daemon".split(" ")
  return all.filter((folder) => !folders.includes(folder))
}

const folderOf = (file: string) => file.split("/")[1] ?? ""

test("every folder of src has its rule", () => {
  const folders = new Set(sourceFiles().map(folderOf))
  expect([...folders].filter((folder) => rules[folder] === undefined)).toEqual([])
})

test("folders import only what the architecture lets them", () => {
  const wrong = sourceFiles().flatMap((file) =>
    importsOf(file)
      .filter(({ isOwn, target }) => isOwn && target.startsWith("src/"))
      .filter(({ target, isType }) => {
        const to = folderOf(target)
        const { run = [], type = [] } = rules[folderOf(file)] ?? {}
        return target !== contract && to !== folderOf(file) && to !== "locale" && !(isType ? type : run).includes(to)
      })
      .map(({ target }) => `${file} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

test("nothing in src imports from outside of it", () => {
  const outside = sourceFiles().flatMap((file) =>
    importsOf(file)
      .filter(({ isOwn, target }) => isOwn && !/^(src|rules|package\.json)(\/|$)/.test(target))
      .map(({ target }) => `${file} imports ${target}`),
  )
  expect(outside).toEqual([])
})

/** Pure: text and data in, data out. Neither these nor anything they import may touch the world. */
const pure = "language screen engine locale authoring/screen authoring/play authoring/explain"
  .split(" ")
  .map((folder) => `src/${folder}/`)
const pureFiles = ["src/tmux/protocol.ts", "src/wecom/errors.ts", "src/delivery/render.ts"]
const impure =
  /\b(Date\.now|performance\.now|new Date\(\)|setTimeout|setInterval|setImmediate|process|Bun|fetch)\b|Math\.random/

describe("pure files", () => {
  const roots = sourceFiles().filter(
    (file) => pure.some((folder) => file.startsWith(folder)) || pureFiles.includes(file),
  )

  /** Everything that runs because of `file`, with the way to it. */
  function reached(file: string, way: readonly string[] = [], seen = new Map<string, readonly string[]>()) {
    if (seen.has(file)) return seen
    seen.set(file, [...way, file])
    for (const { target, isOwn, isType } of importsOf(file)) {
      if (isType) continue
      if (isOwn && /\.(ts|js)$/.test(target)) reached(target, [...way, file], seen)
      else if (!isOwn) seen.set(target, [...way, file, target])
    }
    return seen
  }

  test("import neither bun nor node, not even by way of others", () => {
    const wrong = roots.flatMap((file) =>
      [...reached(file)].filter(([target]) => /^(bun|node)(:|$)/.test(target)).map(([, way]) => way.join(" → ")),
    )
    expect(wrong).toEqual([])
  })

  test("read no clock, set no timer, use nothing of the machine", () => {
    const files = new Set(roots.flatMap((file) => [...reached(file).keys()]).filter((file) => file.startsWith("src/")))
    const wrong = [...files].flatMap((file) => {
      const found = file.endsWith(".gen.js") ? null : impure.exec(codeOf(file))
      return found === null ? [] : [`${file} uses ${found[0]}`]
    })
    expect(wrong).toEqual([])
  })

  test("are there at all", () => {
    expect(roots.length).toBeGreaterThan(10)
    for (const file of pureFiles) expect(roots).toContain(file)
  })
})
