import { describe, expect, it } from 'vitest';
import { read } from './index.ts';

const said = (text: string) => read(text, { sentAt: '2026-11-03' }).clauses.map(({ quote }) => quote.trim());

describe('a chat pasted with names and times', () => {
  const cases: readonly [string, string][] = [
    ['a name, a date, a time', '张三 2026/11/3 15:20\n@所有人 请各村今天下班前报送人数\n李四 2026/11/3 15:21\n收到'],
    ['a name and a time', '民政办小李 15:20\n请各村今天下班前报送人数\n王五 昨天 15:21\n收到'],
    ['an export of QQ', '2026-11-03 15:20:11 张三(10001)\n请各村今天下班前报送人数\n2026-11-03 15:21:00 李四(10002)\n收到'],
    ['names in brackets before the words', '[张三] 15:20 请各村今天下班前报送人数\n[李四] 15:21 收到'],
    ['names in brackets on lines of their own', '[张三] 15:20\n请各村今天下班前报送人数\n[李四] 15:21\n收到'],
    ['copied on a phone', '张三:\n请各村今天下班前报送人数\n李四:\n收到'],
    [
      'pictures, files and what was taken back',
      '[图片]\n张三 15:20\n请各村今天下班前报送人数\n"张三"撤回了一条消息\n[文件] 附件1.xlsx\n李四 15:21\n收到',
    ],
    ['a line of time alone', '2026年11月3日 15:20\n请各村今天下班前报送人数'],
  ];
  it.each(cases)('%s: the frames are in no sentence, the quotation is of the text', (_name, text) => {
    const reading = read(text, { sentAt: '2026-11-03' });
    expect(said(text).join('|')).not.toMatch(/张三|李四|小李|王五|15[:：]2|图片|撤回|xlsx/u);
    expect(reading.asks.map(({ kind }) => kind)).toEqual(['form']);
    for (const { quote, start, end } of [...reading.asks, ...reading.deadlines, ...reading.clauses])
      expect(text.slice(start, end)).toBe(quote);
    expect(reading.pressures.map(({ kind }) => kind)).toContain('rush');
  });

  it('ends a sentence with its message, even one that fills the line and has no stop', () => {
    const line = '请各村今天下班前把六十岁以上老人名单报到民政办邮箱里来';
    expect(said(`张三 15:20\n${line}\n李四 15:21\n${line}`).filter((quote) => quote.includes('来请'))).toEqual([]);
  });

  it('takes nothing from a notice: agendas, times and headings stay', () => {
    const notice = '关于召开会议的通知\n各乡镇：\n会议时间 11月5日 15:00\n9:00 签到\n范围：\n请分管负责同志参会。';
    const { elements } = read(notice);
    expect(said(notice).join('')).toContain('15:00');
    expect(said(notice).join('')).toContain('签到');
    expect(elements.title?.quote).toBe('关于召开会议的通知');
  });
});
