/** What the service says while it runs, and what `run`, `check` and `status` say about it. */
import type { Entry } from "./phrase.ts"

export const daemon = {
  "daemon.rules-none": { en: "{path} holds no .rules files", "zh-CN": "{path} 里没有 .rules 文件" },
  "daemon.rules-unreadable": { en: "{path} cannot be read ({code})", "zh-CN": "无法读取 {path}（{code}）" },
  "daemon.rules-not-utf8": {
    en: "{path}:{line}:{column}: not UTF-8",
    "zh-CN": "{path}:{line}:{column}：不是 UTF-8 编码",
  },
  "daemon.rules-too-many": { en: "more than {limit} rule files", "zh-CN": "规则文件超过了 {limit} 个" },
  "daemon.rules-broken": {
    en: "the rules are broken: nothing was started. Mend them, or see: fleetai check",
    "zh-CN": "规则有错误，没有启动。请修正，或查看：fleetai check",
  },
  "daemon.rules-last-good": {
    en: "THE RULES ARE BROKEN: running with the last set that worked ({count} rules). Mend them and start again; see: fleetai check",
    "zh-CN": "规则有错误：现在用的是上一次可用的规则（{count} 条）。请修正后重新启动；查看：fleetai check",
  },
  "daemon.rules-last-good.title": { en: "{host} · the rules are broken", "zh-CN": "{host} · 规则有错误" },
  "daemon.rules-last-good.body": {
    en: "fleetai runs with the last rules that worked. On the host, run: fleetai check",
    "zh-CN": "fleetai 正在使用上一次可用的规则。请在主机上运行：fleetai check",
  },
  "daemon.rules-loaded": { en: "rules: {count}, from {place}", "zh-CN": "规则：{count} 条，来自 {place}" },
  "daemon.rules-embedded": { en: "the embedded set", "zh-CN": "内置规则" },
  "daemon.rules-files": { en: "files ({count})", "zh-CN": "{count} 个文件" },
  "daemon.already-running": {
    en: "fleetai already runs with {state} (pid {pid}); look at it with: fleetai status",
    "zh-CN": "fleetai 已经在用 {state} 运行（pid {pid}）；查看：fleetai status",
  },
  "daemon.state-folder": {
    en: "the state folder {state} cannot be made ({code}); set `state` in config.toml to a folder of your own",
    "zh-CN": "无法建立状态目录 {state}（{code}）；请在 config.toml 里把 `state` 设为您自己的目录",
  },
  "daemon.state-writable": {
    en: "others can write into the state folder {state}: they could decide in your place. Run: chmod 700 {state}",
    "zh-CN": "状态目录 {state} 允许他人写入，他人可以代您作出决定。请执行：chmod 700 {state}",
  },
  "daemon.state-open": {
    en: "OTHERS CAN ENTER the state folder {state}, in which pane text and messages are kept. Run: chmod 700 {state}",
    "zh-CN": "状态目录 {state} 允许他人进入，其中保存着窗格内容和消息。请执行：chmod 700 {state}",
  },
  "daemon.started": { en: "fleetai {version} watches (pid {pid})", "zh-CN": "fleetai {version} 开始看护（pid {pid}）" },
  "daemon.dry-run": {
    en: "dry run: nothing is sent and no key is pressed",
    "zh-CN": "演练：不发消息，也不按键",
  },
  "daemon.stopping": { en: "stopping", "zh-CN": "正在停止" },
  "daemon.watching": {
    en: "{host}: {panes} panes in {sessions} sessions",
    "zh-CN": "{host}：{sessions} 个会话，{panes} 个窗格",
  },
  "daemon.to-terminal": {
    en: "WeCom is not configured: messages for {receiver} are shown here. To reach a phone set WECOM_CORP_ID, WECOM_AGENT_ID, WECOM_APP_SECRET (or WECOM_WEBHOOK), then: fleetai doctor",
    "zh-CN":
      "还没有配置企业微信：发给 {receiver} 的消息显示在这里。要发到手机，请设置 WECOM_CORP_ID、WECOM_AGENT_ID、WECOM_APP_SECRET（或 WECOM_WEBHOOK），然后运行：fleetai doctor",
  },
  "daemon.channels": { en: "{receiver} → {channels}", "zh-CN": "{receiver} → {channels}" },
  "daemon.fired-notify": {
    en: "{rule}: message for {receivers} about {session}:{window} {pane}",
    "zh-CN": "{rule}：{session}:{window} {pane}，通知 {receivers}",
  },
  "daemon.fired-later": {
    en: "{rule}: message for {receivers} about {session}:{window} {pane}, at the end of quiet hours",
    "zh-CN": "{rule}：{session}:{window} {pane}，免打扰时段结束后通知 {receivers}",
  },
  "daemon.fired-ask": {
    en: "{rule}: ask {id} for {receivers} about {session}:{window} {pane}; answer with: fleetai asks",
    "zh-CN": "{rule}：{session}:{window} {pane}，请求 {id} 发给 {receivers}；查看并回复：fleetai asks",
  },
  "daemon.fired-run": {
    en: "{rule}: runs {program} for {session}:{window} {pane}",
    "zh-CN": "{rule}：{session}:{window} {pane}，运行 {program}",
  },
  "daemon.shadow-does": {
    en: "{rule} (on trial): would do {what} for {session}:{window} {pane}",
    "zh-CN": "{rule}（试运行）：{session}:{window} {pane}，本来会执行 {what}",
  },
  "daemon.shadow-tells": {
    en: "{rule} (on trial): would send a message about {session}:{window} {pane}",
    "zh-CN": "{rule}（试运行）：{session}:{window} {pane}，本来会发消息",
  },
  "daemon.settled-decided": { en: "{id}: decided", "zh-CN": "{id}：已决定" },
  "daemon.settled-done": { en: "{id}: done", "zh-CN": "{id}：已完成" },
  "daemon.settled-elsewhere": {
    en: "{id}: answered at the keyboard, or no longer asked; nothing was pressed",
    "zh-CN": "{id}：已在键盘上处理或不再询问；没有按键",
  },
  "daemon.settled-changed": {
    en: "{id}: decided, but NOTHING was pressed, or not all: the screen showed something else by then",
    "zh-CN": "{id}：已决定，但没有按键或没有按完：屏幕内容当时已经变了",
  },
  "daemon.settled-failed": {
    en: "{id}: decided, but the keys could not be pressed, or had no effect",
    "zh-CN": "{id}：已决定，但按键失败或没有效果",
  },
  "daemon.still-asked": { en: "Still waiting for you", "zh-CN": "仍在等您答复" },
  "daemon.ask-elsewhere.title": { en: "{id}: already answered", "zh-CN": "{id}：已处理" },
  "daemon.ask-elsewhere.body": {
    en: "Answered at the keyboard, or no longer asked. Nothing was pressed.",
    "zh-CN": "已在键盘上处理，或不再询问。没有按键。",
  },
  "daemon.ask-changed.title": { en: "{id}: NOT done", "zh-CN": "{id}：没有执行" },
  "daemon.ask-changed.body": {
    en: "The screen showed something else by then: nothing was pressed, or not all. Look at the pane.",
    "zh-CN": "屏幕内容当时已经变了：没有按键或没有按完。请查看窗格。",
  },
  "daemon.ask-failed.title": { en: "{id}: FAILED", "zh-CN": "{id}：执行失败" },
  "daemon.ask-failed.body": {
    en: "The keys could not be pressed, or had no effect. Look at the pane.",
    "zh-CN": "按键失败或没有效果。请查看窗格。",
  },
  "daemon.ask-interrupted.title": { en: "{id}: NOT done", "zh-CN": "{id}：没有执行" },
  "daemon.ask-interrupted.body": {
    en: "fleetai ended before the decision was carried out, or in the middle of it; nothing is done twice. Look at the pane: if it still waits, it is asked anew.",
    "zh-CN": "fleetai 在执行决定之前或途中退出；不会重复执行。请查看窗格：如果仍在等待，会重新询问。",
  },
  "daemon.ask-forgotten.title": { en: "{id}: closed", "zh-CN": "{id}：已关闭" },
  "daemon.ask-forgotten.body": {
    en: "fleetai no longer knows what it was about. Look at the pane: if it still waits, it is asked anew.",
    "zh-CN": "fleetai 已不记得它的来由。请查看窗格：如果仍在等待，会重新询问。",
  },
  "daemon.ask-expired.title": { en: "{id}: closed", "zh-CN": "{id}：已关闭" },
  "daemon.ask-expired.body": {
    en: "Nobody decided for days. Look at the pane: if it still waits, it is asked anew.",
    "zh-CN": "多日无人处理。请查看窗格：如果仍在等待，会重新询问。",
  },
  "daemon.ask-crowded.title": { en: "{id}: closed", "zh-CN": "{id}：已关闭" },
  "daemon.ask-crowded.body": {
    en: "Too many asks are open, and this was the oldest. Look at the pane: it is asked anew when others are answered.",
    "zh-CN": "待处理的请求过多，这是最早的一个。请查看窗格：其他请求处理之后会重新询问。",
  },
  "daemon.closed-changed": {
    en: "{id} ({rule}): the decision came too late, and nothing was pressed",
    "zh-CN": "{id}（{rule}）：决定来得太晚，没有按键",
  },
  "daemon.closed-crowded": {
    en: "{id} ({rule}) is closed, the oldest of more than {limit} open asks; it is asked anew when there is room",
    "zh-CN": "待处理的请求超过 {limit} 个，已关闭最早的 {id}（{rule}）；有空位时会重新询问",
  },
  "daemon.closed-expired": {
    en: "{id} ({rule}) is closed: nobody decided for days. If it still waits, it is asked anew",
    "zh-CN": "{id}（{rule}）已关闭：多日无人处理。如果仍在等待，会重新询问",
  },
  "daemon.closed-forgotten": {
    en: "{id} ({rule}) is closed: nothing is known any more of what it was about",
    "zh-CN": "{id}（{rule}）已关闭：已不记得它的来由",
  },
  "daemon.closed-interrupted": {
    en: "{id} ({rule}): fleetai ended before the decision was carried out, or in the middle of it; nothing is done twice",
    "zh-CN": "{id}（{rule}）：fleetai 在执行决定之前或途中退出；不会重复执行",
  },
  "daemon.ran": { en: "{rule}: {program} ended well", "zh-CN": "{rule}：{program} 运行成功" },
  "daemon.run-failed": { en: "{rule}: {program} {how}: {said}", "zh-CN": "{rule}：{program} {how}：{said}" },
  "daemon.run-exited": { en: "ended with {code}", "zh-CN": "退出码 {code}" },
  "daemon.run-killed": { en: "was ended by {signal}", "zh-CN": "被信号 {signal} 终止" },
  "daemon.run-timeout": { en: "was ended: its time was over", "zh-CN": "超时，已终止" },
  "daemon.run-stopped": { en: "was ended: fleetai stops", "zh-CN": "因 fleetai 停止而终止" },
  "daemon.run-not-started": { en: "could not be started ({code})", "zh-CN": "无法启动（{code}）" },
  "daemon.run-no-home": {
    en: "could not be started: there is no home folder {folder}",
    "zh-CN": "无法启动：主目录 {folder} 不存在",
  },
  "daemon.run-crowded": { en: "was not started: too many wait already", "zh-CN": "等待的程序过多，没有启动" },
  "daemon.run-open": {
    en: "before the restart {program} was run by {rule}; nobody knows how it ended. It is not run again",
    "zh-CN": "重启之前规则 {rule} 运行了 {program}，结果无法确定；不会再运行一次",
  },
  "daemon.emit-unwatched": { en: "{pane} is not watched by the service", "zh-CN": "服务没有看护 {pane}" },
  "daemon.emit-unwatched-hint": {
    en: "see what is: fleetai status; and `socket`, `sessions`, `panes` of [[host]] in config.toml",
    "zh-CN": "查看看护的窗格：fleetai status；以及 config.toml 里 [[host]] 的 `socket`、`sessions`、`panes`",
  },
  "daemon.emit-crowded": {
    en: "more than {limit} events in a minute from this pane: not taken",
    "zh-CN": "这个窗格一分钟内的事件超过 {limit} 个，没有接收",
  },
  "daemon.emit-crowded-hint": { en: "emit only what changes", "zh-CN": "请只在变化时发送" },
  "daemon.fired-send": {
    en: "{rule}: keys {keys} for {session}:{window} {pane}",
    "zh-CN": "{rule}：{session}:{window} {pane}，按键 {keys}",
  },
  "daemon.pressed": { en: "{rule}: {keys} pressed in {pane}", "zh-CN": "{rule}：已在 {pane} 按下 {keys}" },
  "daemon.pressed-unknown": {
    en: "{rule}: nobody knows whether {keys} were pressed in {pane}: tmux did not answer. They are not pressed again",
    "zh-CN": "{rule}：无法确定是否已在 {pane} 按下 {keys}（tmux 没有应答）；不会再按一次",
  },
  "daemon.not-pressed": {
    en: "{rule}: {keys} NOT pressed in {pane}: {why}",
    "zh-CN": "{rule}：没有在 {pane} 按下 {keys}：{why}",
  },
  "daemon.refused-copy-mode": { en: "the pane is in copy mode", "zh-CN": "窗格处于复制模式" },
  "daemon.refused-typing": { en: "somebody is typing there", "zh-CN": "有人正在输入" },
  "daemon.refused-unreachable": { en: "tmux does not answer", "zh-CN": "tmux 没有应答" },
  "daemon.refused-gone": { en: "the pane is gone", "zh-CN": "窗格已经关闭" },
  "daemon.refused-other-process": { en: "another process owns the pane now", "zh-CN": "窗格里已经是另一个进程" },
  "daemon.refused-failed": { en: "it failed", "zh-CN": "执行失败" },
  "daemon.refused-unbracketed": {
    en: "several lines are only pasted where a program has asked for bracketed paste: here each would be an answer of its own",
    "zh-CN": "只有程序启用了括号粘贴，才会粘贴多行内容：否则每一行都会成为一次单独的回答",
  },
  "daemon.refused-changed": { en: "the screen shows something else now", "zh-CN": "屏幕内容已经变了" },
  "daemon.intent-open": {
    en: "before the restart {keys} was about to be pressed in {pane} by {rule}; nobody knows whether it was. It is not pressed again",
    "zh-CN": "重启之前规则 {rule} 正要在 {pane} 按下 {keys}，是否已按下无法确定；不会再按一次",
  },
  "daemon.intent-open.title": { en: "{host} · please look at {pane}", "zh-CN": "{host} · 请查看 {pane}" },
  "daemon.block-ended": {
    en: "rule {rule} was in the middle of its steps in {pane} when fleetai ended; the rest of them is not done",
    "zh-CN": "fleetai 退出时，规则 {rule} 在 {pane} 的步骤还没有做完；剩下的不再执行",
  },
  "daemon.state-forgotten": {
    en: "what was known before cannot be read, so old messages may come again: {fault}",
    "zh-CN": "无法读取之前的状态，旧消息可能会再发一次：{fault}",
  },
  "daemon.channel-was-down": {
    en: "{name} was down when it was last tried: {why}. {cure}",
    "zh-CN": "{name} 上次使用时不可用：{why}。{cure}",
  },
  "daemon.not-told": {
    en: "a message of fleetai itself could not be kept: {fault}",
    "zh-CN": "无法保存 fleetai 自己的一条消息：{fault}",
  },
  "daemon.bug": {
    en: "this is a bug in fleetai, please report it: {message}",
    "zh-CN": "这是 fleetai 自身的缺陷，请反馈：{message}",
  },
  "daemon.rules-zero": {
    en: "there are no rules: nothing will ever be told. Delete `rules` in config.toml to use the embedded ones",
    "zh-CN": "没有任何规则，不会发出任何通知。删去 config.toml 里的 `rules` 即可使用内置规则",
  },
  "daemon.rules-own": {
    en: 'your own rules take the place of the embedded ones; to keep those too, write in a rules file: use "default"',
    "zh-CN": '您自己的规则取代了内置规则；要同时保留内置规则，请在规则文件里写：use "default"',
  },
  "daemon.rules-not-kept": {
    en: "the rules could not be kept for a start with broken ones ({code})",
    "zh-CN": "无法保存这份可用的规则以备不时之需（{code}）",
  },
  "daemon.no-tmux": {
    en: "there is no tmux program in PATH: install tmux 3.2 or later; watching begins by itself then",
    "zh-CN": "PATH 里没有 tmux：请安装 tmux 3.2 或更高版本，之后会自动开始看护",
  },
  "daemon.store-fault": {
    en: "the state cannot be written: {fault} Nothing is sent or pressed until it can; trying again every second",
    "zh-CN": "无法写入状态：{fault} 在恢复之前不会发送，也不会按键；每秒重试",
  },
  "daemon.store-well": { en: "the state can be written again", "zh-CN": "状态已恢复写入" },
  "daemon.control-failed": {
    en: "the control socket {path} cannot be opened ({code}): `fleetai status` will not see this service",
    "zh-CN": "无法打开控制套接字 {path}（{code}）：`fleetai status` 将看不到这个服务",
  },
  "daemon.delivery-fault": {
    en: "the outbox cannot be used: {fault} Trying again",
    "zh-CN": "发件箱无法使用：{fault} 稍后重试",
  },
  "daemon.sent": {
    en: "{receiver}: delivered by {channel} in {ms} ms",
    "zh-CN": "{receiver}：已由 {channel} 送达（{ms} 毫秒）",
  },
  "daemon.sent-doubled": {
    en: "{receiver}: delivered by {channel}, perhaps twice: the first outcome was unknown",
    "zh-CN": "{receiver}：已由 {channel} 送达，可能重复（第一次的结果不明）",
  },
  "daemon.partly": {
    en: "{receiver}: delivered by {channel}, but not to everyone: {what}",
    "zh-CN": "{receiver}：已由 {channel} 送达，但有人没有收到：{what}",
  },
  "daemon.attempt-failed": {
    en: "{receiver}: not delivered: {why}. {cure}",
    "zh-CN": "{receiver}：没有送达：{why}。{cure}",
  },
  "daemon.delivery-failed": { en: "{receiver}: GIVEN UP: {reason}", "zh-CN": "{receiver}：放弃发送：{reason}" },
  "daemon.crowded": {
    en: "{receiver}: GIVEN UP: more than {limit} messages wait; the oldest of the least important were dropped ({count})",
    "zh-CN": "{receiver}：放弃发送：等待的消息超过 {limit} 条，已丢弃最不重要的旧消息（{count} 条）",
  },
  "daemon.crowded.title": { en: "{host} · messages were dropped", "zh-CN": "{host} · 有消息被丢弃" },
  "daemon.crowded.body": {
    en: "More than {limit} messages waited: the oldest of the least important were given up. On the host, run: fleetai status",
    "zh-CN": "等待发送的消息超过 {limit} 条，最不重要的旧消息已被放弃。请在主机上运行：fleetai status",
  },
  "daemon.channel-down": { en: "CHANNEL DOWN: {why}. {cure}", "zh-CN": "通道不可用：{why}。{cure}" },
  "daemon.channel-up": { en: "{channel} works again", "zh-CN": "{channel} 已恢复" },
  "daemon.once-none": { en: "no tmux server to look at", "zh-CN": "没有可看的 tmux 服务器" },
  "daemon.once-undelivered": {
    en: "{count} messages could not be delivered yet; they stay in the outbox for the next run",
    "zh-CN": "还有 {count} 条消息没有送达；它们留在发件箱，下次运行时再发",
  },

  "daemon.check-clean": {
    en: "no problems (files: {files}, rules: {rules})",
    "zh-CN": "没有问题（文件 {files} 个，规则 {rules} 条）",
  },
  "daemon.check-problems": {
    en: "errors: {errors}, warnings: {warnings} (files: {files})",
    "zh-CN": "{files} 个文件：{errors} 个错误，{warnings} 个警告",
  },
  "daemon.check-config-broken": {
    en: "{path} is broken: receivers are not checked; see: fleetai check without a path",
    "zh-CN": "{path} 有错误，不检查接收者；详见不带路径的：fleetai check",
  },
  "daemon.check-paths": {
    en: "rule files or folders; without any, the configured rules, else the embedded ones",
    "zh-CN": "规则文件或目录；不写则检查配置里的规则，没有配置就检查内置规则",
  },
  "daemon.check-deny": { en: "warnings count as errors", "zh-CN": "警告也算错误" },
  "daemon.run-once": { en: "one look at every pane, deliver, and end", "zh-CN": "每个窗格只看一次，送达后结束" },
  "daemon.run-dry": {
    en: "show what would happen; send nothing, press nothing",
    "zh-CN": "只显示会做什么：不发送，不按键",
  },

  "daemon.status-none": {
    en: "no running service; this is one look of its own",
    "zh-CN": "服务没有在运行；以下是现在看到的情况",
  },
  "daemon.status-service": {
    en: "fleetai {version}, pid {pid}, running for {duration}",
    "zh-CN": "fleetai {version}，pid {pid}，已运行 {duration}",
  },
  "daemon.status-hosts": { en: "tmux", "zh-CN": "tmux" },
  "daemon.status-panes": { en: "panes", "zh-CN": "窗格" },
  "daemon.status-no-panes": { en: "no panes are watched", "zh-CN": "没有看护任何窗格" },
  "daemon.status-channels": { en: "channels", "zh-CN": "通道" },
  "daemon.status-channel-ok": { en: "{name}: well", "zh-CN": "{name}：正常" },
  "daemon.status-channel-unused": { en: "{name}: nothing sent yet", "zh-CN": "{name}：还没有发过消息" },
  "daemon.status-channel-down": {
    en: "{name}: DOWN for {duration}: {reason}",
    "zh-CN": "{name}：{duration}来无法使用：{reason}",
  },
  "daemon.status-exit-ip": { en: "WeCom sees this host as {ip}", "zh-CN": "企业微信看到的本机 IP 是 {ip}" },
  "daemon.status-messages": {
    en: "messages: {waiting} waiting, {sent} sent, {failed} failed",
    "zh-CN": "消息：等待 {waiting}，已发 {sent}，失败 {failed}",
  },
  "daemon.status-held": {
    en: "messages: {held} held until quiet hours end",
    "zh-CN": "消息：{held} 条等待免打扰时段结束",
  },
  "daemon.status-asks": {
    en: "open asks: {count} (see: fleetai asks)",
    "zh-CN": "待处理的请求：{count}（请看：fleetai asks）",
  },
  "daemon.status-quiet": { en: "quiet {duration}", "zh-CN": "静止 {duration}" },
} as const satisfies Record<string, Entry>
