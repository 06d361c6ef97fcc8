/** The executable: hands the arguments to the table of commands. */
import { main } from "./cli/main.ts"

process.exitCode = await main(process.argv.slice(2), process.env)
