import type { Reading } from '../reading/index.ts';
import type { Country } from './country.ts';

/** What is declared with a notice (docs/rules.md); every field may be absent, and null means not known to the gate. */
export interface Metadata {
  readonly issuer?: string | null;
  readonly issuerLevel?: string | null;
  readonly issuerKind?: string | null;
  readonly kind?: string | null;
  readonly addresseeLevels?: readonly string[] | null;
  readonly plannedItem?: string | false | null;
  readonly filingNumber?: string | false | null;
  readonly listEntry?: string | false | null;
  readonly approvedBy?: string | false | null;
  readonly consistencyAssessed?: boolean | string | null;
  readonly dutyItem?: { readonly list?: string | null; readonly item?: string | null } | null;
  readonly emergency?: { readonly basis?: string | null } | null;
  readonly parent?: string | null;
  readonly sentAt?: string | null;
}

export type Known = 'yes' | 'no' | 'unknown';

/** What the expressions of the rules see as `demand`. Numbers that are not known are -1, names that are not known are ''. */
export class Demand {
  kinds: string[] = [];
  issuer = '';
  issuerLevel = '';
  issuerKind = '';
  addressees = '';
  addresseeLevels: string[] = [];
  grassroots = false;
  downward = false;
  toGovernment = false;
  toTowns = false;
  channel = '';
  title = '';
  numbered = false;
  dated = false;
  bodyCharacters = 0;
  issuedCharacters = 0;
  preambleShare = 0;
  planned: Known = 'unknown';
  filed: Known = 'unknown';
  listed: Known = 'unknown';
  approved: Known = 'unknown';
  assessed: Known = 'unknown';
  duty = '';
  emergency = false;
  relay = false;
  dueWorkdays = -1;
  dueDays = -1;
  dueOutOfHours = false;
  consultationWorkdays = -1;
  consultationRound = -1;
  year = -1;
  askCount = 0;
  meeting = false;
  meetingMinutes = -1;
  meetingWorkdays = -1;
  meetingLevels = 0;
  meetingCallsPrincipals = false;
  meetingCallsLeaders = false;
  meetingBranches = false;
  meetingAllStaff = false;
  meetingGroups = false;
  meetingVideo = false;
  /** Not for the expressions: dated deadlines with their days from sending; see dueWith. */
  readonly deadlines: { readonly start: number; readonly days: number }[] = [];
  /** The same for dates that lay in the past when the text was sent; see lapsedWith. */
  readonly lapsed: { readonly start: number; readonly days: number }[] = [];
}

/** Names and CEL types of the fields, for the type checker. Kept beside the class so that neither is changed alone. */
export const demandFields: Readonly<Record<Exclude<keyof Demand, 'deadlines' | 'lapsed'>, string>> = {
  kinds: 'list<string>',
  issuer: 'string',
  issuerLevel: 'string',
  issuerKind: 'string',
  addressees: 'string',
  addresseeLevels: 'list<string>',
  grassroots: 'bool',
  downward: 'bool',
  toGovernment: 'bool',
  toTowns: 'bool',
  channel: 'string',
  title: 'string',
  numbered: 'bool',
  dated: 'bool',
  bodyCharacters: 'double',
  issuedCharacters: 'double',
  preambleShare: 'double',
  planned: 'string',
  filed: 'string',
  listed: 'string',
  approved: 'string',
  assessed: 'string',
  duty: 'string',
  emergency: 'bool',
  relay: 'bool',
  dueWorkdays: 'double',
  dueDays: 'double',
  dueOutOfHours: 'bool',
  consultationWorkdays: 'double',
  consultationRound: 'double',
  year: 'double',
  askCount: 'double',
  meeting: 'bool',
  meetingMinutes: 'double',
  meetingWorkdays: 'double',
  meetingLevels: 'double',
  meetingCallsPrincipals: 'bool',
  meetingCallsLeaders: 'bool',
  meetingBranches: 'bool',
  meetingAllStaff: 'bool',
  meetingGroups: 'bool',
  meetingVideo: 'bool',
};

export const isField = (name: string): name is keyof typeof demandFields => Object.hasOwn(demandFields, name);

/** The demand as the text and the declared metadata say it; entries in the text are added by the caller, who knows the marks. */
export function demandOf(reading: Reading, metadata: Metadata, country: Country): Demand {
  const { organs } = country;
  const demand = new Demand();
  const addressees = reading.addressees?.quote ?? null;
  demand.issuer = metadata.issuer ?? reading.issuer ?? '';
  demand.issuerKind = metadata.issuerKind ?? organs.kindOf(metadata.issuer ?? reading.issuer) ?? '';
  demand.issuerLevel = metadata.issuerLevel ?? reading.issuerLevel ?? '';
  demand.addressees = addressees ?? '';
  demand.addresseeLevels = [...new Set([...reading.addresseeLevels, ...(metadata.addresseeLevels ?? [])])];
  demand.grassroots = organs.isGrassroots(addressees, demand.addresseeLevels);
  // Checks of city organs count too: article 7 speaks of lower party and government organs, not of the grassroots only.
  demand.downward = demand.grassroots || demand.addresseeLevels.some((level) => level === 'city' || level === 'province');
  demand.toGovernment = organs.addressesGovernment(addressees);
  demand.toTowns = organs.addressesTowns(addressees);
  demand.channel = reading.docClass.kind === null ? '' : (country.channels[reading.docClass.kind] ?? '');
  demand.title = reading.title ?? '';
  demand.numbered = reading.docNumber !== null;
  demand.dated = reading.date !== null;
  demand.bodyCharacters = reading.bodyCharacters;
  // A mere cover is held against the text that it issues.
  demand.issuedCharacters =
    reading.bodyCharacters < 300 ? Math.max(reading.bodyCharacters, reading.annexCharacters) : reading.bodyCharacters;
  demand.planned = known(metadata.plannedItem, country.absent);
  demand.filed = known(metadata.filingNumber, country.absent);
  demand.listed = known(metadata.listEntry, country.absent);
  demand.approved = known(metadata.approvedBy, country.absent);
  demand.assessed = known(metadata.consistencyAssessed, country.absent);
  demand.duty = metadata.dutyItem?.list ?? '';
  demand.emergency = reading.emergency !== null || (metadata.emergency !== undefined && metadata.emergency !== null);
  demand.relay = metadata.kind === 'relay' || country.relayTitle.test(demand.title);
  demand.kinds = kindsOf(reading, metadata);
  demand.askCount = reading.asks.length;
  demand.year = reading.date === null ? -1 : Number(reading.date.slice(0, 4));
  return demand;
}

function known(entry: string | boolean | null | undefined, absent: ReadonlySet<string>): Known {
  if (entry === null || entry === undefined) return 'unknown';
  return entry === false || (typeof entry === 'string' && absent.has(entry)) ? 'no' : 'yes';
}

const kindOfAsk: Readonly<Record<string, string>> = {
  meeting: 'meeting',
  form: 'form',
  report: 'form',
  inspection: 'check',
  app: 'app',
  secondment: 'secondment',
  campaign: 'creation',
  reception: 'visit',
};

function kindsOf(reading: Reading, metadata: Metadata): string[] {
  const kinds = new Set<string>(['document']);
  if (metadata.kind !== null && metadata.kind !== undefined) kinds.add(metadata.kind);
  for (const ask of reading.asks) {
    const kind = kindOfAsk[ask.kind];
    if (kind !== undefined) kinds.add(kind);
  }
  return [...kinds];
}
