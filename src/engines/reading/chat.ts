/** A line with words on it: its place in the normalised text, without outer spaces and list marks of Markdown. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Begins a message: the line before it does not go on in it. */
  readonly fresh?: true;
}

/**
 * What a chat sets around its messages when they are copied or exported: 张三 2026/11/3 15:20, 2026-11-03 15:20:11 张三(10001), [张三] 15:20,
 * 张三： on a line of its own, [图片], 撤回了一条消息. None of it is said by the message.
 */
const time = '(?:上午|下午|晚上|凌晨|中午|早上)? ?\\d{1,2}:\\d{2}(?::\\d{2})?';
const day = '(?:\\d{4}[-/.年] ?\\d{1,2}[-/.月] ?\\d{1,2}日?|\\d{1,2}[-/月]\\d{1,2}日?|昨天|今天|前天|(?:星期|周)[一二三四五六日天])';
const when = `(?:${day} ?)?${time}`;
const name = '[^\\s：:。，；！？《》【】\\[\\]]{1,24}(?: ?[（(][^（）()]{1,24}[）)]|<[^<>]{1,40}>)?';
/** A whole line. An agenda says 9:00 签到: a time before words is a chat's only with its date and seconds. */
const header = new RegExp(
  `^(?:${name} +${when}|${day} ${time} +${name}|\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2} ${name}|\\[${name}\\] ?${when}|[-—]* ?${day} ?${time} ?[-—]*)$`,
  'u',
);
/** The same before the words of the message. */
const prefix = new RegExp(`^(?:\\[${name}\\] ?${when}|\\[${when}\\] ?${name}：|${name} +${day} ?${time}) ?：? ?(?=\\S)`, 'u');
const surnames =
  '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶';
const speaker = new RegExp(
  `^(?:[${surnames}][\\u4e00-\\u9fff]{1,2}|[小老][${surnames}]|[${surnames}](?:主任|书记|镇长|乡长|局长|科长|站长|股长|干事))：$`,
  'u',
);
const system =
  /^(?:\[(?:图片|语音|视频|动画表情|表情|位置|名片|聊天记录|合并转发)\]|\[(?:文件|链接)\].{0,120}|.{1,40}撤回了一条消息|以下(?:为|是)新消息|以上是打招呼的内容|.{1,40}(?:加入了群聊|退出了群聊))$/u;

/** Lines of a longer text than this are no frame of a message. */
const LONGEST = 160;

export interface ChatLines {
  readonly lines: Line[];
  readonly dropped: Line[];
}

/** A text that begins as a chat is read as one: its frames are dropped, and no sentence runs from one message into the next. */
export function withoutChatFrames(all: readonly Line[]): ChatLines {
  const lines: Line[] = [];
  const dropped: Line[] = [];
  const first = all.find((line) => !system.test(line.text.slice(0, LONGEST)));
  const timed = first !== undefined && (header.test(first.text.slice(0, LONGEST)) || prefix.test(first.text.slice(0, LONGEST)));
  const spoken = first !== undefined && speaker.test(first.text);
  let fresh = false;
  for (const line of all) {
    const head = line.text.slice(0, LONGEST);
    const whole = line.text.length <= LONGEST;
    if (whole && (system.test(head) || (timed && header.test(head)) || (spoken && speaker.test(head)))) {
      dropped.push(line);
      fresh = true;
      continue;
    }
    const length = timed ? (prefix.exec(head)?.[0].length ?? 0) : 0;
    if (length > 0) lines.push({ start: line.start + length, end: line.end, text: line.text.slice(length), fresh: true });
    else lines.push(fresh ? { ...line, fresh: true } : line);
    fresh = false;
  }
  return { lines, dropped };
}
