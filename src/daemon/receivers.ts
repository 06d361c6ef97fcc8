/** The channels that some receiver uses, in the order of their first use. */
import type { ChannelName, Config } from "../config/config.ts"

export const channelsInUse = ({ receivers }: Config): readonly ChannelName[] => [
  ...new Set(receivers.flatMap(({ channels }) => channels)),
]
