/** Looking for a server: is one there, is it for us, and do people have panes on it. */
import { killOwn, listPlaces, type Place, parsePlaces } from "./own-session.ts"
import { type Cause, isDenied, isNoServer, type Reach } from "./reach.ts"

export type Found =
  /** `refuses`: the socket is there, and nobody listens. */
  | { readonly kind: "absent"; readonly refuses: boolean }
  | { readonly kind: "there"; readonly places: readonly Place[]; readonly owner: string }
  | { readonly kind: "lost"; readonly why: string; readonly cause: Cause | undefined }

/** Who is there. Only a socket that is not there or leads nowhere is no server; what fails otherwise may come back. */
export async function find(reach: Reach): Promise<Found> {
  const hindrance = await reach.open()
  if (hindrance !== undefined) return { kind: "lost", ...hindrance }
  const socket = await reach.socket()
  if (socket.kind === "away") return { kind: "absent", refuses: false }
  if (socket.kind === "denied") return { kind: "lost", why: "EACCES", cause: "socket-denied" }
  const ran = await reach.run([listPlaces.name, ...listPlaces.words])
  const owner = socket.kind === "there" ? socket.owner : ""
  if (ran.ok) return { kind: "there", places: parsePlaces(ran.output.split("\n")), owner }
  if (isNoServer(ran.error)) return { kind: "absent", refuses: true }
  return { kind: "lost", why: ran.error, cause: isDenied(ran.error) ? "socket-denied" : undefined }
}

/**
 * Takes away what an earlier connection of ours has left: where the way to another machine broke without a word, our client
 * there has not heard of it yet. What remains are the places of others.
 */
export async function removeLeft(
  reach: Reach,
  places: readonly Place[],
  marks: ReadonlySet<string>,
): Promise<readonly Place[]> {
  const left = places.filter(({ mark }) => marks.has(mark))
  for (const mark of new Set(left.map((place) => place.mark))) {
    for (const { name, words } of killOwn(places, mark)) await reach.run([name, ...words])
  }
  return places.filter((place) => !left.includes(place))
}
