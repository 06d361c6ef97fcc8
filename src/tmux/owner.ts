/** Who owns a socket on this machine. */
import { readFileSync } from "node:fs"
import { userInfo } from "node:os"

const known = new Map<number, string>()

/** A user's name; of one that only a directory service knows, the number. */
export function userName(uid: number): string {
  let name = known.get(uid)
  if (name === undefined) {
    name = (uid === process.getuid?.() ? ownName() : inPasswd(uid)) ?? String(uid)
    known.set(uid, name)
  }
  return name
}

/** Undefined: a number without a name, as in some containers. */
function ownName(): string | undefined {
  try {
    return userInfo().username
  } catch {
    return undefined
  }
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
