import { Problem } from '../../../problem.ts';

export type FileSlug =
  | 'file.empty'
  | 'file.too-large'
  | 'file.kind'
  | 'file.damaged'
  | 'file.encrypted'
  | 'file.hostile'
  | 'file.encoding'
  | 'file.no-text';

const mends: Record<FileSlug, string> = {
  'file.empty': '请换一个文件，或把文字粘贴过来。',
  'file.too-large': '请去掉图片或分成几份再放进来，也可以把文字粘贴过来。',
  'file.kind': '请用 WPS 或 Word 另存为 .docx，或把文字粘贴过来。',
  'file.damaged': '请在电脑上打开看看，重新保存后再放进来。',
  'file.encrypted': '请去掉密码再放进来，或把文字粘贴过来。',
  'file.hostile': '没有收。请用 WPS 或 Word 另存一份再放进来。',
  'file.encoding': '请用记事本打开，另存为 UTF-8 后再放进来。',
  'file.no-text': '请把文字粘贴过来。',
};

/** A refusal of a file: the place, what is wrong there, and the mend. The file's name is put in front by `named`. */
export function refusal(slug: FileSlug, place: string | null, what: string, mend: string = mends[slug]): Problem {
  const where = place === null ? '' : `（${place}）`;
  return new Problem(slug, { detail: `${what}${where}。${mend}`, ...(place === null ? {} : { fields: [{ path: place, detail: what }] }) });
}

/** The same problem with the file's name in front; a parser's own error becomes a damaged file, its words only the cause for our log. */
export function named(error: unknown, fileName: string): Problem {
  const known = error instanceof Problem;
  const problem = known ? error : refusal('file.damaged', null, '文件读到一半读不下去了');
  const detail = `《${shownName(fileName)}》${problem.message}`;
  return new Problem(problem.slug, { detail, fields: problem.fields, ...(known ? {} : { cause: error }) });
}

/** A name from outside goes into messages: no control or direction-changing characters, and not a page of it. */
export function shownName(fileName: string): string {
  const base = fileName.split(/[\\/]/u).at(-1) ?? '';
  const plain = base.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '');
  const points = Array.from(plain);
  if (points.length === 0) return '没有名字的文件';
  return points.length <= 60 ? plain : `${points.slice(0, 60).join('')}…`;
}

/** Names inside a package are shown the same way. */
export function shownPart(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '�');
  return plain.length <= 80 ? plain : `${plain.slice(0, 80)}…`;
}

/** A refusal from outside the reader (time, memory), in the same words. */
export function nameProblem(slug: FileSlug, what: string, fileName: string, cause?: unknown): Problem {
  const problem = named(refusal(slug, null, what), fileName);
  return cause === undefined ? problem : new Problem(slug, { detail: problem.message, fields: problem.fields, cause });
}
