import type { Piece, Point } from './points.ts';

/** An enumeration with the words that lead to it. */
export interface List {
  readonly items: readonly string[];
  readonly lead: string;
  readonly piece: Piece;
}

const leads =
  /^.*(?:内容包括|内容为|内容是|内容有|包括|包含|分别为|分别是|依次为|填报|填写|登记表?|只填|填|采集|报送|上报|统计|录入|收集|注明|核实|写明|提供|列明|列出|反馈|汇总|记录|[摸弄查核搞]清|掌握|了解|增加|增填|新增|补充|另填|另报|加填|附上|还要填|还须填|还需填|含|对象为|对象是|范围为|范围是|重点是|重点为|重点对|重点|结合|围绕|针对|聚焦|涉及|涵盖|覆盖|对|为|是(?!否)|将|把)(?=[^、]{1,14}、|[^、]{1,14}$)/u;
const tail =
  /(?:等)?(?:共|共计|这)?(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:项|类|个|列|种|栏|条)(?:数据|信息|内容|指标|字段|情况|要素|栏目)?.*$|等(?:信息|情况|内容|数据|指标|字段|基本情况|基本信息|要素|事项|项目|人群|人员|群体|场所|区域|领域|部位)?.*$|(?:信息|数据|指标|字段)(?:[，。].*)?$/u;

/** What is done with the last item of a list. */
const acts = /(?<=^.{1,12})(?:必须|均|都|应|须|要|进行|开展|组织|实施|全面|逐|每(?!年|月)|不少于|至少).*$/u;

/** Enumerations of a piece: 甲、乙、丙和丁, in running text or in brackets. */
export function listsIn(piece: Piece): readonly List[] {
  const lists: List[] = [];
  const outside = piece.text.replaceAll(/（([^（）]*)）/gu, (_, inside: string, at: number) => {
    if (inside.includes('、')) lists.push({ items: itemsOf(inside), lead: piece.text.slice(0, at), piece });
    return '';
  });
  if (outside.includes('、')) {
    const first = outside.slice(0, outside.indexOf('、') + 1);
    const lead = leads.exec(first)?.[0] ?? '';
    lists.push({ items: itemsOf(outside.slice(lead.length)), lead: lead === '' ? before(piece) : lead, piece });
  }
  return lists.filter(({ items }) => items.length > 1);
}

/** 内容为： stands in the piece before the list. */
function before(piece: Piece): string {
  const index = piece.point.pieces.findIndex((other) => other.start === piece.start);
  return index > 0 ? (piece.point.pieces[index - 1]?.text ?? '') : '';
}

function itemsOf(run: string): string[] {
  const parts = run.split('、');
  const last = (parts.pop() ?? '').replace(tail, '');
  const ends = last.split(/以及|及其|及|和|与|或者?/u);
  return [...parts.flatMap((part) => (part.length > 9 ? [part] : part.split(/以及|及/u))), ...ends]
    .map((item) =>
      item
        .replace(tail, '')
        .replace(acts, '')
        .replace(
          /^(?:请就|其|的|是否|本(?:乡镇|街道|[县市区镇乡村])|辖区内?|所辖|全[县市区镇乡村]|所有|全部|各类|全体|鼓励|支持|引导|督促|指导|对)/u,
          '',
        ),
    )
    .filter((item) => item.length > 0 && item.length <= 16);
}

/** The columns of a printed table: a line of short cells. */
export function columnsIn(points: readonly Point[]): readonly { readonly cells: readonly string[]; readonly point: Point }[] {
  return points.flatMap((point) =>
    point.quote.split('\n').flatMap((line) => {
      const cells = line
        .split(/\t|\||｜|\s{2,}/u)
        .map((cell) => cell.trim())
        .filter((cell) => cell !== '');
      const heading = cells.length >= 3 && cells.every((cell) => cell.length <= 14 && !/[。；，]/u.test(cell));
      return heading ? [{ cells, point }] : [];
    }),
  );
}
