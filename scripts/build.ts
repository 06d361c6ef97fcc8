/**
 * Builds `dist/fleetai`: one executable with everything inside. `--target bun-linux-arm64` builds for another machine,
 * as `dist/fleetai-linux-arm64`; `--outfile PATH` puts it elsewhere.
 */
import { join } from "node:path"
import { parseArgs } from "node:util"
import { version } from "../package.json"

const root = join(import.meta.dir, "..")
const { values } = parseArgs({ options: { target: { type: "string" }, outfile: { type: "string" } } })

const suffix = values.target === undefined ? "" : `-${values.target.replace(/^bun-/, "")}`
const outfile = values.outfile ?? join(root, `dist/fleetai${suffix}`)

const args = [
  "build",
  "--compile",
  "--minify",
  "--sourcemap=linked",
  "--bytecode",
  // --bytecode needs it.
  "--format=esm",
  // Without these two the executable would obey the .env and the bunfig.toml of whatever folder it is started in.
  "--no-compile-autoload-dotenv",
  "--no-compile-autoload-bunfig",
  `--define=BUILD_VERSION=${JSON.stringify(version)}`,
  ...(values.target === undefined ? [] : [`--target=${values.target}`]),
  `--outfile=${outfile}`,
  join(root, "src/main.ts"),
]
const { exitCode } = Bun.spawnSync([process.execPath, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] })
process.exit(exitCode)
