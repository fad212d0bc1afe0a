import { withoutChatFrames, type Line } from './chat.ts';
import type { Flow } from './flow.ts';

export type { Line } from './chat.ts';

const marks = new Set(['#', '*', '>', '•', '●', '■', '◆', '▲', '·', '-', ' ', '　', '|']);

/** Frames of a web page around a notice. Whole lines only, so no sentence of a notice is taken for one. */
const chrome = [
  '首页',
  '打印',
  '关闭',
  '打印本页',
  '关闭窗口',
  '返回顶部',
  '上一篇',
  '下一篇',
  '无障碍阅读',
  '分享到',
  '分享',
  '收藏',
  '扫一扫在手机打开当前页',
  '相关文档',
  '相关附件',
  '点击下载',
  '字体',
  '繁体',
  '登录',
  '注册',
];
const chromeHeads = [
  '当前位置',
  '您当前的位置',
  '您现在的位置',
  '首页>',
  '首页 >',
  '浏览次数',
  '浏览量',
  '访问量',
  '点击数',
  '阅读次数',
  '字体：',
  '字号：',
  '【字体',
  '【打印',
  '打印 ',
  '分享到',
  '责任编辑',
  '来源：',
  '信息来源',
  '发布日期：',
  '发布时间：',
  '索引号',
  '主题分类',
  '信息分类',
  '公开方式',
  '公开范围',
  '有效性',
  '版权所有',
  '主办单位：',
  '网站标识码',
  '备案号：京ICP',
  '上一篇：',
  '下一篇：',
];

const MAX_CHROME = 90;

function isChrome(text: string): boolean {
  if (text.length > MAX_CHROME) return false;
  if (chrome.includes(text)) return true;
  if (chromeHeads.some((head) => text.startsWith(head)) && !/[。；]/u.test(text)) return true;
  // A page number: - 3 -, 第3页, 3/7.
  return /^[-—\s]*\d{1,3}[-—\s]*$/u.test(text) || /^第\d{1,3}页(，?共\d{1,3}页)?$/u.test(text);
}

export function splitLines(flow: Flow): { readonly lines: Line[]; readonly dropped: Line[] } {
  const lines: Line[] = [];
  const dropped: Line[] = [];
  const { text } = flow;
  let from = 0;
  while (from <= text.length) {
    let to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    let start = from;
    let end = to;
    while (start < end && marks.has(text[start] ?? '') && !(text[start] === '-' && /\d/u.test(text[start + 1] ?? ''))) start += 1;
    while (end > start && (text[end - 1] === ' ' || text[end - 1] === '*' || text[end - 1] === '|')) end -= 1;
    if (end > start) {
      const line = { start, end, text: text.slice(start, end) };
      (isChrome(line.text) ? dropped : lines).push(line);
    }
    from = to + 1;
  }
  const chat = withoutChatFrames(lines);
  const frames = [...dropped, ...chat.dropped].sort((a, b) => a.start - b.start);
  return { lines: chat.lines, dropped: frames };
}
