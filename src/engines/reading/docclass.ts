import type { DocClass } from './reading.ts';
import type { Layout } from './layout.ts';

const chatMarks = /@所有人|@全体|@各|收到请回复|收到请回|收到回复|接龙|\[[\u4e00-\u9fa5]{1,4}\]|\p{Extended_Pictographic}/u;

/** A message in a group: no number, no title, and a chat's own marks or its shortness. */
export function looksLikeChat(layout: Layout, text: string): boolean {
  if (layout.docNumber) return false;
  const head = text.slice(0, 2000);
  if (chatMarks.test(head)) return layout.title === null || text.length < 800;
  return layout.title === null && !layout.signature && text.length < 500;
}

/** The format by GB/T 9704-2012 (公文 7, 信函 10.1, 纪要 10.3), or by what stands outside it. */
export function classOf(layout: Layout, chat: boolean, issuer: string | null): DocClass {
  const missing: string[] = [];
  if (!layout.title) missing.push('标题');
  if (!layout.docNumber) missing.push('发文字号');
  if (!layout.addressees) missing.push('主送机关');
  if (!layout.signature) missing.push('落款');
  if (!layout.date) missing.push('成文日期');
  const title = layout.title?.text ?? '';
  if (chat)
    return {
      kind: '聊天',
      confidence: chatMarks.test(
        layout.lines
          .map((line) => line.text)
          .join('\n')
          .slice(0, 2000),
      )
        ? 0.95
        : 0.7,
      missing,
    };
  if (layout.urgent) return { kind: '电报', confidence: 0.8, missing };
  if (title.endsWith('纪要') || /纪要/u.test(layout.heading?.text ?? ''))
    return { kind: '纪要', confidence: 0.9, missing: missing.filter((element) => element !== '主送机关') };
  if (/便笺|便函|工作提示|温馨提示|提示$|提醒$/u.test(title)) return { kind: '便笺', confidence: 0.85, missing };
  if (layout.docNumber && (title.endsWith('函') || /函/u.test(layout.docNumber.canonical)) && !layout.heading?.file)
    return { kind: '信函', confidence: 0.85, missing };
  if (layout.docNumber || layout.heading?.file) return { kind: '公文', confidence: 0.5 + 0.1 * (5 - missing.length), missing };
  if (title.endsWith('函')) return { kind: '信函', confidence: 0.6, missing };
  if (layout.title || issuer !== null) return { kind: '便笺', confidence: 0.7, missing };
  return { kind: null, confidence: 0.2, missing };
}
