/** What `tmux` says to people. Ids begin with "tmux.". */
import type { Entry } from "./phrase.ts"

export const tmux = {
  "tmux.absent": {
    en: "tmux ({socket}): no server yet; watching begins by itself when one starts",
    "zh-CN": "tmux（{socket}）：还没有服务器；一旦启动就会自动开始监视",
  },
  "tmux.connected": {
    en: "tmux ({socket}): connected, version {version}, process {pid}",
    "zh-CN": "tmux（{socket}）：已连接，版本 {version}，进程 {pid}",
  },
  "tmux.lost": {
    en: "tmux ({socket}): connection lost ({why}); trying again",
    "zh-CN": "tmux（{socket}）：连接断开（{why}），正在重连",
  },
  "tmux.fallback": {
    en: "tmux ({socket}): version {version} turns control clients away ({why}); watching goes on by forked commands, slower. Restarting the tmux server may cure it",
    "zh-CN":
      "tmux（{socket}）：{version} 版服务器拒绝控制模式客户端（{why}），已改为逐次调用 tmux 命令，速度较慢；重启 tmux 服务器可能会恢复",
  },
} as const satisfies Record<string, Entry>
