import type { DemandActKind, Draft } from '../../src/nouns/demands/demand.ts';
import type { Audience, DemandKind, Field } from '../../src/nouns/demands/terms.ts';
import type { DemoReasons, DemoStep, DemoTable, DemoValue, VillageFacts } from '../county.ts';
import type { Day, Layout } from '../dates.ts';
import { organs } from '../organs.ts';
import { drafterOf } from '../people.ts';
import type { Random } from '../random.ts';
import { county } from '../units.ts';

/** What a demand file tells: what was written, what became of it, and how the units answered. */
export interface Plan {
  readonly key: string;
  readonly organ: string;
  readonly table?: DemoTable;
  readonly script: readonly [DemoStep, ...DemoStep[]];
  readonly answers: readonly AnswerPlan[];
}

export interface Setting extends Layout {
  /** Code of a township by its name. */
  township(name: string): string;
}

export type Write = (on: Setting) => Plan;

export type Values = Readonly<Record<string, DemoValue>>;

/** Days are counted in workdays from today, as in `Layout.day`. */
export interface AnswerPlan {
  readonly version?: number;
  readonly from: number;
  readonly until: number;
  /** Share of the addressed units that answer between `from` and `until`. */
  readonly share: number;
  /** Share that answers after the deadline and before expiry. */
  readonly late?: { readonly share: number; readonly until: number };
  /** Share of the answers that is corrected a day or two later. */
  readonly corrected?: number;
  /** Units that have not answered, whatever the share. */
  readonly silent?: readonly string[];
  /** `facts` is null for a township. */
  values(facts: VillageFacts, random: Random): Values;
}

export const 柳湾村 = '990101100200';
export const 青石镇 = '990101100000';

interface Written extends Pick<Draft, 'title' | 'kind' | 'basis' | 'purpose' | 'audience'> {
  readonly organ: string;
  readonly on: Day;
  readonly number: string | null;
  readonly to: string;
  readonly body: readonly string[];
  readonly fields?: readonly Field[];
  readonly deadline: string | null;
  readonly expires?: string | null;
  /** More of what is declared (docs/rules.md) than can be told from the rest. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A draft with its notice set out as on paper: number, title, addressees, body, signature, date. */
export function written(of: Written): Draft {
  const issuer = organs.find(({ key }) => key === of.organ);
  if (!issuer) throw new Error(`no organ ${of.organ}`);
  return {
    title: of.title,
    kind: of.kind,
    text: [...(of.number ? [of.number] : []), of.title, `${of.to}：`, ...of.body, issuer.name, of.on.full].join('\n'),
    fileName: `${of.title}.docx`,
    basis: of.basis,
    purpose: of.purpose,
    fields: of.fields ?? [],
    audience: of.audience,
    deadline: of.deadline,
    expiresAt: of.expires ?? null,
    metadata: {
      issuer: issuer.name,
      issuerLevel: issuer.level,
      issuerKind: issuer.kind,
      kind: of.kind,
      addresseeLevels: [of.audience.level],
      ...of.metadata,
    },
  };
}

/** What a careful drafter fills in: the plan entry, who agreed, and that the burden was weighed before the draft was sent. */
export function inOrder(plannedItem: string, approvedBy = '青禾县人民政府'): Readonly<Record<string, unknown>> {
  return { plannedItem, approvedBy, consistencyAssessed: true };
}

export const everyVillage: Audience = { level: 'village', under: [county], except: [] };
export const everyTownship: Audience = { level: 'township', under: [county], except: [] };

export function villagesOf(...under: string[]): Audience {
  return { level: 'village', under, except: [] };
}

/** The acts of one demand: who did what, on which workday and when. */
export function story(organ: string, by = drafterOf(organ)) {
  const step =
    (kind: DemandActKind, defaultBy: string) =>
    (at: string, reason: string | null = null, actor = defaultBy): DemoStep => ({
      kind,
      at,
      by: actor,
      reason,
      reasons: null,
      draft: null,
    });
  return {
    saved: (at: string, draft: Draft): DemoStep => ({ ...step('draft', by)(at), draft }),
    sent: (at: string, otherwise = '这一处看过了。事情要办，问得不多，只问这一次。', byRule: DemoReasons['byRule'] = {}): DemoStep => ({
      ...step('submit', by)(at),
      reasons: { byRule, otherwise },
    }),
    withdrawn: step('withdraw', by),
    asked: step('askReasons', 'jianfu'),
    returned: step('return', 'jianfu'),
    refused: step('refuse', 'jianfu'),
    proposed: step('propose', 'jianfu'),
    confirmed: step('confirm', 'jianfu2'),
    admitted: step('admit', 'jianfu'),
  };
}

type Extra = Partial<Omit<Field, 'key' | 'label' | 'type'>>;

function field(key: string, label: string, type: Field['type'], extra: Extra): Field {
  return { key, label, definition: null, type, unit: null, min: null, max: null, choices: null, required: true, ...extra };
}

/** A whole number that cannot be negative; most of what a village is asked is one. */
export function count(key: string, label: string, unit: string, definition: string, extra: Extra = {}): Field {
  return field(key, label, 'integer', { unit, definition, min: 0, max: 100_000, ...extra });
}

export function amount(key: string, label: string, unit: string, definition: string, extra: Extra = {}): Field {
  return field(key, label, 'decimal', { unit, definition, min: 0, max: 1_000_000, ...extra });
}

export function choice(key: string, label: string, choices: readonly string[], definition: string | null = null): Field {
  return field(key, label, 'choice', { choices, definition });
}

export function yesNo(key: string, label: string, definition: string | null = null): Field {
  return field(key, label, 'boolean', { definition });
}

export function words(key: string, label: string, definition: string, extra: Extra = {}): Field {
  return field(key, label, 'text', { definition, ...extra });
}

export type { DemandKind };
