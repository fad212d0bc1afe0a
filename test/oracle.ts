/**
 * Who may do what, written a second time from the words of the product and of the contract, without looking at the table that decides in
 * the server. Places are a tree of names here, not prefixes of codes; a demand is the list of what happened to it. Tests compare the two.
 */

export type OracleRole = 'village' | 'township' | 'department' | 'gatekeeper' | 'inspector' | 'auditor' | 'operator' | 'security';

export interface OraclePlace {
  readonly code: string;
  readonly above: OraclePlace | null;
}

export interface OraclePerson {
  readonly role: OracleRole;
  readonly place: OraclePlace;
  readonly county: OraclePlace;
  readonly organ: string | null;
}

export interface OracleDemand {
  readonly county: OraclePlace;
  readonly organ: string;
  /** Was it ever sent to the gate? */
  readonly sent: boolean;
  /** The units that each admitted version of the terms asks, oldest first. */
  readonly versions: readonly (readonly OraclePlace[])[];
}

export type Deed = 'see' | 'readDraft' | 'writeDraft' | 'decide' | 'answer' | 'rollUp';
export const deeds: readonly Deed[] = ['see', 'readDraft', 'writeDraft', 'decide', 'answer', 'rollUp'];

export type Operation =
  | 'listDemands'
  | 'draftDemands'
  | 'decideDemands'
  | 'sendAnswers'
  | 'readReceipts'
  | 'readToday'
  | 'checkNotices'
  | 'fillTables'
  | 'decideMeanings'
  | 'readEvents'
  | 'fileEvents'
  | 'lookAtDrafts'
  | 'readFindings'
  | 'readWhatWasSaid'
  | 'sayWhatWasDone'
  | 'readRuleChanges'
  | 'changeRules'
  | 'readElements'
  | 'defineElements'
  | 'admitElements'
  | 'readLedger'
  | 'keepLedger'
  | 'doubtLedger'
  | 'seeReads'
  | 'readStaff'
  | 'manageStaff';

/** What a post is there for, whatever the thing: whoever has no part in it is told so. */
export function hasPart({ role }: Pick<OraclePerson, 'role'>, operation: Operation): boolean {
  switch (operation) {
    case 'readToday':
    case 'sendAnswers':
      // "Opens Today on a phone … gives the 3, sends": the units that carry.
      return role === 'village' || role === 'township';
    case 'draftDemands':
      return role === 'department';
    case 'decideDemands':
      return role === 'gatekeeper';
    case 'decideMeanings':
      // Who works with the templates; those who look after others' work read only.
      return role === 'village' || role === 'township' || role === 'department' || role === 'gatekeeper';
    case 'fillTables':
    case 'listDemands':
      // Administrators are kept apart: who runs the machine and who gives the posts see no demand and no answer.
      return role !== 'operator' && role !== 'security';
    case 'readReceipts':
      // The holder, who stands above the holder in the field, and those who verify.
      return role === 'village' || role === 'township' || role === 'inspector' || role === 'auditor';
    case 'readEvents':
      return role !== 'operator' && role !== 'security';
    case 'fileEvents':
      // "An organ or the receiving unit records that it took place", or the relief office.
      return role === 'village' || role === 'township' || role === 'department' || role === 'gatekeeper';
    case 'lookAtDrafts':
      return role === 'department';
    case 'readFindings':
      return role === 'gatekeeper' || role === 'auditor';
    case 'readWhatWasSaid':
      return role === 'department' || role === 'gatekeeper' || role === 'auditor';
    case 'sayWhatWasDone':
      return role === 'village' || role === 'township';
    case 'changeRules':
      // "An office edits parameters and adds rules …, two-person approval": the relief office, and nobody else.
      return role === 'gatekeeper';
    case 'readRuleChanges':
      // What is not in force yet concerns those who decide and those who verify; what is in force everybody reads without a sign-in.
      return role === 'gatekeeper' || role === 'auditor';
    case 'readElements':
      // A dictionary names nobody.
      return true;
    case 'defineElements':
      // "two departments' different definitions": a definition is a department's.
      return role === 'department';
    case 'admitElements':
      // "The dictionary grows by admission": whoever admits demands.
      return role === 'gatekeeper';
    case 'readLedger':
      // Units keep it, departments read "held" columns here, inspectors and auditors read "from the office"; the gate needs no fact.
      return role === 'village' || role === 'township' || role === 'department' || role === 'inspector' || role === 'auditor';
    case 'keepLedger':
      // "Only the fact's owner writes."
      return role === 'village' || role === 'township';
    case 'doubtLedger':
      // "A superior can challenge with a reason, never overwrite": those above who read, but not those who judge the books.
      return role === 'township' || role === 'department' || role === 'inspector';
    case 'seeReads':
      // "shown to the owner", and to audit.
      return role === 'village' || role === 'township' || role === 'auditor';
    case 'checkNotices':
      // Nothing is kept and nothing is shown that one did not bring: drafters and the gate check drafts, the field what reaches it.
      return role !== 'operator' && role !== 'security';
    case 'manageStaff':
      // "Three separated administrators": posts are the security administrator's, and nobody else's.
      return role === 'security';
    case 'readStaff':
      // The audit administrator sees who gave whom what.
      return role === 'security' || role === 'auditor';
  }
}

export function isAtOrBelow(place: OraclePlace, top: OraclePlace): boolean {
  for (let at: OraclePlace | null = place; at !== null; at = at.above) if (at.code === top.code) return true;
  return false;
}

export function mayDo(person: OraclePerson, deed: Deed, demand: OracleDemand): boolean {
  // Every county is a tenant of its own.
  if (person.county.code !== demand.county.code) return false;
  const own = person.role === 'department' && person.organ !== null && person.organ === demand.organ;
  const admitted = demand.versions.length > 0;
  const reached = demand.versions.some((units) => units.some((unit) => isAtOrBelow(unit, person.place)));
  const field = person.role === 'village' || person.role === 'township';
  const gate = person.role === 'gatekeeper';
  const audit = person.role === 'auditor';
  const inspect = person.role === 'inspector';
  switch (deed) {
    case 'see':
      // "department: own organ's; gatekeeper: everything submitted or later; village and township: admitted ones that address it or units
      // below; inspector and auditor: admitted (auditor: all submitted too)".
      return own || ((gate || audit) && demand.sent) || (inspect && admitted) || (field && reached);
    case 'readDraft':
      // "null for those who may only see terms".
      return own || ((gate || audit) && demand.sent);
    case 'writeDraft':
      return own;
    case 'decide':
      return gate && demand.sent;
    case 'answer':
      return field && reached;
    case 'rollUp':
      // "The township and county see answers roll up live"; the drafter "watches answers roll up".
      return admitted && (own || gate || audit || inspect || (person.role === 'township' && reached));
  }
}

export interface OracleEvent {
  readonly county: OraclePlace;
  readonly organ: string;
  readonly units: readonly OraclePlace[];
  /** The organ, the gate, or the place whose people filed it. */
  readonly filedBy: 'organ' | 'gate' | OraclePlace;
}

/** What took place: who may read of it? What a unit has filed would tell its organ, and the township above, who spoke. */
export function maySeeEvent(person: OraclePerson, { county, organ, units, filedBy }: OracleEvent): boolean {
  if (person.county.code !== county.code || person.role === 'operator' || person.role === 'security') return false;
  if (person.role === 'gatekeeper' || person.role === 'auditor') return true;
  const inField = person.role === 'village' || person.role === 'township';
  if (typeof filedBy !== 'string') return inField && filedBy.code === person.place.code;
  if (inField) return units.some((unit) => isAtOrBelow(unit, person.place));
  return person.role === 'inspector' || (person.role === 'department' && person.organ === organ);
}

/** Only who filed it corrects it; the gate may take over what a unit filed, and corrects what the gate filed. */
export function mayCorrectEvent(person: OraclePerson, event: OracleEvent): boolean {
  if (!maySeeEvent(person, event)) return false;
  if (person.role === 'gatekeeper') return event.filedBy !== 'organ';
  if (person.role === 'department') return event.filedBy === 'organ';
  return typeof event.filedBy !== 'string' && (person.role === 'village' || person.role === 'township');
}

/** A unit speaks of what came to itself, not of what came to its neighbour or its villages. */
export function maySpeakOf(person: OraclePerson, event: OracleEvent): boolean {
  if (!hasPart(person, 'sayWhatWasDone') || person.county.code !== event.county.code) return false;
  return event.units.some(({ code }) => code === person.place.code);
}

/** Whose receipts may one open? */
export function mayOpenReceipt(person: OraclePerson, unit: OraclePlace, county: OraclePlace): boolean {
  if (person.county.code !== county.code || !hasPart(person, 'readReceipts')) return false;
  return person.role === 'inspector' || person.role === 'auditor' || isAtOrBelow(unit, person.place);
}
