import type { Parties } from './actors.ts';
import { askFrames } from './ask-frames.ts';
import { readClauses } from './clauses.ts';
import type { Flow } from './flow.ts';
import { matchFrames, placesOf } from './frames.ts';
import type { Layout } from './layout.ts';
import type { Part } from './layers.ts';

const called = new Set(['inspection', 'meeting', 'campaign', 'secondment']);
const tells =
  /方式|调整|减轻|改进|优化|停办|终止|停止|暂停|推迟|清理|清退|纠正|取消|整治|结果|情况|表彰|公布|印发|转发|投票|废止|规范|《|撤销|不再|解读|工作的意见|办法|方案/u;

/**
 * A paper's own title can be the only place that names its matter: 关于开展…督查的通知 whose body says only when and how.
 * Only for events that the paper calls, and only where its body names none of that kind (read.ts).
 */
export function titlePart(normal: Flow, layout: Layout, parties: Parties): Part | null {
  if (!layout.title) return null;
  const title = normal.text.slice(layout.title.start, layout.title.end);
  const about = title.indexOf('关于');
  const end = Math.max(title.lastIndexOf('的'), 0);
  if (about < 0 || end <= about || tells.test(title)) return null;
  const drop = new Set<number>();
  for (let at = layout.title.start; at < layout.title.end; at += 1) if (' \n'.includes(normal.text[at] ?? '')) drop.add(at);
  const flow = normal.part(layout.title.start + about + 2, layout.title.start + end, drop);
  const clauses = readClauses(flow.text, parties, 'demand');
  const hits = matchFrames(placesOf(clauses), askFrames, flow.text).filter((hit) => called.has(hit.kind));
  return { flow, name: 'front', clauses, hits, pressureHits: [] };
}
