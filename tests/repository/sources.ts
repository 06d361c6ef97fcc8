/** The sources as the repository tests see them. */
import { readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"

export const root = join(import.meta.dir, "../..")

export function sourceFiles(): string[] {
  return [...new Bun.Glob("src/**/*.{ts,js}").scanSync(root)].filter((file) => !file.endsWith(".d.ts")).toSorted()
}

export function read(file: string): string {
  return readFileSync(join(root, file), "utf8")
}

export interface Import {
  /** A path from the root for our own files, else the package as it is named. */
  readonly target: string
  readonly isOwn: boolean
  /** Gone when the program runs. */
  readonly isType: boolean
}

const importPattern =
  /^\s*(?:import|export)\s+(?<type>type\s)?[^"';]*?from\s*"(?<from>[^"]+)"|^\s*import\s+"(?<bare>[^"]+)"|\bimport\(\s*"(?<late>[^"]+)"/gm

/** What `file` imports, late imports (`import("…")`) included. */
export function importsOf(file: string): Import[] {
  return [...read(file).matchAll(importPattern)].map(({ groups = {} }) => {
    const named = groups["from"] ?? groups["bare"] ?? groups["late"] ?? ""
    const isOwn = named.startsWith(".")
    const target = isOwn ? relative(root, join(root, dirname(file), named)) : named
    return { target, isOwn, isType: groups["type"] !== undefined }
  })
}

/** The code alone: comments, strings and regular expressions may speak of anything. */
export function codeOf(file: string): string {
  const quoted = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g
  return read(file).replace(quoted, (text) => " ".repeat(text.length))
}
