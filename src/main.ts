/** The executable: hands the arguments to the table of commands. */
import { main } from "./cli/main.ts"

// Whoever reads our output may stop early (`fleetai --help | head -1`); that is no fault.
process.stdout.on("error", (error) => {
  if ("code" in error && error.code === "EPIPE") process.exit(0)
  throw error
})
process.exitCode = await main(process.argv.slice(2), process.env)
