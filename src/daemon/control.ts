/** The control socket: HTTP over a Unix socket in the state folder (0700), for the other commands of this host. */
import { chmodSync, rmSync } from "node:fs"
import { join } from "node:path"
import type { Answer } from "../approvals/approvals.ts"
import type { AskStatus } from "./ask-status.ts"
import type { Emission, Emitted } from "./events.ts"
import type { KnownPane } from "./known-panes.ts"
import { type DecideRequest, decideRequestIn, emissionIn, maxRequestBytes } from "./requests.ts"
import type { Status } from "./status.ts"

/** A command does not wait longer for a service that hangs. */
const askTimeoutMs = 2_000
/** A CLI's hook waits even less. */
const emitTimeoutMs = 1_000

const socketOf = (stateFolder: string): string => join(stateFolder, "fleetai.sock")

export type Opened =
  | { readonly ok: true; readonly close: () => void }
  | { readonly ok: false; readonly path: string; readonly code: string }

/** What the service answers. */
export interface Answers {
  readonly status: () => Status
  readonly panes: () => readonly KnownPane[]
  /** Open asks and those whose decision is being carried out. */
  readonly asks: () => readonly AskStatus[]
  /** Any ask that is kept. */
  readonly ask: (id: string) => AskStatus | undefined
  readonly decide: (request: DecideRequest) => Answer
  readonly emit: (emission: Emission) => Emitted
}

type Handler = (url: URL, request: Request) => unknown

/** A request that is none of ours. */
const notUnderstood = Symbol("not understood")

/** By method and path; undefined is "there is no such thing". */
const handlers = (answers: Answers): Readonly<Record<string, Handler>> => ({
  "GET /status": () => answers.status(),
  "GET /panes": () => answers.panes(),
  "GET /asks": () => answers.asks(),
  "GET /ask": ({ searchParams }) => answers.ask(searchParams.get("id") ?? ""),
  "POST /decide": async (_, request) => {
    const wanted = decideRequestIn(await bodyOf(request))
    return wanted === undefined ? notUnderstood : answers.decide(wanted)
  },
  "POST /emit": async (_, request) => {
    const emission = emissionIn(await bodyOf(request))
    return emission === undefined ? notUnderstood : answers.emit(emission)
  },
})

/** Undefined: no JSON. */
const bodyOf = (request: Request): Promise<unknown> => request.json().catch(() => undefined)

/** The lock is held already, so a socket that is still there belongs to nobody. */
export function openControl(stateFolder: string, answers: Answers): Opened {
  const path = socketOf(stateFolder)
  const known = handlers(answers)
  try {
    rmSync(path, { force: true })
    const server = Bun.serve({
      unix: path,
      maxRequestBodySize: maxRequestBytes,
      fetch: async (request) => {
        const url = new URL(request.url)
        const handler = known[`${request.method} ${url.pathname}`]
        const answer = handler && (await handler(url, request))
        if (answer === notUnderstood) return new Response(null, { status: 400 })
        return answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer)
      },
    })
    // Its folder keeps others out; should that be opened, this does.
    chmodSync(path, 0o600)
    return {
      ok: true,
      close: () => {
        void server.stop(true)
        rmSync(path, { force: true })
      },
    }
  } catch (error) {
    return { ok: false, path, code: error instanceof Error && "code" in error ? String(error.code) : String(error) }
  }
}

/** What comes of a question to the service. */
export type Reply<Answered> =
  | { readonly kind: "answer"; readonly answer: Answered }
  /** Nobody listens: nothing was done. */
  | { readonly kind: "nobody" }
  /** It was asked, and has not answered in time: what it was asked for may still be done. */
  | { readonly kind: "silent" }
  /** There is no such thing, or it did not understand (another version), or too much was said: nothing was done. */
  | { readonly kind: "refused"; readonly status: number }

/** The running service's status; undefined: none answers. */
export const askStatus = async (stateFolder: string): Promise<Status | undefined> =>
  answerIn(await ask<Status>(stateFolder, "status"))

/** The panes that the running service sees, and what it remembers of them; undefined: none answers. */
export const askPanes = async (stateFolder: string): Promise<readonly KnownPane[] | undefined> =>
  answerIn(await ask<readonly KnownPane[]>(stateFolder, "panes"))

export const askAsks = (stateFolder: string): Promise<Reply<readonly AskStatus[]>> =>
  ask<readonly AskStatus[]>(stateFolder, "asks")

export const askAsk = (stateFolder: string, id: string): Promise<Reply<AskStatus>> =>
  ask<AskStatus>(stateFolder, `ask?id=${encodeURIComponent(id)}`)

export const askDecide = (
  stateFolder: string,
  request: DecideRequest,
  timeoutMs = askTimeoutMs,
): Promise<Reply<Answer>> => ask<Answer>(stateFolder, "decide", timeoutMs, request)

export const askEmit = (stateFolder: string, emission: Emission, timeoutMs = emitTimeoutMs): Promise<Reply<Emitted>> =>
  ask<Emitted>(stateFolder, "emit", timeoutMs, emission)

const answerIn = <Answered>(reply: Reply<Answered>): Answered | undefined =>
  reply.kind === "answer" ? reply.answer : undefined

/** connect(2): no socket, or nobody behind it. */
const nobodyCodes: ReadonlySet<unknown> = new Set(["ENOENT", "ECONNREFUSED", "FailedToOpenSocket", "ConnectionRefused"])

/** The service is this very program: its answers are taken at their word. */
async function ask<Answered>(
  stateFolder: string,
  what: string,
  timeoutMs = askTimeoutMs,
  body?: unknown,
): Promise<Reply<Answered>> {
  try {
    const answer = await fetch(`http://fleetai/${what}`, {
      unix: socketOf(stateFolder),
      proxy: false,
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    })
    if (answer.ok) return { kind: "answer", answer: (await answer.json()) as Answered }
    // It broke over the question: nobody knows how far it got.
    return answer.status >= 500 ? { kind: "silent" } : { kind: "refused", status: answer.status }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined
    return { kind: nobodyCodes.has(code) ? "nobody" : "silent" }
  }
}
