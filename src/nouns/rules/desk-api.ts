import { Type } from 'typebox';
import { uuidPattern } from '../../base/id.ts';
import { dateInChina } from '../../base/time.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor, pageOf, pageQuery, pageSchema, type Endpoints } from '../../platform/http/index.ts';
import { Problem } from '../../problem.ts';
import type { LogKeys } from '../log/index.ts';
import { may, type Caller } from '../people/index.ts';
import { approveChange, openChange, proposeChange, redraftChange, rejectChange, withdrawChange } from './acts.ts';
import { rulesOn, rulesWith } from './in-force.ts';
import { actOf, changeRowOf, contentOf, mayOf, wouldBe } from './present.ts';
import { inSlices, previewOne, replayOne, type PastJudgement, type PastJudgements, type Previewed } from './replay.ts';
import {
  changeBodySchema,
  changeDecisionSchema,
  changeDetailSchema,
  changeReasonSchema,
  changeRowSchema,
  previewSchema,
  replaySchema,
} from './rule-schemas.ts';
import { differenceOf, outcomeOf, type ChangeContent, type LocalRules, type Outcome } from './rules.ts';
import { findChange, findChangeActs, findVersion, latestVersion, listChanges } from './store.ts';

const byId = Type.Object({ id: Type.String({ pattern: uuidPattern }) });
const tag = 'rules';
const bodyLimit = 512 * 1024;
const pastKey = ['time', 'id', 'count'] as const;
const sliceQuery = Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 400 })) });

export interface RulesDesk {
  readonly log: LogKeys;
  readonly committed: () => void;
  /** What the gate judged in the past; handed in, because rules know no demand. */
  readonly past: PastJudgements;
}

/** Where an office changes its rules, two people at a time. */
export function rulesDeskRoutes(endpoints: Endpoints<Caller>, desk: RulesDesk): void {
  endpoints.read({
    method: 'GET',
    url: '/api/rules/changes',
    summary: 'Changes of the place’s rules, latest first',
    tag,
    right: may('rules.desk'),
    query: Type.Object(pageQuery),
    response: pageSchema(changeRowSchema),
    run: async ({ caller, query, db }) => {
      const limit = query.limit ?? 50;
      const rows = await listChanges(db, caller.county, decodeCursor(query.cursor, ['time', 'id']), limit + 1);
      const page = pageOf(rows, limit, (row) => [row.updatedAt.toISOString(), row.id]);
      return { items: page.items.map(changeRowOf), next: page.next };
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/rules/changes/:id',
    summary: 'One change: what it says, what it would change, who did what',
    tag,
    right: may('rules.desk'),
    params: byId,
    response: changeDetailSchema,
    run: ({ caller, params, db }) => detail(db, caller, params.id),
  });

  writeRoutes(endpoints, desk);
  lookBackRoutes(endpoints, desk);
}

function writeRoutes(endpoints: Endpoints<Caller>, { log, committed }: RulesDesk): void {
  const shape = { tag, right: may('rules.change'), response: changeDetailSchema, bodyLimit, committed } as const;
  endpoints.write({
    ...shape,
    method: 'POST',
    url: '/api/rules/changes',
    summary: 'Open a change of the place’s rules',
    body: changeBodySchema,
    status: 201,
    act: async (trx, { caller, now, body }) => detail(trx, caller, (await openChange(trx, { caller, now }, body)).id),
  });

  endpoints.write({
    ...shape,
    method: 'PUT',
    url: '/api/rules/changes/:id',
    summary: 'Write a change anew, upon the rules as they now are',
    params: byId,
    body: changeBodySchema,
    act: async (trx, { caller, now, params, body }) => {
      await redraftChange(trx, { caller, now }, params.id, body);
      return detail(trx, caller, params.id);
    },
  });

  for (const [verb, summary, act] of [
    ['propose', 'Lay a change before the other gatekeepers', proposeChange],
    ['approve', 'Second gatekeeper: from its date on these are the rules', approveChange],
    ['reject', 'Not like this; the author sees the reason', rejectChange],
  ] as const) {
    endpoints.write({
      ...shape,
      method: 'POST',
      url: `/api/rules/changes/:id/${verb}`,
      summary,
      params: byId,
      body: changeDecisionSchema,
      act: async (trx, { caller, now, params, body }) => {
        await act(trx, log, { caller, now }, params.id, body);
        return detail(trx, caller, params.id);
      },
    });
  }

  endpoints.write({
    ...shape,
    method: 'POST',
    url: '/api/rules/changes/:id/withdraw',
    summary: 'The author takes a change back',
    params: byId,
    body: changeReasonSchema,
    act: async (trx, { caller, now, params, body }) => {
      await withdrawChange(trx, log, { caller, now }, params.id, body.reason);
      return detail(trx, caller, params.id);
    },
  });
}

/** Both look at a bounded slice a request: whoever asks goes on with `next`, and stops by not asking. */
function lookBackRoutes(endpoints: Endpoints<Caller>, { past }: RulesDesk): void {
  endpoints.read({
    method: 'GET',
    url: '/api/rules/changes/:id/preview',
    summary: 'What last year’s demands would have become with this change, a slice a request',
    tag,
    right: may('rules.desk'),
    params: byId,
    query: sliceQuery,
    response: previewSchema,
    run: async ({ caller, params, query, db, now }) => {
      const { content, base } = await draftOf(db, caller.county, params.id);
      const draft = rulesWith(wouldBe(base, caller.county, content), content.base + 1);
      const today = await rulesOn(db, caller.county, dateInChina(now), now);
      const since = new Date(now.getTime() - 366 * 86_400_000);
      const would = counts();
      const was = counts();
      const { seen, found, next } = await inSlices<PastJudgement, Previewed>(
        (after, limit) => past.sent(db, caller.county, since, after, limit),
        decodeCursor(query.cursor, pastKey),
        async (one) => {
          const looked = previewOne(draft, today, one);
          would[looked.would]++;
          was[outcomeOf(one.inspection.findings)]++;
          return looked.changed;
        },
      );
      const total = await past.countSent(db, caller.county, since);
      return { total, seen, would, was, changed: found, next: next === null ? null : encodeCursor(next) };
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/rules/replay',
    summary: 'Past judgements again by the rules of their day, a slice a request; only what comes out otherwise is told',
    tag,
    right: may('rules.desk'),
    query: sliceQuery,
    response: replaySchema,
    run: async ({ caller, query, db }) => {
      const { seen, found, next } = await inSlices(
        (after, limit) => past.judged(db, caller.county, after, limit),
        decodeCursor(query.cursor, pastKey),
        (one) => replayOne(db, caller.county, one),
      );
      const total = await past.countJudged(db, caller.county);
      return { total, seen, same: seen - found.length, found, next: next === null ? null : encodeCursor(next) };
    },
  });
}

function counts(): Record<Outcome, number> {
  return { refuse: 0, justify: 0, pass: 0 };
}

async function draftOf(db: Db | Trx, county: string, id: string): Promise<{ content: ChangeContent; base: LocalRules }> {
  const acts = (await findChangeActs(db, county, [id])).get(id) ?? [];
  const content = acts.findLast((act) => act.kind === 'draft')?.content;
  if (content === undefined || content === null) throw new Problem('thing.missing');
  return { content, base: contentOf(content.base === 0 ? null : await findVersion(db, county, content.base)) };
}

async function detail(db: Db | Trx, caller: Caller, id: string) {
  const { county } = caller;
  const change = await findChange(db, county, id);
  if (change === null) throw new Problem('thing.missing');
  const acts = (await findChangeActs(db, county, [id])).get(id) ?? [];
  const { content, base } = await draftOf(db, county, id);
  const latest = await latestVersion(db, county);
  const open = change.state !== 'approved' && change.state !== 'withdrawn';
  return {
    ...changeRowOf(change),
    content,
    nth: acts.findLast((act) => act.kind === 'draft')?.nth ?? 1,
    acts: acts.map(actOf),
    difference: differenceOf(base, wouldBe(base, county, content)),
    stale: open && (latest?.version ?? 0) !== content.base,
    may: mayOf(change, acts, caller),
  };
}
