/** What other commands ask of the service, checked: the socket belongs to this user, the words may come from anywhere. */
import * as v from "valibot"
import type { Wish } from "../approvals/wish.ts"
import type { Emission } from "./events.ts"

/** Bytes of a request: the longest reply, and every field of an event. */
export const maxRequestBytes = 1024 * 1024

export interface DecideRequest {
  /** Null: the only ask that is open. */
  readonly id: string | null
  readonly wish: Wish
  /** Who decides, as the command's user is called. */
  readonly who: string
}

const short = v.pipe(v.string(), v.maxLength(1_000))
const wish = v.union([
  v.object({ what: v.picklist(["approve", "deny"]) }),
  v.object({ what: v.literal("choose"), choice: v.number() }),
  v.object({ what: v.literal("choose"), label: short }),
  v.object({ what: v.literal("reply"), text: v.string() }),
])
const decideRequest = v.object({ id: v.nullable(short), wish, who: short })
const emission = v.object({
  name: short,
  fields: v.record(short, v.string()),
  socket: short,
  server: v.number(),
  pane: short,
})

/** Undefined: it is none. */
export const decideRequestIn = (body: unknown): DecideRequest | undefined => parsed(decideRequest, body)
export const emissionIn = (body: unknown): Emission | undefined => parsed(emission, body)

function parsed<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> | undefined {
  const result = v.safeParse(schema, body)
  return result.success ? result.output : undefined
}
