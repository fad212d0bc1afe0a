import { compiledRulebooks, type CompiledRulebooks, type ParamValue, type Rule } from '../../engines/rulebook/index.ts';

type Param = Rule['params'][string];

/** A parameter of the rules and everything that rests on it. */
export interface ParamEntry extends Param {
  readonly name: string;
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  /** Only rules of another time use it: what they found then must not move. */
  readonly past: boolean;
}

/** Every parameter of the product's rulebooks by its dotted name. */
export function paramsOf(books: CompiledRulebooks = compiledRulebooks): ReadonlyMap<string, ParamEntry> {
  const entries = new Map<string, ParamEntry>();
  for (const { id, rules } of books.rulebooks) {
    for (const rule of rules) {
      for (const [name, param] of Object.entries(rule.params)) {
        const known = entries.get(name);
        const past = rule.inForce.to !== null && (known?.past ?? true);
        entries.set(name, {
          ...(known ?? { ...param, name }),
          past,
          rules: [...(known?.rules ?? []), { id: `${id}/${rule.id}`, title: rule.title }],
        });
      }
    }
  }
  return entries;
}

/**
 * Why a place may not set this value, or null. Where an article fixes the number (`official`) a place may be stricter and never laxer, and
 * not at all where nobody has said which way is stricter; what is the platform's own proposal or left to the place it may set either way.
 */
export function paramFault(entry: ParamEntry | undefined, value: ParamValue): string | null {
  if (entry === undefined) return '规则里没有这个参数 no rule has this parameter';
  if (entry.past) return '只用来判从前的事，不能改 it only judges the past';
  if (value === null) return null;
  if (entry.choices.length > 0 && !entry.choices.includes(String(value)))
    return `只能是 ${entry.choices.join('、')} is none of the choices`;
  const kind = entry.default === null ? (entry.unit === null ? typeof value : 'number') : typeof entry.default;
  if (typeof value !== kind) return `要是${kinds[kind] ?? kind} must be a ${kind}`;
  if (typeof value === 'number' && !(value >= 0 && value <= 1_000_000)) return '要在0和1000000之间 must lie between 0 and 1000000';
  if (typeof value === 'string' && value.length > 2000) return '最多2000字 2000 characters at most';
  if (entry.provenance !== 'official') return null;
  if (typeof value !== 'number' || typeof entry.default !== 'number' || entry.stricter === null)
    return value === entry.default ? null : '条文定的，不能改 the article fixes it';
  const laxer = entry.stricter === 'lower' ? value > entry.default : value < entry.default;
  return laxer
    ? `条文定的是${entry.default}${entry.unit ?? ''}，地方只能更严，不能放宽 a place may be stricter than the article, not laxer`
    : null;
}

const kinds: Readonly<Record<string, string>> = { number: '一个数', boolean: '是或否', string: '一段文字' };
