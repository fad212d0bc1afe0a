import { normalise, type Clause, type ClauseStatus, type Quotation, type Reading } from '../reading/index.ts';

/** A comma's length of a notice: the smallest stretch that is compared. */
export interface Piece extends Quotation {
  /** One width, one script, without blanks. */
  readonly text: string;
  readonly status: ClauseStatus;
  readonly point: Point;
}

/** A sentence with what it stands under. */
export interface Point extends Quotation {
  readonly text: string;
  /** 一, 二 …: the mark of the item that the sentence belongs to. */
  readonly item: string | null;
  readonly order: number;
  readonly annex: boolean;
  readonly pieces: readonly Piece[];
  /** Whether anything in it binds whoever receives the notice. */
  readonly live: boolean;
}

const silent: ReadonlySet<ClauseStatus> = new Set(['released', 'negated', 'background', 'quoted', 'heading', 'permitted']);

/** 不得…, 无需…, 可以… ask nothing; what is done by the sender is for each comparison to judge. */
export const demands = (piece: Piece): boolean => !silent.has(piece.status);
/** What falls on pupils, farmers or firms is passed on to them by whoever receives the notice: 每户签订…, 家长填报…. */
export const ofReceiver = (piece: Piece): boolean => demands(piece) && piece.status !== 'issuerOwn';

/** 一、 （二） 3. ④ 第五条 directly before a sentence. */
const markOf =
  /(?:([一二三四五六七八九十]{1,3})[、.．，]|[（(]([一二三四五六七八九十0-9]{1,3})[）)]|(\d{1,2})[.、．）)]|([①-⑳])|第([一二三四五六七八九十]{1,3})[条项])\s*$/u;

const does = '[^，各]{0,10}?(?:将|负责|统一|承担|印制|制作|印发|派|已)';
/** 县科协负责拍摄…: the sender's level speaks of its own organs by its level. */
const ownWork: Partial<Record<NonNullable<Reading['issuerLevel']>, RegExp>> = {
  province: new RegExp(`^(?:由)?(?:省|厅)${does}`, 'u'),
  city: new RegExp(`^(?:由)?(?:市|州)(?!县)${does}`, 'u'),
  county: new RegExp(`^(?:由)?(?:县|区|市)${does}`, 'u'),
  township: new RegExp(`^(?:由)?(?:镇|乡|街道)(?!村)${does}`, 'u'),
};

/** The sentences of a notice in order, front matter left out. */
export function pointsOf(reading: Reading): readonly Point[] {
  const points: Point[] = [];
  const own = ownWork[reading.issuerLevel ?? 'central'];
  let item: string | null = null;
  for (const clauses of bySentence(reading.clauses.filter((clause) => clause.part !== 'front'))) {
    const [first] = clauses;
    if (first === undefined) continue;
    const { sentence } = first;
    const flow = normalise(sentence.quote);
    const mark = markOf.exec(reading.text.slice(Math.max(0, sentence.start - 8), sentence.start));
    if (mark) item = mark[1] ?? mark[2] ?? mark[3] ?? mark[4] ?? mark[5] ?? null;
    const pieces: Piece[] = [];
    const point: Point = {
      ...sentence,
      text: flow.text.replaceAll(/\s/gu, ''),
      item,
      order: points.length,
      annex: first.part === 'annex',
      pieces,
      live: clauses.some(({ status }) => !silent.has(status)),
    };
    let owned = false;
    for (const [from, to] of cuts(flow.text)) {
      const { quote, start, end } = flow.quotation(from, to);
      const place = { quote, start: start + sentence.start, end: end + sentence.start };
      const text = flow.text.slice(from, to).replaceAll(/\s/gu, '');
      const status = statusAt(clauses, place);
      // Who acts in one piece acts in the next ones, until somebody else is named.
      owned = own?.test(text) === true || (owned && !/^(?:请|各|由|你|每|乡|镇|村|学校|要求)/u.test(text));
      pieces.push({ ...place, text, status: status === 'binding' && owned ? 'issuerOwn' : status, point });
    }
    points.push(point);
  }
  return points;
}

function bySentence(clauses: readonly Clause[]): Clause[][] {
  const groups = new Map<number, Clause[]>();
  for (const clause of clauses) {
    const group = groups.get(clause.sentence.start);
    if (group) group.push(clause);
    else groups.set(clause.sentence.start, [clause]);
  }
  return [...groups.values()];
}

/** Stretches between commas; a comma inside brackets does not part. */
function cuts(text: string): [number, number][] {
  const found: [number, number][] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const char = text[at];
    if (char === '（' || char === '《') depth += 1;
    else if ((char === '）' || char === '》') && depth > 0) depth -= 1;
    else if (char === undefined || (depth === 0 && '，；。：！？\n'.includes(char))) {
      if (text.slice(from, at).trim() !== '') found.push([from, at]);
      from = at + 1;
    }
  }
  return found;
}

/** The standing of the clause that covers most of a stretch; a released word inside releases it. */
function statusAt(clauses: readonly Clause[], place: Quotation): ClauseStatus {
  let best: ClauseStatus = 'binding';
  let most = 0;
  for (const clause of clauses) {
    const shared = Math.min(clause.end, place.end) - Math.max(clause.start, place.start);
    if (shared > most) {
      most = shared;
      best = clause.status;
    }
  }
  return best;
}
