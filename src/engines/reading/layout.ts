import { addresseesIn } from './addressees.ts';
import { isoOf, wholeDate, type WrittenDate } from './calendar-words.ts';
import { findNumbers, type FoundNumber } from './docnumber.ts';
import type { Flow } from './flow.ts';
import { splitLines, type Line } from './lines.ts';
import { isOrganName, joinNames } from './organs.ts';

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Layout {
  readonly lines: readonly Line[];
  readonly dropped: readonly Line[];
  readonly title: (Stretch & { readonly text: string }) | null;
  /** 发文机关标志 or an organ's name on a line of its own above the title. */
  readonly heading: (Stretch & { readonly text: string; readonly file: boolean }) | null;
  readonly docNumber: FoundNumber | null;
  readonly urgent: Stretch | null;
  readonly addressees: Stretch | null;
  readonly body: Stretch;
  readonly signature: (Stretch & { readonly text: string }) | null;
  readonly date: (Stretch & { readonly written: WrittenDate }) | null;
  readonly annexes: readonly Stretch[];
  readonly copyTo: boolean;
}

const FRONT_LINES = 16;

const titleEndings =
  '通知 通报 函 复函 方案 意见 公告 通告 公示 纪要 决定 批复 请示 报告 办法 规定 细则 要点 计划 责任书 责任状 承诺书 提示 提醒 告知 告知书 启事 倡议书 公开信 简报 安排 制度 预案 规程 令 议案 目录 总结 讲话 倡议 说明 公报 简章 须知 快报 通讯 邀请函 会后提示 工作提示 温馨提示 清单 指南 要求 任务书 明白纸 答复 解读 问答 解答 报道 侧记'.split(
    ' ',
  );

export function endsLikeTitle(line: string): boolean {
  let bare = line.replaceAll(' ', '');
  if (bare.endsWith('）')) bare = bare.slice(0, Math.max(0, bare.lastIndexOf('（')));
  if (bare.endsWith('】')) bare = bare.slice(0, -1);
  return titleEndings.some((ending) => bare.endsWith(ending));
}

const hasSentence = (line: string): boolean => /[。；！？]/u.test(line);

/** The parts of a document by GB/T 9704-2012, section 7: 版头, 主体, 版记; each may be missing. */
export function layOut(flow: Flow): Layout {
  const { lines, dropped } = splitLines(flow);
  const addressed = findAddressees(lines, flow.text);
  const frontTo = addressed ? addressed.line : frontEnd(lines);
  const front = readFront(lines.slice(0, frontTo));
  const bodyFrom = addressed ? addressed.bodyFrom : (lines[frontTo]?.start ?? flow.text.length);
  const firstBodyLine = lines.findIndex((line) => line.end > bodyFrom);
  const tail = readTail(lines, firstBodyLine < 0 ? lines.length : firstBodyLine, bodyFrom, flow.text.length);
  const datelined = tail.date ?? frontDate(lines);
  return {
    lines,
    dropped,
    ...front,
    addressees: addressed ? { start: addressed.start, end: addressed.end } : null,
    body: { start: bodyFrom, end: Math.max(bodyFrom, tail.bodyTo) },
    signature: tail.signature,
    date: datelined,
    annexes: tail.annexes,
    copyTo: tail.copyTo,
  };
}

function findAddressees(lines: readonly Line[], text: string): (Stretch & { readonly line: number; readonly bodyFrom: number }) | null {
  for (let index = 0; index < Math.min(lines.length, FRONT_LINES); index += 1) {
    const first = lines[index];
    if (!first) break;
    // Names may run over three lines before the colon.
    for (let last = index; last < Math.min(lines.length, index + 4); last += 1) {
      const line = lines[last];
      if (!line) break;
      const mark = firstMark(line.text);
      if (mark < 0) {
        if (hasSentence(line.text) || endsLikeTitle(line.text)) break;
        continue;
      }
      const colon = line.start + mark;
      const found = addresseesIn(text.slice(first.start, colon));
      if (found) return { line: index, start: first.start + found.from, end: first.start + found.to, bodyFrom: colon + 1 };
      break;
    }
    if (hasSentence(first.text) && firstMark(first.text) < 0) break;
  }
  return null;
}

/** The colon behind the names, or the ！ of a call that begins with 各位 or @. */
function firstMark(line: string): number {
  const colon = line.indexOf('：');
  const call = line.indexOf('！');
  if (call >= 0 && (colon < 0 || call < colon) && /^(【[^】]{0,12}】)?(各|@|大家)/u.test(line)) return call;
  const at = /^@\S{2,12} /u.exec(line);
  if (at && colon < 0) return at[0].length - 1;
  return colon;
}

/** Without an addressee line the front ends with the title: the first lines that are no sentences. */
function frontEnd(lines: readonly Line[]): number {
  for (let index = 0; index < Math.min(lines.length, 6); index += 1) {
    const line = lines[index];
    if (!line || hasSentence(line.text)) return lastTitleLine(lines, index);
    if (endsLikeTitle(line.text) && line.text.length <= 80) {
      // A number such as 第14期 or a document number may stand below the title.
      let next = index + 1;
      while (next < lines.length && (/^（?第\d+[期号]）?$/u.test(lines[next]?.text ?? '') || isNumberLine(lines[next]?.text ?? '')))
        next += 1;
      return next;
    }
  }
  return 0;
}

/** Lines above the first sentence belong to the front only where one of them is a heading, a number or a title. */
function lastTitleLine(lines: readonly Line[], index: number): number {
  for (let last = index; last > 0; last -= 1) {
    const text = lines[last - 1]?.text ?? '';
    if (endsLikeTitle(text) || isNumberLine(text) || isOrganName(text)) return last;
  }
  return 0;
}

function isNumberLine(line: string): boolean {
  const [number] = findNumbers(line);
  return number !== undefined && number.start <= 40 && line.length - number.end <= 20 && !/根据|按照|转发|《|依据/u.test(line);
}

type Front = Pick<Layout, 'title' | 'heading' | 'docNumber' | 'urgent'>;

function readFront(lines: readonly Line[]): Front {
  let docNumber: FoundNumber | null = null;
  let heading: Layout['heading'] = null;
  let urgent: Stretch | null = null;
  let titleLines: Line[] = [];
  let organLine: Line | null = null;
  for (const line of lines) {
    const bare = line.text.replaceAll(' ', '');
    if (/^(特急|加急|特提|平急|紧急|急件)$/u.test(bare) || /^(发电|明电)/u.test(bare)) urgent ??= line;
    else if (/^(签发人|密级|份号|绝密|机密|秘密)/u.test(bare) || /^\d{6}$/u.test(bare) || wholeDate(line.text)) continue;
    else if (!docNumber && isNumberLine(line.text)) {
      docNumber = shifted(findNumbers(line.text)[0] ?? null, line.start);
      const above = line.text.slice(0, Math.max(0, (docNumber?.start ?? line.start) - line.start)).trim();
      if (above.endsWith('文件')) heading = headingOf({ ...line, text: above });
      if (organLine) heading ??= headingOf(organLine);
      if (titleLines.length === 0) organLine = null;
    } else if (!docNumber && periodical(bare)) docNumber = { ...periodicalNumber(bare), start: line.start, end: line.end };
    else if (bare.endsWith('文件') && isOrganName(bare.slice(0, -2))) heading = headingOf(line);
    else if (titleLines.length === 0 && /^[^，。：]{2,12}[省市县区乡镇]$/u.test(bare)) continue;
    else if (titleLines.length === 0 && isOrganName(line.text)) organLine = organLine ? joined(organLine, line) : line;
    else if (!titleLines.some((known) => endsLikeTitle(known.text)) || endsLikeTitle(line.text)) titleLines.push(line);
  }
  // An organ's name directly above 关于… is the first line of the title (GB/T 9704-2012, 7.3.1).
  if (organLine && titleLines[0] && titleLines[0].text.startsWith('关于')) titleLines = [organLine, ...titleLines];
  if (organLine) heading ??= headingOf(organLine);
  return { title: titleOf(titleLines), heading, docNumber, urgent };
}

const periodical = (bare: string): boolean => /^（?(\d{4}年)?第\d{1,4}[期号]）?$/u.test(bare);

function periodicalNumber(bare: string): { readonly canonical: string; readonly properBrackets: boolean } {
  const [, year = '', serial = '', kind = '号'] = /^（?(\d{4}年)?第(\d{1,4})([期号])）?$/u.exec(bare) ?? [];
  return { canonical: `${year}第${Number(serial)}${kind}`, properBrackets: true };
}

function shifted(number: FoundNumber | null, by: number): FoundNumber | null {
  return number && { ...number, start: number.start + by, end: number.end + by };
}

const joined = (first: Line, second: Line): Line => ({ start: first.start, end: second.end, text: `${first.text} ${second.text}` });

function headingOf(line: Line): NonNullable<Layout['heading']> {
  const bare = line.text.trim();
  const file = bare.replaceAll(' ', '').endsWith('文件');
  return { start: line.start, end: line.end, text: joinNames(file ? bare.slice(0, bare.lastIndexOf('文')) : bare), file };
}

/** The title's lines joined; 【…】 opened where the whole title stands in it. */
function titleOf(lines: readonly Line[]): Layout['title'] {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return null;
  const text = lines.map((line) => line.text).join('');
  const chat = /^【([^】]{2,40})】/u.exec(text);
  if (chat?.[1]) return endsLikeTitle(chat[1]) ? { start: first.start + 1, end: first.start + 1 + chat[1].length, text: chat[1] } : null;
  if (!lines.some((line) => endsLikeTitle(line.text)) || text.length > 200 || hasSentence(text)) return null;
  return { start: first.start, end: last.end, text };
}

type Tail = Pick<Layout, 'signature' | 'date' | 'annexes' | 'copyTo'> & { readonly bodyTo: number };

const isAnnexHead = (text: string): boolean =>
  /^附(件|录|表)?\s?[0-9一二三四五六七八九十]{0,3}\s?[：.、]?/u.test(text) && /^附(件|录|表)|^附\s?[：:1-9]/u.test(text);
const isCopyLine = (text: string): boolean =>
  /^(抄送|抄报|主送|分送)/u.test(text) || (text.length < 60 && text.endsWith('印发') && /年.*月.*日/u.test(text));
const isNote = (text: string): boolean => /^（(此件|联系人|联系电话|共印|信息公开)/u.test(text);

/** From the body's end: 附件说明, 发文机关署名, 成文日期, 附注, 版记, annexes. */
function readTail(lines: readonly Line[], first: number, bodyFrom: number, textEnd: number): Tail {
  let date: Layout['date'] = null;
  let dateIndex = -1;
  for (let index = first; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line) continue;
    const found = dateOfLine(line);
    if (found && line.start >= bodyFrom) {
      date = found.date;
      dateIndex = index;
      break;
    }
  }
  const stop = lines.findIndex((line, index) => index >= first && line.start >= bodyFrom && (isCopyLine(line.text) || isNote(line.text)));
  const end = dateIndex >= 0 ? dateIndex : stop >= 0 ? stop : lines.length;
  const signed = signatureBefore(lines, dateIndex >= 0 ? dateIndex : end, Math.max(first, 0), dateIndex >= 0);
  const printed = dateIndex >= 0 ? -1 : lines.findIndex((line, index) => index > first && line.start > bodyFrom && isAnnexLine(line.text));
  const annexNote = annexNoteIn(lines, first, signed?.index ?? end, bodyFrom);
  const sameLine = dateIndex >= 0 ? (dateOfLine(lines[dateIndex] ?? { start: 0, end: 0, text: '' })?.signature ?? null) : null;
  const signature = sameLine ?? signed?.stretch ?? null;
  const bodyToLine = [annexNote, printed, signed?.index ?? -1, dateIndex, stop].filter((index) => index >= first).sort((a, b) => a - b)[0];
  const bodyTo = bodyToLine === undefined ? textEnd : (lines[bodyToLine]?.start ?? textEnd);
  return {
    signature,
    date,
    bodyTo,
    annexes: annexesAfter(lines, dateIndex >= 0 ? dateIndex + 1 : Math.max(annexNote, printed), textEnd, dateIndex >= 0),
    copyTo: stop >= 0,
  };
}

/** A printed annex begins with a line of its own: 附件, 附件1. */
const isAnnexLine = (text: string): boolean => text.length < 8 && /^附(件|录)?\s?[0-9一二三四五六七八九十]{0,2}$/u.test(text);

/** 附件说明 stands last in the body: from it to the signature there is no sentence any more. */
function annexNoteIn(lines: readonly Line[], first: number, end: number, bodyFrom: number): number {
  let note = -1;
  for (let index = end - 1; index >= first; index -= 1) {
    const line = lines[index];
    if (!line || line.start < bodyFrom || /[。；！？]/u.test(line.text)) break;
    if (isAnnexHead(line.text)) note = index;
  }
  return note;
}

/** A line that is a date, or an organ's name and a date. */
function dateOfLine(line: Line): { readonly date: Layout['date']; readonly signature: Layout['signature'] } | null {
  const whole = wholeDate(line.text);
  if (whole) return { date: { start: line.start, end: line.end, written: whole }, signature: null };
  if (line.text.length > 60 || /[，。；：]/u.test(line.text)) return null;
  const place = line.text.search(/(\d{4}\s?年|[二〇一九○零]{4}年|\d{1,2}月\d{1,2}日)/u);
  if (place < 3) return null;
  const written = wholeDate(line.text.slice(place));
  const name = line.text.slice(0, place).trim();
  if (!written || !isOrganName(name)) return null;
  const at = line.start + place;
  return {
    date: { start: at, end: line.end, written },
    signature: { start: line.start, end: line.start + name.length, text: joinNames(name) },
  };
}

/** Up to three organ names, one a line, above the date; without a date only at the very end of the text. */
function signatureBefore(
  lines: readonly Line[],
  end: number,
  first: number,
  dated: boolean,
): { readonly index: number; readonly stretch: NonNullable<Layout['signature']> } | null {
  let index = end;
  while (
    index - 1 > first - 1 &&
    end - index < 4 &&
    index - 1 >= 0 &&
    isOrganName(lines[index - 1]?.text ?? '') &&
    !endsLikeTitle(lines[index - 1]?.text ?? '')
  )
    index -= 1;
  if (index === end || (!dated && end - index > 2)) return null;
  const from = lines[index];
  const to = lines[end - 1];
  if (!from || !to) return null;
  const text = lines
    .slice(index, end)
    .map((line) => joinNames(line.text))
    .join(' ');
  return { index, stretch: { start: from.start, end: to.end, text } };
}

function annexesAfter(lines: readonly Line[], from: number, textEnd: number, dated: boolean): Stretch[] {
  if (from < 0) return [];
  const annexes: Stretch[] = [];
  const heads: number[] = [];
  for (let index = from; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? '';
    if (isCopyLine(text) || isNote(text)) continue;
    if (isAnnexHead(text)) heads.push(index);
    else if (heads.length === 0 && dated && index >= from && text.length > 0) heads.push(index);
  }
  // Without a date the first annex line is the note 附件：1.…; annexes printed behind it begin with a line 附件1.
  const starts = dated ? heads : heads.filter((index) => isAnnexLine(lines[index]?.text ?? ''));
  starts.forEach((index, order) => {
    const start = lines[index]?.start ?? textEnd;
    const next = starts[order + 1];
    annexes.push({ start, end: next === undefined ? textEnd : (lines[next]?.start ?? textEnd) });
  });
  return annexes;
}

/** A full date in the first lines: below the title in brackets, or the dateline of a press report. */
function frontDate(lines: readonly Line[]): Layout['date'] {
  for (const line of lines.slice(0, 4)) {
    const whole = wholeDate(line.text);
    if (whole && isoOf(whole)) return { start: line.start, end: line.end, written: whole };
    const dateline = /^（?\d{4}年\d{1,2}月\d{1,2}日[ ）]/u.exec(line.text);
    const written = dateline && wholeDate(dateline[0].replaceAll(/[（） ]/gu, ''));
    if (written) return { start: line.start, end: line.start + dateline[0].length - 1, written };
  }
  return null;
}
