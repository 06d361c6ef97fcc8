/**
 * A value that never prints: not in logs, not in JSON, not in errors, not by `console.log`. Only `reveal()`, at the
 * place that sends it, gives it away.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return hidden
  }

  toJSON(): string {
    return hidden
  }

  [Symbol.toPrimitive](): string {
    return hidden
  }

  /** What `console.log` and `util.inspect` print. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return hidden
  }
}

const hidden = "[secret]"
