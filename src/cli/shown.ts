/** Text of panes and files on a person's terminal: none of it may steer the terminal. */

/** Control characters and marks that turn the direction of text. */
const steering = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/** Tabs become one blank, what steers a terminal a dot. */
export const oneLine = (text: string): string => text.replaceAll("\t", " ").replace(steering, "·")
