/** What the shell of another machine is asked about tmux, and what it answers. POSIX sh, and nothing that must be installed. */
import { shellWord } from "../ssh/quote.ts"
import type { SocketSight } from "./reach.ts"

/** A command over there that takes longer is ended: seconds. A server that hangs would keep it, and with it the shell. */
const commandS = 5

/** Where tmux is though a shell that nobody logged in to does not look there: Homebrew, MacPorts, pkgsrc, Entware, Nix, by hand. */
const usualFolders = [
  ...["/usr/local/bin", "/opt/homebrew/bin", "/opt/local/bin", "/usr/pkg/bin", "/opt/bin", "/snap/bin"],
  ...["$HOME/.local/bin", "$HOME/bin", "$HOME/.nix-profile/bin", "/run/current-system/sw/bin"],
  ...["/nix/var/nix/profiles/default/bin", "/home/linuxbrew/.linuxbrew/bin"],
]

/**
 * Defines `bounded COMMAND…`, which ends a command whose time is over, and prints where tmux is: on the PATH, in the usual
 * folders, where a login shell finds it. Not found: status 1, and the last line says where was looked.
 */
export const findTmux = `unset TMUX TMUX_PANE
if timeout -s KILL ${commandS} true 2>/dev/null
then bounded() { timeout -s KILL ${commandS} "$@"; }
else bounded() {
  "$@" & one=$!
  (sleep ${commandS}; kill -KILL $one) >/dev/null 2>&1 & two=$!
  wait $one; code=$?
  kill $two 2>/dev/null
  return $code
}
fi
uid=$(id -u)
tmux=$(command -v tmux)
[ -n "$tmux" ] || for folder in ${usualFolders.map((folder) => `"${folder}"`).join(" ")}
do [ -x "$folder/tmux" ] && tmux=$folder/tmux && break
done
[ -n "$tmux" ] || tmux=$(bounded "\${SHELL:-/bin/sh}" -lc 'command -v tmux' 2>/dev/null | tail -n 1)
case $tmux in
/*) printf '%s\\n' "$tmux" ;;
*) printf '%s\\n' "$PATH"; false ;;
esac`

/** Where tmux(1) puts the socket: in a folder per user; `socket` as in ServerAddress. */
function socketWord(socket: string | undefined): string {
  if (socket?.startsWith("/") === true) return shellWord(socket)
  return `"\${TMUX_TMPDIR:-/tmp}/tmux-$uid/"${shellWord(socket ?? "default")}`
}

/** For after findTmux: prints the socket's line of `ls`, or why there is none. Only where it is there this takes a process. */
export const socketLine = (socket: string | undefined): string => `at=${socketWord(socket)}
if [ -S "$at" ]; then ls -ldi "$at"
elif [ -d "\${at%/*}" ] && [ ! -x "\${at%/*}" ]; then echo denied
else echo away
fi`

/** What socketLine printed. */
export function socketSight(output: string): SocketSight {
  const line = output.trim()
  if (line === "denied" || line === "away") return { kind: line }
  // ls(1): inode, mode, links, user, group …
  const [, id, owner] = /^(\d+)\s+\S+\s+\d+\s+(\S+)/.exec(line) ?? []
  return id === undefined || owner === undefined ? { kind: "unknown" } : { kind: "there", id, owner }
}
