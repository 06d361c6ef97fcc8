/** `fleetai version`: which build this is. */
import { phrase } from "../locale/phrase.ts"
import { type CommandFile, exit, isGiven } from "./command.ts"

/** Put in by the build; absent when the sources run as they are. */
declare const BUILD_VERSION: string | undefined

export const version = typeof BUILD_VERSION === "string" ? BUILD_VERSION : "0.0.0-source"

export const command: CommandFile = {
  describe(command, say) {
    command.option("--json", say(phrase("cli.json-option")))
  },
  async run(call) {
    const build = { version, bun: Bun.version, platform: `${process.platform}-${process.arch}` }
    call.terminal.out(
      isGiven(call, "json") ? JSON.stringify(build) : `fleetai ${version} (bun ${build.bun}, ${build.platform})`,
    )
    return exit.ok
  },
}
