/** Faults on demand: the next `times` calls of a path go wrong in the named way. */

/** What can happen to a request or its answer on the wire. */
export const transports = [
  /** HTTP 500 with an HTML page. */
  "http-500",
  /** HTTP 502 with an HTML page, as a relay sends it. */
  "http-502",
  /** HTTP 200 and no body. */
  "empty",
  /** The answer breaks off in the middle. */
  "half",
  /** The answer comes after `delayMs`. */
  "slow",
  /** One byte of the answer every `delayMs`. */
  "drip",
  /** The request was taken, the connection is reset before the answer. */
  "reset",
  /** HTTP 200 and something that is no JSON. */
  "html",
] as const
export type Transport = (typeof transports)[number]

export const apiPaths = ["gettoken", "message/send", "agent/get", "webhook/send"] as const
export type ApiPath = (typeof apiPaths)[number]

export interface FaultOrder {
  /** Undefined: every path. */
  readonly path?: ApiPath
  /** WeCom's refusal; or, exclusively, `transport`. */
  readonly code?: number
  readonly transport?: Transport
  /** Undefined: for ever. */
  readonly times?: number
  /** Only for `transport`: did WeCom act on the request? Default: no for http-500 and http-502, yes for the others. */
  readonly delivered?: boolean
  readonly delayMs?: number
}

export class Faults {
  #orders: { readonly order: FaultOrder; left: number }[] = []

  add(order: FaultOrder): void {
    this.#orders.push({ order, left: order.times ?? Number.POSITIVE_INFINITY })
  }

  clear(): void {
    this.#orders = []
  }

  /** The fault for this call, used up once; earlier orders first. */
  take(path: ApiPath): FaultOrder | undefined {
    const due = this.#orders.find(({ order, left }) => left > 0 && (order.path === undefined || order.path === path))
    if (due === undefined) return undefined
    due.left--
    return due.order
  }
}

export function actedOn({ transport, delivered }: FaultOrder): boolean {
  return delivered ?? (transport !== "http-500" && transport !== "http-502")
}
