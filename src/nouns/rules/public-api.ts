import { Type } from 'typebox';
import { addDays } from '../../base/dates.ts';
import { dateInChina } from '../../base/time.ts';
import cases from '../../engines/rulebook/cases.json' with { type: 'json' };
import { compiledRulebooks } from '../../engines/rulebook/index.ts';
import type { Db } from '../../platform/db/index.ts';
import type { Endpoints } from '../../platform/http/index.ts';
import { Problem } from '../../problem.ts';
import { findUnit } from '../units/index.ts';
import { rulesOn } from './in-force.ts';
import { readLocalRules } from './local-rules.ts';
import { actOf, contentOf, lawOf, paramsTable, ruleInFull, ruleOf, versionOf } from './present.ts';
import { lawSchema, versionDetailSchema, versionRowSchema } from './rule-schemas.ts';
import { differenceOf } from './rules.ts';
import { findChangeActs, findChange, findRulebookText, findVersion, listVersions, type RuleVersion } from './store.ts';

const county = Type.String({ pattern: '^\\d{6}$', description: 'Six digits: the place whose rules are added to the law' });
const day = Type.String({ pattern: '^20\\d{2}-\\d{2}-\\d{2}$' });
const tag = 'sunlight';

/** The rules that everybody may read: the law as data, what a place added, and every version with its two names. */
export function publicRuleRoutes<C>(endpoints: Endpoints<C>): void {
  endpoints.open({
    method: 'GET',
    url: '/api/sunlight/rules',
    summary: 'The rules and parameters in force on a day, with those of one place',
    tag,
    query: Type.Object({ county: Type.Optional(county), on: Type.Optional(day) }),
    response: lawSchema,
    run: async ({ query, db, now }) => {
      const on = query.on ?? dateInChina(now);
      const place = query.county ?? '';
      // What is not yet decided for a later day cannot be told; versions that wait for their date can.
      if (on > addDays(dateInChina(now), 366))
        throw new Problem('input.invalid', { fields: [{ path: '/on', detail: '最多往后一年 one year ahead at most' }] });
      const { version, product, digest } = await rulesOn(db, place, on, now);
      const local = contentOf(version === 0 ? null : await findVersion(db, place, version));
      const unit = place === '' ? null : await findUnit(db, `${place}000000`);
      return {
        county: query.county ?? null,
        place: unit?.name ?? null,
        on,
        version,
        product,
        digest,
        rulebooks: lawOf(compiledRulebooks, local),
        params: paramsTable(local),
      };
    },
  });

  endpoints.open({
    method: 'GET',
    url: '/api/sunlight/rules/rule',
    summary: 'One rule in full: conditions, words and cases',
    tag,
    query: Type.Object({ id: Type.String({ minLength: 1, maxLength: 80 }), county: Type.Optional(county) }),
    response: Type.Object({ rule: Type.Object({}, { additionalProperties: true }) }),
    run: async ({ query, db, now }) => {
      const place = query.county ?? '';
      const { version } = await rulesOn(db, place, dateInChina(now), now);
      const local = contentOf(version === 0 ? null : await findVersion(db, place, version));
      const found = ruleInFull(query.id, local);
      if (found === null) throw new Problem('thing.missing');
      const { applies, when, undecidedWhen, exceptions, grades, decidedElsewhere, marks } = found.rule;
      return {
        rule: {
          ...ruleOf(found.book, found.rule),
          conditions: { applies, when, undecidedWhen, decidedElsewhere, exceptions, grades, marks },
          cases: casesOf(query.id, place, local.yaml),
        },
      };
    },
  });

  endpoints.open({
    method: 'GET',
    url: '/api/sunlight/rules/text/:digest',
    summary: 'The product’s rulebooks as they were judged by, by their hash (canonical JSON)',
    tag,
    params: Type.Object({ digest: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    response: Type.Object({ digest: Type.String(), content: Type.String() }),
    run: async ({ params, db }) => {
      const content = await findRulebookText(db, params.digest);
      if (content === null) throw new Problem('thing.missing');
      return { digest: params.digest, content };
    },
  });

  versionRoutes(endpoints);
}

function versionRoutes<C>(endpoints: Endpoints<C>): void {
  endpoints.open({
    method: 'GET',
    url: '/api/sunlight/rules/versions',
    summary: 'Every version of a place’s rules, newest first, with who proposed and who approved',
    tag,
    query: Type.Object({ county }),
    response: Type.Object({ items: Type.Array(versionRowSchema) }),
    run: async ({ query, db, now }) => {
      const versions = await listVersions(db, query.county);
      return { items: await Promise.all(versions.map((version, at) => rowOf(db, query.county, version, now, versions[at - 1] ?? null))) };
    },
  });

  endpoints.open({
    method: 'GET',
    url: '/api/sunlight/rules/versions/:version',
    summary: 'What one version says that another does not (the one before it, where none is named)',
    tag,
    params: Type.Object({ version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }),
    query: Type.Object({ county, against: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })) }),
    response: versionDetailSchema,
    run: async ({ query, params, db, now }) => {
      const version = await findVersion(db, query.county, params.version);
      const against = query.against ?? params.version - 1;
      const other = against === 0 ? null : await findVersion(db, query.county, against);
      if (version === null || (against !== 0 && other === null)) throw new Problem('thing.missing');
      const newer = await findVersion(db, query.county, params.version + 1);
      return {
        ...(await rowOf(db, query.county, version, now, newer)),
        against,
        difference: differenceOf(contentOf(other), version.content),
        yaml: version.content.yaml,
      };
    },
  });
}

async function rowOf(db: Db, place: string, version: RuleVersion, now: Date, newer: RuleVersion | null) {
  const acts = (await findChangeActs(db, place, [version.change])).get(version.change) ?? [];
  const change = await findChange(db, place, version.change);
  return {
    ...versionOf(version, dateInChina(now), newer),
    title: change?.title ?? '',
    acts: acts.filter(({ kind }) => kind !== 'draft').map(actOf),
  };
}

function casesOf(id: string, place: string, yaml: string): readonly unknown[] {
  const own = (cases as Readonly<Record<string, readonly unknown[]>>)[id];
  return own ?? (yaml === '' ? [] : (readLocalRules(place, yaml).cases.get(id) ?? []));
}
