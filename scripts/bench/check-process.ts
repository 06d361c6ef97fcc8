/** One check of so many rules in a process that has done nothing before; prints milliseconds: the check, and a yardstick beside it. */
import { compile } from "../../src/language/compile.ts"
import { printDiagnostics } from "../../src/language/print.ts"
import { manyRules } from "./rules.ts"
import { yardstickMs } from "./yardstick.ts"

const text = manyRules(Number(process.argv[2]), process.argv[3] === "plain" ? "plain" : "mixed")
const began = performance.now()
const { diagnostics } = compile({
  own: [{ path: "bench.rules", text }],
  stock: [],
  receivers: new Set(["phone", "desk"]),
  routes: [{ severity: "info", receivers: ["phone"] }],
})
const told = printDiagnostics(diagnostics, "en")
const ms = performance.now() - began
if (told !== "") throw new Error(told)
console.log(JSON.stringify({ ms, bytes: Buffer.byteLength(text), yardstick: yardstickMs() }))
