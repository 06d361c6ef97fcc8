/** Who owns a socket on this machine. */
import { readFileSync } from "node:fs"

const known = new Map<number, string>()

/** A user's name; of one that only a directory service knows, the number. */
export function userName(uid: number): string {
  let name = known.get(uid)
  if (name === undefined) {
    name = inPasswd(uid) ?? (uid === process.getuid?.() ? ownName() : undefined) ?? String(uid)
    known.set(uid, name)
  }
  return name
}

/** A user of a directory service; `userInfo()` of Bun knows no more than the environment says. */
function ownName(): string | undefined {
  const name = process.env["USER"] ?? process.env["LOGNAME"]
  return name === "" ? undefined : name
}

/** passwd(5): name, password, uid, … */
function inPasswd(uid: number): string | undefined {
  let text: string
  try {
    text = readFileSync("/etc/passwd", "utf8")
  } catch {
    return undefined
  }
  const fields = text.split("\n").map((line) => line.split(":"))
  return fields.find(([, , number]) => number === String(uid))?.[0]
}
