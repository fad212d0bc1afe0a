import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allows, coversPlace, may, type Caller, type DemandAction, type Permission, type Role } from '../src/nouns/people/index.ts';
import {
  deeds,
  hasPart,
  isAtOrBelow,
  mayDo,
  type Deed,
  type Operation,
  type OracleDemand,
  type OraclePerson,
  type OraclePlace,
} from './oracle.ts';

const roles: readonly Role[] = ['village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor', 'operator', 'security'];
const organs = ['organ 1', 'organ 2', 'organ 3'];

const actionOf: Readonly<Record<Deed, DemandAction>> = {
  see: 'terms.read',
  readDraft: 'draft.read',
  writeDraft: 'draft.write',
  decide: 'decide',
  answer: 'answer',
  rollUp: 'rollup.read',
};
const permissionOf: Readonly<Record<Operation, Permission>> = {
  listDemands: 'demands.list', draftDemands: 'demand.draft', decideDemands: 'gate.decide', sendAnswers: 'answer.send', readReceipts: 'receipts.read', readToday: 'today.read', checkNotices: 'notice.check', fillTables: 'table.fill', decideMeanings: 'meaning.confirm',
  readEvents: 'conduct.read', fileEvents: 'conduct.file', lookAtDrafts: 'conduct.look', readFindings: 'conduct.findings', readWhatWasSaid: 'conduct.heard', sayWhatWasDone: 'behaviour.report',
  readRuleChanges: 'rules.desk', changeRules: 'rules.change',
  readElements: 'elements.read', defineElements: 'elements.define', admitElements: 'elements.admit', readLedger: 'ledger.read', keepLedger: 'ledger.write', doubtLedger: 'ledger.challenge', seeReads: 'ledger.reads',
  readStaff: 'staff.read', manageStaff: 'staff.manage',
}; // prettier-ignore

interface World {
  readonly people: readonly OraclePerson[];
  readonly demands: readonly OracleDemand[];
}

/** One county with townships and villages at random; sizes by township. */
function countyOf(number: number, sizes: readonly number[]): { county: OraclePlace; townships: OraclePlace[]; villages: OraclePlace[] } {
  const digits = (n: number, width: number): string => String(n).padStart(width, '0');
  const county = { code: `9902${digits(number, 2)}000000`, above: { code: '990200000000', above: null } };
  const townships = sizes.map((_, n) => ({ code: `${county.code.slice(0, 6)}${digits(n + 1, 3)}000`, above: county }));
  const villages = townships.flatMap((township, n) =>
    Array.from({ length: sizes[n] ?? 0 }, (_, v) => ({ code: `${township.code.slice(0, 9)}${digits(v + 1, 3)}`, above: township })),
  );
  return { county, townships, villages };
}

const world: fc.Arbitrary<World> = fc
  .array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 })
  .chain((sizes) => {
    const counties = sizes.map((townships, n) => countyOf(n + 1, townships));
    const person = fc.constantFrom(...counties).chain(({ county, townships, villages }) =>
      fc.constantFrom(...roles).chain((role) => {
        const at = role === 'village' && villages.length > 0 ? villages : role === 'township' || role === 'village' ? townships : [county];
        return fc.record({
          role: fc.constant(role),
          place: fc.constantFrom(...at),
          county: fc.constant(county),
          organ: role === 'department' || role === 'gatekeeper' ? fc.constantFrom(...organs) : fc.constant(null),
        });
      }),
    );
    const demand = fc.constantFrom(...counties).chain(({ county, townships, villages }) => {
      const audience = fc.oneof(fc.subarray(villages), fc.subarray(townships, { minLength: 1 }));
      return fc
        .record({
          county: fc.constant(county),
          organ: fc.constantFrom(...organs),
          sent: fc.boolean(),
          versions: fc.array(audience, { maxLength: 2 }),
        })
        .map((one) => ({ ...one, sent: one.sent || one.versions.length > 0 }));
    });
    return fc.record({
      people: fc.array(person, { minLength: 8, maxLength: 8 }),
      demands: fc.array(demand, { minLength: 8, maxLength: 8 }),
    });
  });

function callerOf({ role, place, county, organ }: OraclePerson): Caller {
  const level = role === 'village' || role === 'township' ? (place.code.endsWith('000') ? 'township' : 'village') : 'county';
  return {
    county: county.code.slice(0, 6), person: 'p', name: '某', post: 'o', role, title: '', place: { code: place.code, name: '', level },
    organ: organ === null ? null : { id: organ, name: organ, shortName: organ, kind: 'department', level: 'county' },
  }; // prettier-ignore
}

describe('rights, told twice', () => {
  it('more than 100,000 decisions on things: no difference', () => {
    let decisions = 0;
    fc.assert(
      fc.property(world, ({ people, demands }) => {
        for (const person of people) {
          const caller = callerOf(person);
          for (const demand of demands) {
            // The store asks only inside the caller's own county; what is in another one it does not find.
            if (person.county.code !== demand.county.code) continue;
            const reached = demand.versions.some((units) => units.some((unit) => isAtOrBelow(unit, person.place)));
            const field = person.role === 'village' || person.role === 'township';
            const view = {
              organ: demand.organ,
              submitted: demand.sent,
              admitted: demand.versions.length > 0,
              addressesCaller: field && reached,
            };
            for (const deed of deeds) {
              decisions++;
              const [code, oracle] = [allows(caller, actionOf[deed], view), mayDo(person, deed, demand)];
              if (code !== oracle)
                expect({ ...view, role: person.role, deed, own: person.organ === demand.organ, allowed: code }).toMatchObject({
                  allowed: oracle,
                });
            }
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(decisions).toBeGreaterThan(100_000);
  });

  it('every role and every operation', () => {
    const table = roles.flatMap((role) =>
      (Object.keys(permissionOf) as Operation[]).map((operation) => [role, operation, hasPart({ role }, operation)] as const),
    );
    const { county } = countyOf(1, [1]);
    const told = roles.flatMap((role) =>
      (Object.keys(permissionOf) as Operation[]).map(
        (operation) => [role, operation, may(permissionOf[operation])(callerOf({ role, place: county, county, organ: null }))] as const,
      ),
    );
    expect(told).toEqual(table);
  });

  it('a place covers itself and what is below, by the tree and by the digits', () => {
    fc.assert(
      fc.property(world, ({ people }) => {
        for (const person of people)
          for (const other of people) expect(coversPlace(callerOf(person), other.place.code)).toBe(isAtOrBelow(other.place, person.place));
      }),
    );
  });
});
