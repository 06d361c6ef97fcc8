/** What each code of the checker means: a title, and a page that says why it matters and what to do. */
import type { Entry } from "./phrase.ts"

export const codes = {
  "language.E101.title": { en: "a statement is not written as the language wants it", "zh-CN": "语句的写法不对" },
  "language.E101.page": {
    en: "The caret stands under the first word that does not fit; the help shows how the statement is written. The other statements of the file are read all the same.",
    "zh-CN": "标记指向第一个不合语法的地方，提示里给出正确的写法。文件里的其他语句照常检查。",
  },
  "language.E102.title": {
    en: "a word that the language does not know, or a reserved word as a name",
    "zh-CN": "语言里没有的词，或把保留字用作名称",
  },
  "language.E102.page": {
    en: "Statements, severities, units and filters are fixed words. A near one is suggested only when it is at most two letters away. Words of the language cannot name a rule, a list or a template.",
    "zh-CN":
      "语句、级别、单位和过滤器都是固定的词。只有最多差两个字母时才会给出建议。语言自己的词不能用作规则、列表或模板的名称。",
  },
  "language.E103.title": { en: "a string that is never closed", "zh-CN": "字符串没有结束" },
  "language.E103.page": {
    en: 'A string ends on its line. Text of several lines stands between `"""` and `"""`.',
    "zh-CN": '字符串必须在同一行结束。多行文本写在两个 `"""` 之间。',
  },
  "language.E104.title": { en: "a regex that is never closed", "zh-CN": "正则没有结束" },
  "language.E104.page": {
    en: "A regex ends on its line with a slash; a slash that belongs to it is written `\\/`.",
    "zh-CN": "正则必须在同一行以斜杠结束；正则里的斜杠写作 `\\/`。",
  },
  "language.E105.title": { en: "a bracket or brace without its partner", "zh-CN": "括号不成对" },
  "language.E105.page": {
    en: "The opening one is shown when it is never closed, the closing one when it closes nothing. A block that is not closed is taken to end where the next item begins at the margin, so that one missing brace is one problem.",
    "zh-CN":
      "没有结束时指出开头的括号，没有开头时指出结尾的括号。没有结束的块算到下一个顶格的语句为止，因此少一个花括号只报一处错误。",
  },
  "language.E106.title": { en: "full-width punctuation", "zh-CN": "全角标点" },
  "language.E106.page": {
    en: "Input methods write full-width quotes, braces and commas where the language wants the half-width ones. Inside strings they are text like any other.",
    "zh-CN": "输入法容易打出 “ ” ｛ ｝ ； ，等全角标点，而语言只认半角。字符串里面的全角标点是普通文字，不受影响。",
  },
  "language.E107.title": {
    en: "an escape that does not exist, or a control character as text",
    "zh-CN": "不存在的转义，或把控制字符当作文字",
  },
  "language.E107.page": {
    en: 'Escapes are `\\"` `\\\\` `\\n` `\\t` `\\u{…}`, and `\\<` in patterns, `\\{` in messages. `send` types text literally: keys such as Enter are bare words.',
    "zh-CN":
      '转义有 `\\"` `\\\\` `\\n` `\\t` `\\u{…}`，模式里还有 `\\<`，消息里还有 `\\{`。`send` 会原样输入文字；回车等按键不加引号。',
  },
  "language.E108.title": { en: "brackets and blocks nested too deeply", "zh-CN": "括号或块嵌套太深" },
  "language.E108.page": {
    en: "The depth is bounded, so that any text is checked in bounded time. A condition that needs more is better written as several lines of a `when` block.",
    "zh-CN": "嵌套层数有上限，这样任何文本都能在有限时间内检查完。更复杂的条件请写成 `when` 块里的多行。",
  },
  "language.E109.title": { en: "a file that is too long", "zh-CN": "文件太长" },
  "language.E109.page": {
    en: "The length of a file is bounded, so that any file is checked in bounded time. Split it: all files of a folder make one set.",
    "zh-CN": "文件长度有上限，这样任何文件都能在有限时间内检查完。请拆成多个文件：同一目录下的文件会合在一起使用。",
  },
  "language.E110.title": { en: "a key that does not exist", "zh-CN": "不存在的按键" },
  "language.E110.page": {
    en: "Bare words after `send` are keys: Enter, Escape, Tab, the arrows and so on, and C-x, M-x, S-x. Text that is to be typed stands in quotes.",
    "zh-CN": "`send` 后面不加引号的词是按键：Enter、Escape、Tab、方向键等，以及 C-x、M-x、S-x。要输入的文字请加引号。",
  },
  "language.E111.title": { en: "a text pattern or a list that cannot be", "zh-CN": "文本模式或列表的写法不成立" },
  "language.E111.page": {
    en: "In a text pattern `<name>` captures what stands there; a literal `<` is written `\\<`. Between two captures some text must stand, a pattern needs text of its own, and a list has at least one item.",
    "zh-CN":
      "文本模式里 `<name>` 表示捕获那里的文字，`<` 本身写作 `\\<`。两个捕获之间要有文字，模式要有固定的文字，列表至少要有一项。",
  },
  "language.E112.title": {
    en: "a block that is missing, empty or out of place",
    "zh-CN": "缺少块、块为空，或块的位置不对",
  },
  "language.E112.page": {
    en: "Some statements need a block, and its opening brace stands on the same line. An empty `when` would always hold and an empty `do` would do nothing.",
    "zh-CN":
      "有些语句必须带块，左花括号要和语句写在同一行。空的 `when` 会永远成立，空的 `do` 什么也不做，因此都算错误。",
  },
  "language.E113.title": { en: "a number or duration out of range", "zh-CN": "数值或时长超出范围" },
  "language.E113.page": {
    en: "Regions, limits and durations have bounds. The message names the bound.",
    "zh-CN": "区域的行数、次数和时长都有范围，错误信息里会写明。",
  },
  "language.E114.title": {
    en: "something without a part that it needs, such as a rule without `when`",
    "zh-CN": "缺少必需的部分，例如规则没有 `when`",
  },
  "language.E114.page": {
    en: "Without `when` a rule could never fire, without `do` nobody would notice that it did. An agent needs a state, a `retry` needs `until gone for`, an `option` needs the label of its button.",
    "zh-CN":
      "没有 `when` 的规则永远不会触发；没有 `do`，触发了也没有任何效果。agent 至少要有一个状态，`retry` 要有 `until gone for`，`option` 要有按钮上的标签。",
  },
  "language.E115.title": { en: "a file that cannot be read, or is not there", "zh-CN": "无法读取或不存在的文件" },
  "language.E115.page": {
    en: "The system's own word for it stands in brackets: ENOENT is a file that is not there, EACCES one that this user may not read. The other files are checked all the same.",
    "zh-CN": "括号里是系统给出的原因：ENOENT 表示文件不存在，EACCES 表示当前用户无权读取。其他文件照常检查。",
  },
  "language.E116.title": { en: "a file that is not UTF-8", "zh-CN": "不是 UTF-8 编码的文件" },
  "language.E116.page": {
    en: "Rule files are UTF-8, whatever the locale of the machine. The place of the first byte that is not is shown; an editor or iconv(1) can save the file anew.",
    "zh-CN":
      "无论系统区域如何设置，规则文件一律使用 UTF-8。错误指出第一个不合法的字节；请用编辑器或 iconv(1) 转换后保存。",
  },
  "language.E117.title": {
    en: "a step, a text or a condition where it cannot work",
    "zh-CN": "步骤、文字或条件写在了不起作用的地方",
  },
  "language.E117.page": {
    en: "An agent's answers are keys and nothing else; an ask does not ask again, nor does a retry; `$text` is there where a person replied with text; an agent's clauses look at the screen and at facts, because they are what makes its state. The help says what may stand there.",
    "zh-CN":
      "agent 的应答只能是按键；ask 里面不能再问，retry 里面也不能；只有人回复了文字的地方才有 `$text`；agent 的子句只能看屏幕和事实，因为它的状态正是由它们得出的。提示里会写明那里可以写什么。",
  },
  "language.E201.title": { en: "a variable or fact that does not exist", "zh-CN": "不存在的变量或事实" },
  "language.E201.page": {
    en: "A message may name the facts of the pane, `screen`, `matches` and what the rule's own patterns capture. The help names the nearest one, or all of them.",
    "zh-CN":
      "消息里可以用窗格的事实、`screen`、`matches`，以及本规则各模式捕获的名称。提示里会给出最接近的，或列出全部。",
  },
  "language.E202.title": { en: "a capture of an agent that no clause makes", "zh-CN": "没有任何子句捕获的 agent 变量" },
  "language.E202.page": {
    en: "`agent.NAME` is what a clause of the agent captured when it told the state. Looked at are the clauses of every agent that can be in a state the rule's condition allows: `when agent is approval` sees what the `approval` clauses capture, and no others.",
    "zh-CN":
      "`agent.名称` 是 agent 的子句在判断状态时捕获的文字。检查时只看规则条件允许的状态所对应的子句：写 `when agent is approval`，就只能用 `approval` 子句的捕获。",
  },
  "language.E203.title": { en: "a variable that may have no value", "zh-CN": "可能没有值的变量" },
  "language.E203.page": {
    en: "A capture in one branch of `any` or `or`, or in an optional part of a regex, is not set when the rule fires by another way; one of an agent is not set when another clause told the state; `agent` itself is not where no agent is; a field of an event is what its sender says. Say with `default` what stands there then.",
    "zh-CN":
      "如果捕获只出现在 `any` 或 `or` 的某一支里，或在正则的可选部分里，规则从另一支触发时它就没有值；agent 的捕获在由别的子句判断状态时没有值；没有 agent 的窗格没有 `agent`；事件的字段由发送者决定。请用 `default` 写明那时显示什么。",
  },
  "language.E204.title": {
    en: "a value, operator or filter of the wrong type",
    "zh-CN": "值、比较符或过滤器的类型不对",
  },
  "language.E204.page": {
    en: "Each fact has a type: text, duration, percentage, number or flag. It is compared with a value of its type, and a filter takes only the types that it can show.",
    "zh-CN": "每个事实都有类型：文本、时长、百分比、数字或开关。只能和同类型的值比较，过滤器也只接受它能处理的类型。",
  },
  "language.E205.title": {
    en: "a list, pattern, template, rule or receiver that does not exist",
    "zh-CN": "引用了不存在的列表、模式、模板、规则或接收者",
  },
  "language.E205.page": {
    en: "Lists, patterns and templates are defined in the rule files, receivers in config.toml. Two definitions that refer to each other in a circle are reported here too.",
    "zh-CN": "列表、模式和模板在规则文件里定义，接收者在 config.toml 里定义。互相引用成环的定义也在这里报告。",
  },
  "language.E206.title": { en: "a name that is taken", "zh-CN": "名称重复" },
  "language.E206.page": {
    en: "Both places are shown. Lists and patterns share their names, because `@name` may mean either. A capture cannot be named like a fact: the message could not tell them apart. A clause stands in a rule once.",
    "zh-CN":
      "两处位置都会列出。列表和模式共用名称，因为 `@name` 可以指其中任何一个。捕获不能和事实同名，否则消息里无法区分。同一子句在一条规则里只能写一次。",
  },
  "language.E207.title": {
    en: "something that needs a state, on a condition that is an instant",
    "zh-CN": "把需要持续状态的写法用在了瞬间条件上",
  },
  "language.E207.page": {
    en: 'New output, an event and a count of them happen at one moment and are never "still there": they cannot be stable, last, be gone, repeat or be denied, and nothing can be retried until they are gone. Look at the screen or at the agent\'s state instead, or leave the clause out.',
    "zh-CN":
      "新输出、事件和它们的计数只发生在一瞬间，谈不上“仍然存在”：不能要求它稳定、持续、消失或重复，不能取反，也不能重试到它消失。请改为判断屏幕内容或 agent 的状态，或去掉这个子句。",
  },
  "language.E208.title": { en: "`on` with more than facts", "zh-CN": "`on` 里有事实以外的条件" },
  "language.E208.page": {
    en: "`on` says where a rule applies and is judged before the screen is looked at, which keeps many rules cheap. What is on the screen belongs into `when`.",
    "zh-CN": "`on` 表示规则适用的范围，在查看屏幕之前判断，这样规则再多也不费资源。屏幕内容的条件请写在 `when` 里。",
  },
  "language.E301.title": { en: "a regex that is not RE2", "zh-CN": "不是 RE2 正则" },
  "language.E301.page": {
    en: "Regexes are RE2: linear time, so that no pane can make the service hang. There is no look-around and there are no back-references; what must not be there is a condition of its own with `not`.",
    "zh-CN":
      "正则采用 RE2 语法，匹配时间是线性的，任何窗格内容都无法拖慢服务。因此没有环视和反向引用；要排除的内容请另写一个带 `not` 的条件。",
  },
  "language.E302.title": { en: "a regex that is too large", "zh-CN": "正则太大" },
  "language.E302.page": {
    en: "Counted repetitions multiply: a few characters can become millions of instructions. Count less, or use `+`.",
    "zh-CN": "计数重复会成倍放大：几个字符就可能变成上百万条指令。请减少次数，或改用 `+`。",
  },
  "language.E401.title": { en: "a rule that presses keys and is not narrow", "zh-CN": "会按键的规则限定不够" },
  "language.E401.page": {
    en: "A key at the wrong thing cannot be taken back. Such a rule needs a scope (`on`, or an agent's state), a bounded part of the screen (`bottom N` of at most 60 lines, `last line` …, or an agent's state or dialog), a time in which it stands still (`stable` or `for`, 100 ms or more), and a cap (`retry`, or a `cooldown` or `limit` that lets it happen once a second at most). What stands in an `ask` is decided by a person and needs the scope alone; what stands in its `timeout` is decided by nobody. `run` for what a screen shows needs the same.",
    "zh-CN":
      "按错的键收不回来。会按键的规则需要：范围（`on`，或 agent 的状态）、限定的屏幕区域（不超过 60 行的 `bottom N`、`last line` 等，或 agent 的状态和对话框）、保持不变的时间（`stable` 或 `for`，至少 100 毫秒），以及次数限制（`retry`，或折合最多每秒一次的 `cooldown`、`limit`）。写在 `ask` 里的按键由人决定，只需要范围；写在它的 `timeout` 里的则没有人决定。根据屏幕内容 `run` 程序也要满足这些要求。",
  },
  "language.E402.title": { en: "text from a pane that would be typed", "zh-CN": "会把窗格里的文字当作输入" },
  "language.E402.page": {
    en: "Whoever can print into a pane would decide what is typed there, or run. In `send`, `paste`, `answer reply` and `run` stand literals only, and a person's own `$text`; a brace that is meant literally is written `\\{`. A program learns what happened from the JSON on its standard input.",
    "zh-CN":
      "否则谁能往窗格里打印文字，谁就能决定输入什么、运行什么。`send`、`paste`、`answer reply` 和 `run` 里只能写固定的文字，以及人回复的 `$text`；花括号本身写作 `\\{`。程序可以从标准输入的 JSON 得知发生了什么。",
  },
  "language.E702.title": {
    en: "a test that can only pass, or only fail",
    "zh-CN": "结果与规则无关的测试：只会通过，或只会失败",
  },
  "language.E702.page": {
    en: "A test without an `expect`, one that expects nothing before anything was shown, or one that expects what its rules never do, says the same whatever the rules are. It would be read as proof.",
    "zh-CN":
      "没有 `expect`、在显示任何内容之前就 `expect nothing`、或期待规则根本不会做的事，这样的测试不管规则怎么写结果都一样，却会被当成证据。",
  },
  "language.E703.title": { en: "a step of a test before the one above it", "zh-CN": "测试的步骤时间倒退" },
  "language.E703.page": {
    en: "The steps of a test are played in the order in which they stand; each time is counted from the beginning of the test.",
    "zh-CN": "测试的各步按书写顺序执行；每个时间都从测试开始算起。",
  },
  "language.E403.title": {
    en: "a dialog approved without a person, unread or without a limit",
    "zh-CN": "不经人决定、也不看内容或不限次数就批准",
  },
  "language.E403.page": {
    en: "`answer approve` and `answer choose` without a person say yes to whatever the agent wants, and so may any key (`send`, `paste`, `answer reply`) while it may wait for an approval or an answer; only `answer deny` and `send Escape` may not. The rule has to say what that may be (`agent.detail has …`; what it must not be is not enough) and how often (`limit`).",
    "zh-CN":
      "不经人决定的 `answer approve` 和 `answer choose` 会同意 agent 提出的任何要求；agent 可能在等待批准或回答时，任何按键（`send`、`paste`、`answer reply`）也一样，只有 `answer deny` 和 `send Escape` 不会。规则必须写明可以是什么（`agent.detail has …`；只写不能是什么还不够）以及最多几次（`limit`）。",
  },
  "language.E404.title": {
    en: "a program that any printed line would start",
    "zh-CN": "任何人打印一行字就能启动的程序",
  },
  "language.E404.page": {
    en: 'Whatever runs in a pane can print whatever it likes: a web page that an agent reads aloud, a log, a file shown by `cat`. `run` in a rule about `output` would start a program at its word. Let the program that knows say so itself, by `fleetai emit NAME` and `event "NAME"`; or `ask`, and `run` in the block of a decision.',
    "zh-CN":
      '窗格里运行的任何东西都可以打印任意内容：agent 读出的网页、日志、`cat` 显示的文件。`output` 规则里的 `run` 会照着启动程序。请让知情的程序自己用 `fleetai emit NAME` 报告，并写 `event "NAME"`；或者用 `ask`，把 `run` 放进决定的块里。',
  },
  "language.E501.title": {
    en: "a message that asks for more than is delivered",
    "zh-CN": "消息要求的内容超过能送达的长度",
  },
  "language.E501.page": {
    en: "A message has three parts of 2048 bytes at most, a title 384 bytes. Counted are the words, and what `trunc` and `lines` ask for: a column as one byte, a line as 80. A text without a bound is cut to what fits, so it counts nothing; wide characters take more, and are cut as well.",
    "zh-CN":
      "一条消息最多分成三段，每段 2048 字节；标题最多 384 字节。计入的是固定文字，以及 `trunc` 和 `lines` 要求的长度：一列算一个字节，一行算 80 个。没有上限的文字会截到放得下为止，因此不计；宽字符占得更多，同样会被截断。",
  },
  "language.W303.title": { en: "a pattern that matches nearly everywhere", "zh-CN": "几乎到处都匹配的模式" },
  "language.W303.page": {
    en: "A regex that matches the empty string holds on any screen, and one bare word such as `error` stands in prose, in file names and in what people type. Take more of the line, anchor it, or look at fewer lines.",
    "zh-CN":
      "能匹配空串的正则在任何屏幕上都成立；像 `error` 这样的单个常用词会出现在普通文字、文件名和用户的输入里。请多写一些上下文、加上锚点，或缩小区域。",
  },
  "language.W404.title": {
    en: "two rules that may press keys in the same pane",
    "zh-CN": "两条规则可能在同一窗格里按键",
  },
  "language.W404.page": {
    en: "When both hold, each presses its keys without knowing of the other. Give them scopes or agent states that exclude each other, let the `when` of one say `not` to what the other sees, or let one `inhibit` the other. Keys that a person decides about do not count.",
    "zh-CN":
      "两条规则同时成立时会各按各的键，互不知情。请让它们的 `on` 或 agent 状态互相排斥，或在其中一条的 `when` 里用 `not` 排除另一条的条件，或用 `inhibit` 让一条抑制另一条。由人决定的按键不算。",
  },
  "language.W405.title": {
    en: "a rule that its own keys may trigger again",
    "zh-CN": "可能被自己的按键再次触发的规则",
  },
  "language.W405.page": {
    en: "A terminal shows what is typed. When the typed text alone is what the rule looks for, it may go round in a circle. Look for more than that, or add a `cooldown` of 10 s or more, or a `limit`.",
    "zh-CN":
      "终端会显示输入的文字。如果输入的文字本身就满足规则的条件，规则可能循环触发。请让条件更具体，或加上 10 秒以上的 `cooldown`，或 `limit`。",
  },
  "language.W502.title": { en: "text shown unredacted, of any host", "zh-CN": "原样显示任意主机上的文字" },
  "language.W502.page": {
    en: "Rules are shared. `reveal` sends keys, tokens and passwords as they stand on the screen; whoever writes it should know whose screen that is. Name the host in `on`, or leave `reveal` out.",
    "zh-CN":
      "规则是可以共享的。`reveal` 会原样发送屏幕上的密钥、令牌和密码，写的人应当清楚那是谁的屏幕。请在 `on` 里写明主机，或去掉 `reveal`。",
  },
  "language.W601.title": {
    en: "a definition that nothing uses or that another one replaces, or conditions that never hold",
    "zh-CN": "没有用到或被取代的定义，或永远不成立的条件",
  },
  "language.W601.page": {
    en: "A list, pattern or template that nothing refers to is often a name that was mistyped elsewhere. A definition in a file that you `use` yields to the one in your own. An `on` that contradicts itself, or its `when`, makes a rule that never fires.",
    "zh-CN":
      "没有任何地方引用的列表、模式或模板，往往是别处写错了名称。通过 `use` 引入的文件里的定义会让位于自己文件里的同名定义。`on` 自相矛盾，或与 `when` 矛盾，会让规则永远不触发。",
  },
  "language.W602.title": {
    en: "rules that silence each other, or a message for nobody",
    "zh-CN": "互相抑制的规则，或没有人收到的消息",
  },
  "language.W602.page": {
    en: "While a rule is open, what it inhibits says nothing; in a circle of such rules it is chance which one speaks. And a message that names no receiver goes where the routes of config.toml send its severity, which may be nowhere; `escalate` goes one severity up.",
    "zh-CN":
      "一条规则成立期间，被它抑制的规则不会发声；如果形成环，哪一条发声全凭运气。没有写接收者的消息按 config.toml 里的路由和级别发送，可能没有人收到；`escalate` 会提高一个级别。",
  },
  "language.W701.title": {
    en: "a rule that presses keys and is not tested both ways",
    "zh-CN": "会按键却没有正反两面测试的规则",
  },
  "language.W701.page": {
    en: "A test that expects the keys shows that the rule works; one that expects none shows where it keeps still, which matters more. Both may stand in one `test`. `fleetai record PANE` writes the screen and the beginning of a test. Stock rules, and rules in `shadow`, are not asked for any.",
    "zh-CN":
      "期待按键的测试说明规则有效；期待不按键的测试说明它在哪里不动手，这更重要。两者可以写在同一个 `test` 里。`fleetai record PANE` 会录下屏幕并生成测试的开头。内置规则和 `shadow` 规则不要求测试。",
  },
} as const satisfies Record<string, Entry>
