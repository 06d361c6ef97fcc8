/** References to values kept elsewhere: `env:NAME`, `file:PATH`, `credential:NAME`, or the literal value itself. */
import { type Phrase, phrase } from "../locale/phrase.ts"
import { absolute, join } from "./paths.ts"
import type { FileReading, Surroundings } from "./surroundings.ts"

export type Resolved =
  | { readonly ok: true; readonly value: string; readonly literal: boolean }
  | { readonly ok: false; readonly message: Phrase; readonly help: Phrase }

/** Bits of a file's mode that let others than its owner in. */
export const othersMayRead = 0o077

/**
 * What a setting refers to, blanks at its ends cut. `base`: the folder that relative `file:` paths begin at. An empty
 * value counts as missing.
 */
export function resolveReference(setting: string, base: string, around: Surroundings): Resolved {
  const [, kind, rest] = /^(env|file|credential):(.*)$/s.exec(setting.trim()) ?? []
  switch (kind) {
    case "env":
      return fromEnvironment(rest ?? "", around)
    case "file":
      return fromFile(absolute(rest ?? "", base, around.home), around)
    case "credential":
      return fromCredential(rest ?? "", around)
    default:
      return { ok: true, value: setting.trim(), literal: true }
  }
}

function fromEnvironment(name: string, { env }: Surroundings): Resolved {
  const value = env[name]?.trim() ?? ""
  if (value !== "") return { ok: true, value, literal: false }
  return fault(phrase("config.no-variable", { name }), phrase("config.no-variable-help", { name }))
}

function fromFile(path: string, around: Surroundings): Resolved {
  const reading = around.readFile(path)
  if (!reading.ok) return unreadable(path, reading)
  if ((reading.mode & othersMayRead) !== 0) {
    const mode = reading.mode.toString(8).padStart(4, "0")
    return fault(phrase("config.open-file", { path, mode }), phrase("config.open-file-help", { path }))
  }
  return nonEmpty(path, reading.text)
}

/** systemd guards the folder itself, so the mode is not looked at (systemd.exec(5), LoadCredential=). */
function fromCredential(name: string, around: Surroundings): Resolved {
  const folder = around.env["CREDENTIALS_DIRECTORY"] ?? ""
  if (name === "" || name.includes("/") || name === "." || name === "..") {
    return fault(phrase("config.bad-credential", { name }), phrase("config.bad-credential-help"))
  }
  if (folder === "") return fault(phrase("config.no-credentials"), phrase("config.no-credentials-help", { name }))
  const path = join(folder, name)
  const reading = around.readFile(path)
  return reading.ok ? nonEmpty(path, reading.text) : unreadable(path, reading)
}

function nonEmpty(path: string, text: string): Resolved {
  const value = text.trim()
  if (value !== "") return { ok: true, value, literal: false }
  return fault(phrase("config.empty-file", { path }), phrase("config.empty-file-help"))
}

function unreadable(path: string, { missing, detail }: Extract<FileReading, { ok: false }>): Resolved {
  if (missing) return fault(phrase("config.no-file", { path }), phrase("config.no-file-help", { path }))
  return fault(phrase("config.unreadable-file", { path, detail }), phrase("config.unreadable-file-help", { path }))
}

function fault(message: Phrase, help: Phrase): Resolved {
  return { ok: false, message, help }
}
