/** A network cable: a port of loopback that leads to another one, until it is pulled. */
import { type AddressInfo, connect, createServer, type Socket } from "node:net"

export class Cable {
  readonly port: number
  readonly #server
  readonly #pairs = new Set<readonly [Socket, Socket]>()
  #mode: "through" | "silent" | "refused" = "through"

  private constructor(to: number, port: number, server: ReturnType<typeof createServer>) {
    this.port = port
    this.#server = server
    server.on("connection", (near) => this.#join(near, to))
  }

  static async to(port: number): Promise<Cable> {
    const server = createServer()
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
    return new Cable(port, (server.address() as AddressInfo).port, server)
  }

  /** Nothing goes through any more, and nobody is told: what is open stays so. */
  pull(): void {
    this.#mode = "silent"
    for (const pair of this.#pairs) silence(pair)
  }

  /** New connections go through again; the old ones stay dead, as behind a router that has forgotten them. */
  plug(): void {
    this.#mode = "through"
  }

  /** Every connection breaks, and new ones are turned away. */
  cut(): void {
    this.#mode = "refused"
    for (const pair of this.#pairs) for (const end of pair) end.destroy()
    this.#pairs.clear()
  }

  remove(): void {
    this.cut()
    this.#server.close()
  }

  #join(near: Socket, to: number): void {
    if (this.#mode === "refused") {
      near.destroy()
      return
    }
    const distant = connect(to, "127.0.0.1")
    const pair = [near, distant] as const
    this.#pairs.add(pair)
    for (const end of pair) end.on("error", () => end.destroy())
    near.on("close", () => this.#ended(pair, distant))
    distant.on("close", () => this.#ended(pair, near))
    near.pipe(distant)
    distant.pipe(near)
    if (this.#mode === "silent") silence(pair)
  }

  /** Of a cable that is pulled the other end hears nothing. */
  #ended(pair: readonly [Socket, Socket], other: Socket): void {
    if (this.#mode !== "silent" && !silent.has(pair)) other.destroy()
  }
}

/** Pairs that lead nowhere, though both ends are open. */
const silent = new WeakSet<readonly [Socket, Socket]>()

function silence(pair: readonly [Socket, Socket]): void {
  silent.add(pair)
  const [near, distant] = pair
  near.unpipe(distant)
  distant.unpipe(near)
  near.resume()
  distant.resume()
}
