/** What `tmux` says to people. Ids begin with "tmux.". */
import type { Entry } from "./phrase.ts"

export const tmux = {
  "tmux.absent": {
    en: "tmux ({socket}): no server yet; watching begins by itself when one starts",
    "zh-CN": "tmux（{socket}）：还没有服务器；一旦启动就会自动开始监视",
  },
  "tmux.connecting": {
    en: "tmux ({socket}): connecting",
    "zh-CN": "tmux（{socket}）：正在连接",
  },
  "tmux.connected": {
    en: "tmux ({socket}): connected, version {version}, process {pid}",
    "zh-CN": "tmux（{socket}）：已连接，版本 {version}，进程 {pid}",
  },
  "tmux.lost": {
    en: "tmux ({socket}): connection lost ({why}); trying again",
    "zh-CN": "tmux（{socket}）：连接断开（{why}），正在重连",
  },
  "tmux.lost-because": {
    en: "tmux ({socket}): {what} ({why}); trying again. {cure}",
    "zh-CN": "tmux（{socket}）：{what}（{why}），会自动重试。{cure}",
  },
  "tmux.socket-denied": {
    en: "the server belongs to another user, who has not let you in",
    "zh-CN": "服务器属于另一个用户，没有权限",
  },
  "tmux.socket-denied-cure": {
    en: 'Run fleetai as that user, watch it with ssh = "USER@localhost", or let that user run `tmux server-access -a YOU` (tmux 3.3) on a socket in a folder that you both can enter',
    "zh-CN":
      '请以该用户运行 fleetai，或用 ssh = "用户@localhost" 监视，或让该用户在双方都能进入的目录里开放套接字并执行 `tmux server-access -a 你的用户名`（tmux 3.3）',
  },
  "tmux.no-ssh": { en: "ssh cannot be started", "zh-CN": "无法启动 ssh" },
  "tmux.no-ssh-cure": {
    en: "Install OpenSSH's client, or add its folder to fleetai's PATH",
    "zh-CN": "请安装 OpenSSH 客户端，或把它所在的目录加入 fleetai 的 PATH",
  },
  "tmux.ssh-config": { en: "ssh refuses its own configuration", "zh-CN": "ssh 的配置有误" },
  "tmux.ssh-config-cure": {
    en: "Correct ~/.ssh/config, or its permissions",
    "zh-CN": "请修正 ~/.ssh/config 或它的权限",
  },
  "tmux.unreachable": { en: "the machine cannot be reached", "zh-CN": "无法连接主机" },
  "tmux.unreachable-cure": {
    en: "Is it on, and on the network, and does its ssh server run?",
    "zh-CN": "请确认它已开机、已联网，且 ssh 服务正在运行",
  },
  "tmux.name-unknown": { en: "no machine of that name is known", "zh-CN": "找不到这个主机名" },
  "tmux.name-unknown-cure": {
    en: "Correct `ssh` in config.toml, add a Host to ~/.ssh/config, or see to the name server",
    "zh-CN": "请修正 config.toml 的 `ssh`，或在 ~/.ssh/config 中添加 Host，或检查 DNS",
  },
  "tmux.host-key-unknown": { en: "ssh does not know the machine's key yet", "zh-CN": "ssh 还不认识这台主机的密钥" },
  "tmux.host-key-unknown-cure": {
    en: "Connect once by hand with `ssh`, compare the fingerprint, and say yes",
    "zh-CN": "请先手动 `ssh` 连接一次，核对指纹后输入 yes",
  },
  "tmux.host-key-changed": {
    en: "the machine shows ANOTHER key than before: it was set up anew, or it is not that machine",
    "zh-CN": "主机的密钥与之前不同：可能重装过，也可能不是原来那台",
  },
  "tmux.host-key-changed-cure": {
    en: "If you know why, remove the old key with `ssh-keygen -R`, and connect once by hand",
    "zh-CN": "确认原因后用 `ssh-keygen -R` 删除旧密钥，再手动连接一次",
  },
  "tmux.login-refused": { en: "the login was refused", "zh-CN": "登录被拒绝" },
  "tmux.login-refused-cure": {
    en: "`ssh -o BatchMode=yes` to it must work without a question: put your key there with ssh-copy-id; a key with a passphrase needs an ssh-agent that fleetai can reach (SSH_AUTH_SOCK)",
    "zh-CN":
      "`ssh -o BatchMode=yes` 必须无需输入即可登录：用 ssh-copy-id 把公钥放过去；有口令的密钥需要 fleetai 能访问的 ssh-agent（SSH_AUTH_SOCK）",
  },
  "tmux.no-shell": { en: "the login worked, but no sh answered", "zh-CN": "已登录，但没有得到 sh 的回应" },
  "tmux.no-shell-cure": {
    en: "The account needs a shell, without a forced command, and login files that ask nothing",
    "zh-CN": "该账户需要可用的 shell，不能有强制命令，登录脚本也不能等待输入",
  },
  "tmux.no-tmux": {
    en: "no tmux there: neither on the PATH of a command by ssh, nor in the usual folders, nor on the PATH of a login shell",
    "zh-CN": "那里没有 tmux：ssh 命令的 PATH、常见目录和登录 shell 的 PATH 里都找不到",
  },
  "tmux.no-tmux-cure": {
    en: "Install it there, or link it into ~/.local/bin",
    "zh-CN": "请在那里安装，或链接到 ~/.local/bin",
  },
  "tmux.fallback": {
    en: "tmux ({socket}): version {version} turns control clients away ({why}); watching goes on by forked commands, slower. Restarting the tmux server may cure it",
    "zh-CN":
      "tmux（{socket}）：{version} 版服务器拒绝控制模式客户端（{why}），已改为逐次调用 tmux 命令，速度较慢；重启 tmux 服务器可能会恢复",
  },
} as const satisfies Record<string, Entry>
