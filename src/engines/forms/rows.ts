/** What a row or a cell is by its words alone: number row, total, example, note, signature, prompt. */
import words from './lexicon/rows.json' with { type: 'json' };
import { squeeze } from './text.ts';
import { isUnitText } from './units.ts';
import { isBlank, type Region } from './view.ts';

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'iu');
const total = whole(words.total);
const example = whole(words.example);
const note = new RegExp(words.note, 'u');
const serial = whole(words.serial);
const codeColumn = whole(words.code);
const unitColumn = whole(words.unitColumn);
const remark = whole(words.remark);
const neutral = whole(words.neutral);

export const isTotalText = (text: string): boolean => total.test(text);
export const isNoteText = (text: string): boolean => note.test(text);
export const isSerialHeading = (region: Region): boolean => serial.test(region.heading.core);
export const isCodeColumn = (core: string): boolean => codeColumn.test(core);
export const isUnitColumn = (core: string): boolean => unitColumn.test(core);
export const isRemarkColumn = (core: string): boolean => remark.test(core);
export const isNeutralColumn = (core: string): boolean => neutral.test(core);

/** 1 2 3, (1) (2), 甲 乙 丙, A B C, 8=6×7: the numbers of the columns. */
export function isNumberRow(regions: readonly Region[]): boolean {
  const texts = regions.map(({ heading }) => heading.shown.replace(/[（()）]/gu, '')).filter((text) => text !== '');
  if (texts.length < 2 || texts.length < regions.length * 0.6) return false;
  const marks = texts.filter((text) =>
    /^(?:\d{1,3}|[甲乙丙丁戊己庚辛]|[A-Z]{1,2}|[①-⑳]|[=+\-×*/xX÷%\d≤≥<>]{2,20}|—|-|[一二三四五六七八九十]{1,3})$/u.test(text),
  );
  if (marks.length < texts.length * 0.9) return false;
  const numbers = texts.flatMap((text) => /^\d{1,3}/u.exec(text)?.[0] ?? []).map(Number);
  const letters = texts.filter((text) => /^[甲乙丙丁戊A-Z一二三四五]/u.test(text)).length;
  const rising = numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1);
  return rising && numbers.length + letters >= 2 && ((numbers[0] ?? 1) <= 2 || letters > 0);
}

/** Units under the headings: 人 户 万元 —. */
export function isUnitRow(regions: readonly Region[]): boolean {
  const texts = regions.map(({ heading }) => heading.shown.replace(/[（()）]/gu, '')).filter((text) => text !== '');
  return (
    texts.length >= 2 &&
    texts.length >= regions.length * 0.4 &&
    texts.every((text) => isUnitText(text) || text === '计量单位' || text === '单位')
  );
}

/** Codes of the columns under the headings: A01 A02, XM SFZH. */
export function isCodeRow(regions: readonly Region[]): boolean {
  const texts = regions.map(({ heading }) => heading.shown).filter((text) => text !== '');
  return (
    texts.length >= 3 &&
    texts.length >= regions.length * 0.6 &&
    texts.every((text) => /^[A-Za-z]{1,6}[-_]?\d{0,4}(?:[-_]\d{1,3})?$/u.test(text) || text === '代码')
  );
}

export function isExampleRow(regions: readonly Region[]): boolean {
  const filled = regions.filter((region) => !isBlank(region));
  const first = filled[0];
  if (first === undefined || filled.length < 2) return false;
  if (example.test(first.heading.shown) || example.test(first.heading.core)) return true;
  const written = filled.filter((region) => region.formula === null);
  const colored = written.filter((region) => region.color !== null);
  return written.length >= 3 && colored.length >= written.length * 0.7;
}

/** Text of a value cell that is to be completed, not a label: options to tick, ____年__月__日, places to sign. */
export function isPrompt(text: string): boolean {
  const plain = squeeze(text);
  return (
    optionsIn(text) !== null ||
    /^(?:\d{4})?年(?:\d{1,2})?月(?:(?:\d{1,2})?日)?$/u.test(plain) ||
    /年[\s_＿]+月[\s_＿]+日/u.test(text) ||
    (/[(（](?:盖章|公章|签字|签名|签章)[)）]?[:：]?$/u.test(plain) && /[:：]/u.test(plain)) ||
    /^[(（](?:盖章|公章|签字|签名|签章|签字盖章|手印)[)）]$/u.test(plain) ||
    /^(?:照片|[(（]?[一二两]寸.*照片?[)）]?|贴照片处|粘贴照片处?|相片|近期免冠.*|[(（]?照片[)）]?|贴相片处?)$/u.test(plain)
  );
}

const box = /[□○☐☑☒■◯▢√☉⊙◻◇]|\[\s*\]|\(\s*\)|（\s*）/u;

/** Choices behind boxes: □集中 □分散. */
export function optionsIn(text: string): readonly string[] | null {
  if (!/[□○☐☑☒■◯▢◻◇]/u.test(text)) return null;
  const parts = text.split(/[□○☐☑☒■◯▢◻◇]/u).slice(1);
  const options = parts.map((part) => squeeze(part).replace(/[,，、;；/／。]+$/u, '')).filter((part) => part !== '');
  return options.length === 0 || !box.test(text) ? null : options;
}

/** 填报单位：, or a blank to write in before the word (____村): a line of the head or foot, no heading. */
export function isMetaText(text: string): boolean {
  return /[:：]/u.test(text) || /^(?:[\s\u3000_＿]{2,})[^\s_＿:：]{1,14}\s*$/u.test(text);
}
