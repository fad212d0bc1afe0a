import { subjectOf, type FoundActor, type Parties } from './actors.ts';
import { isBackground, motiveEnd } from './background.ts';
import { concludes, continues, demandsDespite, isCondition } from './conditions.ts';
import { cutPieces, describes, isNegation, type Piece } from './pieces.ts';
import type { Actor, ClauseStatus, Modality, Polarity, Tense } from './reading.ts';
import { isRetold, isSlogan, withScopeOfSaying } from './said.ts';
import { splitSentences, type Sentence } from './sentences.ts';
import type { Token } from './segment.ts';
import { isSuffered } from './suffered.ts';
import { hasTag, maskOf } from './tags.ts';
import { withReleasedTopics } from './topics.ts';

/** Whether a document can ask anything of units at all: a demand, a word to the public, or a report of what happened. */
export type Posture = 'demand' | 'public' | 'narrative';

/** A clause with what the later layers need: places in the flow's text and the words of the lexicon. */
export interface ReadClause {
  readonly start: number;
  readonly end: number;
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly mark: string;
  readonly actor: Actor;
  readonly subject: FoundActor | null;
  readonly modality: Modality;
  readonly polarity: Polarity;
  readonly tense: Tense;
  readonly conditional: boolean;
  readonly status: ClauseStatus;
}

interface Carried {
  actor: Actor;
  subject: FoundActor | null;
  polarity: Polarity;
  negatesAsk: boolean;
  background: boolean;
  conditional: boolean;
  /** What follows from the condition has been said in its own clause. */
  concluded: boolean;
  /** 经查, 检查发现: all that follows in the sentence is what was found. */
  reported: boolean;
  /** The denied things stand in a list behind a colon. */
  listed: boolean;
}

export function readClauses(text: string, parties: Parties, posture: Posture): ReadClause[] {
  const clauses: ReadClause[] = [];
  let carried = fresh();
  for (const sentence of splitSentences(text)) {
    const keep = sentence.after === '；' && !sentence.numbered;
    carried = keep
      ? {
          ...fresh(),
          actor: carried.actor,
          subject: carried.subject,
          reported: carried.reported,
          background: carried.reported && carried.background,
        }
      : fresh();
    const pieces = cutPieces(text, sentence);
    const tied = tiedToResult(text, sentence);
    const retold = isRetold(text, sentence);
    const opening = motiveEnd(pieces, text);
    for (const [index, piece] of pieces.entries()) {
      const clause = readPiece({ text, piece, pieces, index, sentence, carried, parties, posture, tied, opening, retold });
      clauses.push(clause);
      carried = carry(text, clause, carried, piece);
    }
  }
  return withScopeOfSaying(text, withReleasedTopics(text, clauses));
}

const fresh = (): Carried => ({
  actor: 'unstated',
  subject: null,
  polarity: 'positive',
  negatesAsk: false,
  background: false,
  conditional: false,
  concluded: false,
  listed: false,
  reported: false,
});

interface Context {
  readonly text: string;
  readonly piece: Piece;
  readonly pieces: readonly Piece[];
  readonly index: number;
  readonly sentence: Sentence;
  readonly carried: Carried;
  readonly parties: Parties;
  readonly posture: Posture;
  readonly tied: boolean;
  /** Up to which piece the sentence tells its motive; 0 where it tells none. */
  readonly opening: number;
  readonly retold: boolean;
}

/** 把本村亩数填到文档里: whoever owns the thing acts, whatever the clause before was about. */
const ofAddressee = /本(?:村|镇|乡|校|院|所|站|园|单位|社区|组|地|辖区)|你(?:们|镇|村|校|院|单位)|各自/u;

/** 住户转移完了在群里报: what residents did is reported by whoever looks after them. */
const handsUpAfter = (text: string, piece: Piece, { actor, subject }: Carried): boolean =>
  actor === 'other' &&
  subject !== null &&
  /(?:住户|群众|村民|居民|农户|老人|家庭|户主|学生|家长)$/u.test(text.slice(subject.start, subject.end)) &&
  /(?:在|到|发)(?:工作|微信|本)?群|上报|报(?:镇|村部|社区|我)/u.test(text.slice(piece.start, piece.end));

function readPiece(context: Context): ReadClause {
  const { text, piece, sentence, carried, parties } = context;
  const subject = subjectOf(text, piece.start, piece.end, piece.tokens, parties);
  const modality = modalityOf(piece.tokens);
  const asks = modality === 'must' || modality === 'request';
  const insists = /[都也](?:不[能许得准]|没)|不[能许得准](?:少|漏|落)/u.test(text.slice(piece.start, piece.end));
  const mine = carried.actor === 'issuer' && (asks || insists || ofAddressee.test(text.slice(piece.start, piece.end)));
  const own = subject?.actor ?? (mine || handsUpAfter(text, piece, carried) ? 'unstated' : carried.actor);
  const polarity = polarityOf(context);
  const tense = tenseOf(context, asks, subject);
  const conditional =
    (carried.conditional && (!carried.concluded || continues.test(text.slice(piece.start, piece.start + 2)))) || isCondition(context);
  const background = tense === 'past' || isBackground(context, asks);
  const facts: Facts = { modality, polarity, tense, conditional, actor: own, background };
  // Written out: an object spread costs microseconds.
  return {
    start: piece.start,
    end: piece.end,
    sentence,
    tokens: piece.tokens,
    mark: piece.mark,
    actor: own,
    subject: subject ?? (own === carried.actor ? carried.subject : null),
    modality,
    polarity,
    tense,
    conditional,
    status: statusOf(context, facts),
  };
}

function modalityOf(tokens: readonly Token[]): Modality {
  if (hasTag(tokens, 'request')) return 'request';
  if (hasTag(tokens, 'must')) return 'must';
  if (hasTag(tokens, 'may')) return 'may';
  if (hasTag(tokens, 'hope')) return 'hope';
  return tokens.some((token) => token.word === '将' || token.word === '拟') ? 'future' : 'none';
}

function polarityOf({ text, piece, pieces, index, carried }: Context): Polarity {
  const negation = piece.tokens.find((token) => isNegation(token) && !keepsForce(text, token, piece));
  if (negation && !demandsDespite(piece.tokens) && !(pieces[index + 1] && demandsDespite(pieces[index + 1]?.tokens ?? []))) {
    return negation.tags.has('release') || (negation.tags.has('bareNot') && !negation.tags.has('prohibit')) ? 'released' : 'forbidden';
  }
  if (
    carried.polarity !== 'positive' &&
    (piece.mark === '：' ||
      (carried.listed && !hasTag(piece.tokens, 'must', 'request', 'ender')) ||
      (carried.negatesAsk && runsOn(text, piece)))
  )
    return carried.polarity;
  return 'positive';
}

/** 取消…资格 is a punishment; 未…的 and 不…的 only describe whom a sentence is about. */
function keepsForce(text: string, token: Token, piece: Piece): boolean {
  if (token.word === '取消' || token.word === '撤销' || token.word === '停止') {
    const rest = text.slice(token.end, Math.min(piece.end, token.end + 14));
    if (rest.includes('资格') || rest.includes('荣誉') || rest.includes('称号')) return true;
  }
  // 予以查处取缔: what is ended is what others run without leave.
  if (token.word === '取缔' && /(?:查处|予以|依法|坚决|打击)$/u.test(text.slice(piece.start, token.start))) return true;
  if (describes(text, token)) return true;
  // 格式不统一的，扣分: a want that ends in 的 says whom the sentence is about.
  if (/^[不没未]/u.test(token.word) && !token.tags.has('prohibit') && text[piece.end - 1] === '的' && piece.end - token.end > 1)
    return true;
  if (!token.tags.has('bareNot')) return false;
  const words = text.slice(token.end, Math.min(piece.end, token.end + 20));
  // 没有请村干部带路的打算 denies it; 没有完成的村 only says which.
  return words.slice(0, 14).includes('的', 1) && !/的(打算|意思|要求|必要|计划|安排|任务|指标|义务|想法)/u.test(words);
}

/** The verb after the comma has no subject and no modal of its own, so the ban runs on. */
function runsOn(text: string, piece: Piece): boolean {
  if (piece.cut === 'ender' || hasTag(piece.tokens, 'must', 'request', 'may', 'ender', 'affirm')) return false;
  const first = piece.tokens[0];
  if (!first || first.start - piece.start > 1) return false;
  if (/\d+[日号月]|前|同时|并且?请/u.test(text.slice(piece.start, Math.min(piece.end, piece.start + 16)))) return false;
  return first.tags.meets(runningOn);
}

/** Verbs that take up the ban before the comma. */
const runningOn = maskOf([
  'submit',
  'fill',
  'write',
  'attend',
  'hold',
  'holdWeak',
  'put',
  'compete',
  'competeWeak',
  'form!',
  'photo!',
  'ranking!',
  'keep',
  'sign',
  'share!',
  'setUp',
  'pay',
  'inspectDo',
  'install',
  'give',
  'notice!',
  'spread',
  'designate',
  'shareDo',
]);

function tenseOf({ text, piece, carried }: Context, asks: boolean, subject: FoundActor | null): Tense {
  // A new actor, or a day from which something holds, begins a new statement.
  const restarts =
    subject !== null || /^(由|自|从|于|即日起|今[年后]|本年|本次|这次|明年|现在|眼下)/u.test(text.slice(piece.start, piece.start + 3));
  if (!asks && piece.tokens.some((token) => token.tags.has('past') && !isQuoted(text, piece, token)))
    return relative(text, piece) ? 'now' : 'past';
  if (!asks && piece.tokens.some((token) => token.tags.has('pastHead') && token.start - piece.start <= 3)) return 'past';
  // 8月以来，县直单位先后到村检查: a time that ends at today opens an account.
  if (!asks && text.startsWith('以来', piece.end - 2)) return 'past';
  if (
    !asks &&
    piece.tokens.some(
      (token) =>
        text[token.end] === '了' && token.end - token.start > 1 && !/^了(解|什么|哪|几|多少)/u.test(text.slice(token.end, token.end + 3)),
    )
  )
    return 'past';
  if (carried.background && !asks && !hasTag(piece.tokens, 'may') && (!restarts || carried.reported)) return 'past';
  return piece.tokens.some((token) => token.word === '将' || token.word === '拟') ? 'future' : 'now';
}

/** 就答“已解决”: what somebody is to say tells nothing of the past. */
function isQuoted(text: string, piece: Piece, token: Token): boolean {
  const before = text.slice(piece.start, token.start);
  return before.lastIndexOf('“') > before.lastIndexOf('”');
}

/** 已完成的村…: the past describes the units, the clause goes on behind 的. */
function relative(text: string, piece: Piece): boolean {
  const past = piece.tokens.find((token) => token.tags.has('past'));
  if (!past || !past.word.startsWith('已')) return false;
  return text.slice(past.end, Math.max(past.end, piece.end - 3)).includes('的');
}

/** A quota, a deadline or a result turns what is called voluntary into a demand. */
function tiedToResult(text: string, sentence: Sentence): boolean {
  const words = text.slice(sentence.from, sentence.end);
  if (/不少于|不低于|不得少于|不得低于|至少|100%|全覆盖|名额分配|纳入考核|计入/u.test(words)) return true;
  return (
    /\d{1,2}[日号](下午|上午|中午)?\d{0,2}[时点:：]?\d{0,2}(之?前|以前|下班前)/u.test(words) &&
    hasTag(sentence.tokens, 'submit', 'form!', 'fill')
  );
}

interface Facts {
  readonly modality: Modality;
  readonly polarity: Polarity;
  readonly tense: Tense;
  readonly conditional: boolean;
  readonly actor: Actor;
  readonly background: boolean;
}

function statusOf(context: Context, facts: Facts): ClauseStatus {
  const { piece, sentence, posture, tied, text } = context;
  if (posture === 'narrative') return 'background';
  if (sentence.heading) return 'heading';
  if (facts.polarity !== 'positive')
    return facts.conditional && hasTag(piece.tokens, 'unmet') ? 'conditional' : facts.polarity === 'forbidden' ? 'negated' : 'released';
  if (sentence.titles.some((title) => title.start <= piece.start && title.end >= piece.end)) return 'quoted';
  if (isCriticised(text, sentence, piece)) return 'quoted';
  if (facts.background || context.retold) return 'background';
  if (facts.conditional) return 'conditional';
  if ((facts.modality === 'may' || invites(text, piece)) && !tied) return 'permitted';
  if (posture === 'public') return 'otherDuty';
  if (facts.actor === 'other') return 'otherDuty';
  if (facts.actor === 'issuer') return isSuffered(context.text, context.piece, context.parties) ? 'binding' : 'issuerOwn';
  return (facts.modality === 'hope' && !tied) || isSlogan(text, piece) ? 'wish' : 'binding';
}

/** 自愿参加评奖的作者请填写: whoever wants to. */
const invites = (text: string, piece: Piece): boolean =>
  /^(?:自愿|有意|愿意|想要?|感兴趣|有兴趣|有需[求要]|需要|如需)[^，。；]{1,20}请/u.test(text.slice(piece.start, piece.end));

/** A long saying in quotation marks tells what others said. Names and slogans are short. */
function isCriticised(text: string, sentence: Sentence, piece: Piece): boolean {
  return sentence.sayings.some(
    (saying) => saying.start <= piece.start && saying.end >= piece.end && /有的|有人|要求/u.test(text.slice(saying.start, saying.end)),
  );
}

function carry(text: string, clause: ReadClause, before: Carried, piece: Piece): Carried {
  const negated = clause.polarity !== 'positive';
  const ended = hasTag(piece.tokens, 'ender') || piece.cut === 'ender';
  // 费用由主办单位承担 names who pays, not who acts in what follows.
  const paid = /由[^，]{1,12}(承担|负担|解决|拨付|列支)/u.test(text.slice(clause.start, clause.end));
  return {
    actor: paid ? before.actor : clause.actor,
    subject: paid ? before.subject : clause.subject,
    polarity: negated ? clause.polarity : 'positive',
    negatesAsk:
      negated &&
      (before.negatesAsk ||
        hasTag(
          piece.tokens,
          'submit',
          'form!',
          'photo!',
          'ranking!',
          'notice!',
          'holdWeak',
          'hold',
          'fill',
          'inspect',
          'inspectWeak',
          'share!',
          'ledger',
          'ledger!',
          'list',
          'doc',
          'compete',
          'plate!',
          'pledge',
        )),
    background: clause.tense === 'past' && !ended,
    conditional: clause.conditional && !ended,
    concluded: before.concluded || concludes(text, piece),
    reported:
      before.reported ||
      clause.tokens.some((token) => /^(经查|经核查|经核实|据反映|据悉|.{2,3}发现|工作中发现|[县市]?某.*)$/u.test(token.word)),
    listed: negated && (piece.mark === '：' || before.listed),
  };
}
