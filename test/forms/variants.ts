/** The same template made differently: what it asks must not change. Each change says where a place of the old one is in the new one. */
import type { Box, Grid, GridCell } from '../../src/engines/forms/index.ts';
import type { Labelled } from './templates.ts';

export interface Changed {
  readonly grid: Grid;
  /** "column 3" or "5,2" of the old template in the new one. */
  readonly place: (at: string) => string;
}
export type Change = (grid: Grid, form: Labelled) => Changed;

const same = (at: string): string => at;

function moved(at: string, row: number, column: number): string {
  if (at.startsWith('column ')) return `column ${Number(at.slice(7)) + column}`;
  const [r, c] = at.split(',').map(Number);
  return `${(r ?? 0) + row},${(c ?? 0) + column}`;
}

export const deeper: Change = (grid) => ({
  grid: {
    ...grid,
    cells: grid.cells.map((cell) => ({ ...cell, row: cell.row + 2, column: cell.column + 1 })),
    merged: grid.merged.map((box) => ({ top: box.top + 2, left: box.left + 1, bottom: box.bottom + 2, right: box.right + 1 })),
  },
  place: (at) => moved(at, 2, 1),
});

export const spaced: Change = (grid) => ({
  grid: mapWords(grid, (text) =>
    text.length === 2 ? `${text.slice(0, 1)}　 ${text.slice(1)}` : text.length > 4 ? `${text.slice(0, 3)}\n${text.slice(3)}` : text,
  ),
  place: same,
});

const synonyms: readonly (readonly [RegExp, string])[] = [
  [/^姓名$/u, '姓名（必填）'],
  [/^(?:身份证号码?|公民身份号码)$/u, '居民身份证号码'],
  [/^联系电话$/u, '联系方式'],
  [/^手机号码$/u, '手机号'],
  [/^文化程度$/u, '学历'],
  [/^出生年月$/u, '出生年月份'],
  [/^出生日期$/u, '出生年月日'],
  [/^户籍地址$/u, '户籍所在地'],
  [/^现住址$/u, '现居住地址'],
  [/^开户银行$/u, '开户行名称'],
  [/^银行账号$/u, '银行卡账号'],
  [/^残疾类别$/u, '残疾种类'],
  [/^残疾等级$/u, '残疾级别'],
  [/^家庭人口$/u, '家庭人口数'],
  [/^致贫原因$/u, '主要致贫原因'],
  [/^村民小组$/u, '所在村民小组'],
  [/^填报日期：$/u, '填报时间：'],
  [/^填报单位：$/u, '填报单位（盖章）：'],
];

export const renamed: Change = (grid) => ({
  grid: mapWords(grid, (text) => synonyms.find(([pattern]) => pattern.test(text))?.[1] ?? text),
  place: same,
});

/** As Hong Kong, Macao and Taiwan write it, and many a font of old forms. */
const traditional: readonly string[] =
  '户戶 证證 号號 码碼 电電 话話 与與 关關 系係 族族 业業 务務 劳勞 动動 残殘 疾疾 级級 类類 别別 银銀 账帳 开開 贫貧 困困 应應 现現 龄齡 岁歲 时時 间間 类類 护護 监監 学學 校校 档檔 险險 医醫 疗療 补補 贴貼 亩畝 积積 块塊 层層 结結 构構 房房 标標 额額 总總 计計 数數 单單 报報 统統 情情 况況 调調 查查 纠糾 纷紛 隐隱 治治 转轉 区區 乡鄉 镇鎮 办辦 处處 编編 联聯 系係 环環 厕廁 饮飲 农農 养養 种種 产產 经經 营營 场場 预預 备備 党黨 团團 军軍 退退 残殘'.split(
    ' ',
  );

const toTraditional = new Map(traditional.map((pair) => [[...pair][0] ?? '', [...pair][1] ?? ''] as const));

export const inTraditional: Change = (grid) => ({
  grid: mapWords(grid, (text) => [...text].map((character) => toTraditional.get(character) ?? character).join('')),
  place: same,
});

/** Every cell that spans several columns is written in the first of them and not merged; a title stays as it is. */
export const narrowTitle: Change = (grid, form) => {
  const from = (form.header?.from ?? 1) - 1;
  const open = (box: Box): boolean => box.bottom < from && box.top === box.bottom;
  return { grid: { ...grid, merged: grid.merged.filter((box) => !open(box)) }, place: same };
};

function mapWords(grid: Grid, change: (text: string) => string): Grid {
  return {
    ...grid,
    cells: grid.cells.map((cell) =>
      cell.type === 'text' && /\p{Script=Han}/u.test(cell.text) ? { ...cell, text: change(cell.text) } : cell,
    ),
  };
}

/** Three more blank records before the last one. */
export const longer: Change = (grid, form) => {
  const first = (form.firstDataRow ?? 0) - 1;
  const blank = grid.cells.filter((cell) => cell.row === first + 1);
  const plain =
    first >= 0 && form.kinds[0] === 'roster' && blank.every((cell) => cell.text === '' || cell.type === 'number') && blank.length > 0;
  if (!plain) return { grid, place: same };
  const down = (row: number): number => (row > first ? row + 3 : row);
  const box = ({ top, left, bottom, right }: Box): Box => ({ top: down(top), left, bottom: down(bottom), right });
  const more = [1, 2, 3].flatMap((step) => blank.map((cell): GridCell => ({ ...cell, row: first + step, text: '' })));
  return {
    grid: {
      ...grid,
      cells: [...grid.cells.map((cell) => ({ ...cell, row: down(cell.row) })), ...more],
      merged: grid.merged.map((merged) => box(merged)),
    },
    place: (at) => (at.startsWith('column ') || Number(at.split(',')[0]) <= first ? at : moved(at, 3, 0)),
  };
};

/** Headings over two rows, written in the upper one and not merged. */
export const openMerges: Change = (grid, form) => {
  const { header } = form;
  if (form.kinds[0] !== 'roster' || header === null || header.to === header.from) return { grid, place: same };
  const open = (box: Box): boolean => box.top === header.from - 1 && box.bottom > box.top && box.left === box.right;
  const cells = grid.merged.filter(open).flatMap((box) => below(grid, box));
  return { grid: { ...grid, merged: grid.merged.filter((box) => !open(box)), cells: [...grid.cells, ...cells] }, place: same };
};

function below(grid: Grid, box: Box): readonly GridCell[] {
  const top = grid.cells.find((cell) => cell.row === box.top && cell.column === box.left);
  if (top === undefined) return [];
  return Array.from({ length: box.bottom - box.top }, (_, step) => ({ ...top, row: box.top + step + 1, text: '' }));
}

/** Columns of the table reversed; what is merged over the whole table stays. */
export const leftWordsFirst: Change = (grid, form) => {
  const row = (form.header?.from ?? 1) - 1;
  const columns = grid.cells.filter((cell) => cell.row === row).map((cell) => cell.column);
  const last = Math.max(...columns);
  const turned = (cell: GridCell): GridCell => (cell.row >= row && !inMerge(grid, cell) ? { ...cell, column: last - cell.column } : cell);
  return {
    grid: { ...grid, cells: grid.cells.map((cell) => turned(cell)) },
    place: (at) => (at.startsWith('column ') ? `column ${last - Number(at.slice(7))}` : at),
  };
};

function inMerge(grid: Grid, cell: GridCell): boolean {
  return grid.merged.some((box) => cell.row >= box.top && cell.row <= box.bottom);
}
