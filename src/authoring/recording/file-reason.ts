/** Why a file could not be read or written, for people: the system's own sentences are in one language, and repeat the path. */
import { type Phrase, phrase } from "../../locale/phrase.ts"

const words: Readonly<Record<string, Phrase>> = {
  ENOENT: phrase("authoring.file-missing"),
  ENOTDIR: phrase("authoring.file-missing"),
  EACCES: phrase("authoring.file-forbidden"),
  EPERM: phrase("authoring.file-forbidden"),
  EISDIR: phrase("authoring.file-folder"),
  EEXIST: phrase("authoring.file-exists"),
  ENOSPC: phrase("authoring.file-full"),
  EROFS: phrase("authoring.file-read-only"),
}

/** What is in no table is told by its code, as in EIO; what has none by its message. */
export function fileReason(error: unknown): Phrase | string {
  const code = codeOf(error)
  if (code?.startsWith("Z_")) return phrase("authoring.file-packing")
  if (code !== undefined) return words[code] ?? code
  return error instanceof Error ? error.message : String(error)
}

/** Whether the path is what is wrong, and not what stands in the file. */
export function isPathProblem({ id, values }: Phrase): boolean {
  const { reason } = values
  const isPacking = typeof reason === "object" && "id" in reason && reason.id === "authoring.file-packing"
  return id === "authoring.recording-unreadable" && !isPacking
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined
