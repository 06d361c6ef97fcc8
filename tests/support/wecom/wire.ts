/** Writes an answer to the connection, whole or spoilt. */
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Answer } from "./codes.ts"
import type { FaultOrder } from "./faults.ts"

const html = (status: number) => `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`
const jsonType = { "content-type": "application/json; charset=UTF-8" }
const htmlType = { "content-type": "text/html" }

export function reply(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, jsonType)
  response.end(JSON.stringify(body))
}

/** `answer` is what WeCom would have said. */
export function spoil(request: IncomingMessage, response: ServerResponse, fault: FaultOrder, answer: Answer): void {
  const text = JSON.stringify(answer)
  const delayMs = fault.delayMs ?? 60_000
  switch (fault.transport) {
    case undefined:
      reply(response, answer)
      return
    case "http-500":
    case "http-502": {
      const status = fault.transport === "http-500" ? 500 : 502
      response.writeHead(status, htmlType)
      response.end(html(status))
      return
    }
    case "html":
      response.writeHead(200, htmlType)
      response.end(html(200))
      return
    case "empty":
      response.writeHead(200, jsonType)
      response.end()
      return
    case "half":
      response.writeHead(200, { ...jsonType, "content-length": String(text.length) })
      response.write(text.slice(0, text.length >> 1))
      setTimeout(() => request.socket.destroy(), 5)
      return
    case "reset":
      request.socket.destroy()
      return
    case "slow": {
      const timer = setTimeout(() => reply(response, answer), delayMs)
      response.on("close", () => clearTimeout(timer))
      return
    }
    case "drip": {
      response.writeHead(200, { ...jsonType, "content-length": String(text.length) })
      let sent = 0
      const timer = setInterval(() => {
        response.write(text.slice(sent, sent + 1))
        if (++sent === text.length) response.end()
      }, delayMs)
      response.on("close", () => clearInterval(timer))
      return
    }
    default:
      fault.transport satisfies never
  }
}
