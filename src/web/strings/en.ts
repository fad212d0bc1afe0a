import { problems } from '../../problem.ts';
import { clock } from '../dates.ts';
import { about, dates, list, many, n, units, values, why } from './en.base.ts';
import { groundsOf } from './citation.ts';
import { enAccount } from './en.account.ts';
import { enConduct } from './en.conduct.ts';
import { enDesk } from './en.desk.ts';
import { enLedger } from './en.ledger.ts';
import { enFill } from './en.fill.ts';
import { enPapers } from './en.papers.ts';
import { short } from './zh.base.ts';
import type { Messages } from './zh.ts';

export const en: Messages = {
  lang: 'en',
  n,
  about,
  // Titles are Chinese in both languages.
  short,
  dates,
  why,
  comma: ', ',
  colon: ': ',
  stop: '.',
  wide: ' · ',
  quote: (text) => `“${text}”`,
  join: (items) => items.join(', '),
  list,
  shell: {
    brand: 'Qingdan',
    skip: 'Skip to the page',
    main: 'Main pages',
    today: 'Today',
    fill: 'Fill',
    receipts: 'Receipts',
    draft: 'Drafts',
    gate: 'Gate',
    rules: 'Rules',
    sunlight: 'Public',
    home: 'Home',
    signIn: 'Sign in',
    signOut: 'Sign out',
    settings: 'Settings',
    language: 'Language',
    theme: 'Light or dark',
    themes: { system: 'As the device', light: 'Light', dark: 'Dark' },
    type: 'Type',
    types: { normal: 'Standard', large: 'Large' },
    titled: (page) => `${page} · Qingdan`,
    roles: {
      village: 'village',
      township: 'township',
      department: 'department drafter',
      gatekeeper: 'gatekeeper',
      inspector: 'inspector',
      auditor: 'auditor',
      operator: 'system administrator',
      security: 'security administrator',
    },
  },
  ask: {
    back: 'Back',
    more: 'Show more',
    retry: 'Try again',
    cancel: 'Leave it',
    close: 'Close',
    synced: (time) => `Works without a network. Last synchronised ${time}.`,
    slow: 'The network is slow. What you typed is kept on this device.',
    loading: 'Loading',
    notSpecified: 'not stated',
  },
  problem: {
    offline: 'The service could not be reached. You see what was here last; what you typed is kept. Try again in a moment.',
    slow: 'The service has not answered for a long time. What you typed is kept; try again in a moment.',
    broken: 'Something broke at the service and this was not stored. What you typed is kept. Try again, then tell the operator.',
    of: (slug, detail) => (slug in problems ? problems[slug as keyof typeof problems].en : detail),
  },
  missing: {
    title: 'There is no such page',
    lede: 'The address may be mistyped, or this page is not built yet.',
    home: 'To the first page',
    thing: 'There is no such thing, or your post may not see it.',
    broken: 'This page broke',
    brokenLede: 'What you typed is kept. Open it again; if that does not help, tell the operator.',
    reload: 'Open it again',
  },
  signIn: {
    title: 'Sign in first',
    lede: 'Come in with the name of your unit.',
    name: 'Name',
    password: 'Password',
    stay: 'This device is mine; keep me signed in.',
    stayNote: 'Otherwise closing the page signs you out.',
    go: 'Sign in',
    going: 'Signing in',
    need: 'Both name and password are needed.',
    demo: 'Demonstration names, one click each',
    demoNote: 'Qinghe County is made up; nobody in it is real.',
    as: (role, place) => `${place}, ${role}`,
    open: 'No sign-in needed',
    openSunlight: 'What is demanded of the villages',
    openVerify: 'Verify a receipt',
    again: 'The sign-in has expired; please sign in again. What you typed is kept.',
  },
  home: {
    title: (place) => place,
    operator: 'What is here',
    operatorNote: 'Units, posts and backups are managed from the command line: qingdan import, export, backup, restore.',
    health: 'Is the service up?',
    healthy: 'The service and the database are up.',
    unhealthy: 'The service does not answer.',
  },
  today: {
    nothing: 'Nothing to do today.',
    none: 'Nothing is due today.',
    some: (count) => `${many(count, 'thing')} due today.`,
    late: (count) => `${many(count, 'thing')} past the deadline; still accepted.`,
    nextWeek: (time) => `The next is due on ${dates.inWeek(time)}.`,
    next: (time) => `The next is due on ${dates.day(time)}.`,
    allDone: 'All answered.',
    total: (range, count) => (count > 1 ? `${n(count)} together take ${about(range)}.` : `It takes ${about(range)}.`),
    toGive: (fields, range) => (fields === 0 ? `No values to give, ${about(range)}` : `${values(fields)} to give, ${about(range)}`),
    partly: (done, left) => (left === 0 ? `All ${n(done)} given, not sent yet` : `${n(done)} given, ${n(left)} to go`),
    ticks: (done, left) => `${n(done)} given, ${n(left)} to give`,
    go: (fields) => (fields === 0 ? 'See what to do' : `Give ${values(fields)}`),
    goOn: (left) => (left === 0 ? 'Send' : `Give the other ${n(left)}`),
    superseded: 'The terms changed. Your earlier answer stays met; the new version wants one too.',
    answeredCount: (count) => `Answered, not yet expired (${n(count)})`,
    answeredAt: (time, late) => `Delivered ${dates.dayWeek(time)}, ${clock(time)}${late ? ', after the deadline' : ''}`,
    receipt: 'See the receipt',
    amend: 'Correct it',
    done: 'What is done is under ',
    doneEnd: ', whenever you need it.',
    kept: 'Kept away from you',
    keptSum: (count, range) => `${many(count, 'demand')} kept away this week; you were spared ${about(range)}.`,
    keptCount: (count) => `${many(count, 'demand')} kept away this week.`,
    keptNone: 'Nothing was kept away this week.',
    keptSays: (organ, reason, decision) =>
      `${organ}. ${reason === null || reason === '' ? '' : `${reason.replace(/[。.]$/u, '')}. `}${decision === 'refused' ? 'Not admitted.' : 'Returned.'}`,
    below: 'Being answered by the villages below',
    belowNone: 'The villages below have nothing to answer now.',
    noNumber: 'What bears no admission number need not be done.',
  },
  demand: {
    terms: 'Terms',
    number: 'Admission number',
    noNumber: 'No admission number yet. Without one nothing is owed.',
    qr: 'QR code of this demand',
    expires: (time, now) =>
      Date.parse(time) < Date.parse(now)
        ? `Expired on ${dates.full(time)}; nothing is owed.`
        : `Expires on ${dates.day(time)}, ${dates.relative(time, now)}. After that nothing is owed.`,
    lede: (organ, fields, purpose, range) =>
      `${fields === 0 ? why(organ, purpose) : why(organ, purpose).replace('Asked', `${values(fields)} asked`)}${range === null ? '' : ` ${about(range).replace('about', 'About')} a unit.`}`,
    answer: (fields) => (fields === 0 ? 'Report it done' : `Give ${values(fields)}`),
    amend: 'Correct it',
    withdrawn: 'This demand was withdrawn; nothing is owed. Answers given stay met.',
    expired: 'This demand has expired; nothing is owed. Answers given stay met.',
    notYet: 'This demand is not admitted; nothing is owed.',
    revising: 'A new version is being prepared; until it is admitted, the present one holds.',
    what: 'What',
    who: 'Asked by',
    use: 'What for',
    basis: 'On what basis',
    audience: 'Of whom',
    when: 'When',
    not: 'What not',
    later: 'How it may be checked',
    whatFields: (labels) => `${values(labels.length)}, once: ${list(labels)}.`,
    whatNone: 'No values to give.',
    roster: (columns) =>
      `The roster is not filled by hand: ${n(columns.length)} columns come from the registers of the units (${columns.join(', ')}). Only these, only until expiry, and the units see every reading.`,
    rosterTake: 'Download the rosters',
    rosterNote: 'One file for each unit that answered, in one package; only the columns of the terms, and units see every reading.',
    audienceSays: (level, count, places) => `${many(count, level)}${places.length === 0 ? '' : ` of ${list(places)}`}.`,
    whenSays: (from, deadline) => `${from === null ? '' : `From ${dates.full(from)}, `}by ${dates.dayClock(deadline)}.`,
    notSays: 'Nothing but the above: no attachments, photographs or paper.',
    laterSays: (fields) =>
      fields === 0
        ? 'Only what is written above. What is not written may not be asked by a check.'
        : `Only whether these ${values(fields)} agree with the facts. What is not written may not be asked by a check.`,
    frozen: (time) =>
      `Terms fixed on ${dates.day(time)}, ${clock(time)}; nobody can change them. A change needs a new admission, and answers given stay met.`,
    digest: 'Digest of the terms',
    fields: 'What each value is',
    settled: 'What was found, and how it was settled',
    settledNone: 'Nothing was found that breaks a rule.',
    undecided: (count) => `${many(count, 'more rule')} can be decided only from registers`,
    reasonGiven: 'The drafter’s reason',
    override: 'It breaks a rule and was let through',
    overrideLede: (by, second) =>
      second === null
        ? `Proposed by ${by}; a second person has yet to confirm.`
        : `Proposed by ${by}, confirmed by ${second}. Both names and reasons are public.`,
    proposer: 'Proposed:',
    confirmer: 'Confirmed:',
    cost: 'How much time it takes',
    costSum: (each, count, hours) => `A unit takes ${each}; ${hours} hours for ${units(count)}.`,
    costPart: 'Part',
    costWhy: 'How it was reckoned',
    costMinutes: 'Minutes',
    rollup: 'How far the answers have come',
    rollupSum: (asked, answered) =>
      answered >= asked
        ? `All ${units(asked)} have answered.`
        : `${n(answered)} of ${units(asked)} have answered. By place, not by result.`,
    rollupTable: 'Answers by place',
    sums: 'Values by place',
    absent: (notApplicable, unknown) =>
      [notApplicable === 0 ? '' : `${n(notApplicable)} not applicable`, unknown === 0 ? '' : `${n(unknown)} not known`]
        .filter((part) => part !== '')
        .join(', '),
    unit: 'Place',
    progress: 'Answered',
    all: 'all',
    left: (count) => `${n(count)} to go`,
    noneYet: 'none yet',
    total: 'Total',
    sum: (label, unit) => (unit === null ? label : `${label} (${unit})`),
    missing: (count) => `${n(count)} not answered yet`,
    missingMore: (count) => `The first ${n(count)} are listed.`,
    live: (time) => `Updated ${time}; it moves as answers arrive.`,
    versions: 'Versions of the terms',
    version: (version) => `Version ${n(version)}`,
    versionSays: (from, to) =>
      to === null ? `in force since ${dates.dayClock(from)}` : `${dates.dayClock(from)} to ${dates.dayClock(to)}`,
    template: (name: string): string => `Download the department’s table: ${name}`,
    filled: 'Download the table, filled',
    filledName: '(filled) ',
    filledOne: 'One row a unit; who has not answered stands there by name.',
    filledEach: 'One file a unit in one package; who has not answered is listed in it.',
    history: 'History',
    acts: {
      draft: 'Draft saved',
      submit: 'Sent to the gate',
      askReasons: 'Reasons asked for',
      return: 'Returned',
      refuse: 'Not admitted',
      propose: 'Admission proposed; a second person must confirm',
      confirm: 'Confirmed and admitted; terms fixed',
      admit: 'Admitted; terms fixed',
      discard: 'Revision given up; the terms stay',
      withdraw: 'Withdrawn',
    },
    actBy: (name, post) => (post === '' ? name : `${name}, ${post}`),
    logged: 'The terms are in the log:',
    discard: 'Give up this revision',
    discardSays: 'The terms in force stay as they are; the changed draft remains in the history.',
    discarded: 'Given up; the terms stay.',
    withdraw: 'Withdraw this demand',
    withdrawWhy: 'Why?',
    withdrawSays: 'After that nobody owes an answer; answers given stay met. The history will say so.',
    withdrawn2: 'Withdrawn.',
    edit: 'Edit the draft',
    gate: 'To the gate',
    states: {
      draft: 'being written',
      submitted: 'waiting for the gate',
      awaitingReasons: 'reasons asked for',
      awaitingConfirmation: 'waiting for a second person',
      returned: 'returned',
      refused: 'not admitted',
      admitted: 'admitted',
      withdrawn: 'withdrawn',
    },
    kinds: {
      document: 'Document to carry out',
      meeting: 'Meeting',
      form: 'Figures or form',
      check: 'Inspection or assessment',
      visit: 'Visit',
      app: 'App or chat group',
      secondment: 'Person lent',
      creation: 'Demonstration or award',
      campaign: 'Campaign',
      relay: 'Relay',
    },
  },
  sunlight: {
    title: 'What is demanded of the villages',
    lede: 'Everything admitted is here, without sign-in, in the order of admission.',
    none: 'Nothing has been admitted yet.',
    row: (count, range) => `${units(count)}${range === null ? '' : `, ${about(range)} each`}`,
    admitted: (time) => `admitted ${dates.full(time)}`,
    override: 'It breaks a rule; two people wrote reasons and let it through',
    findings: (count) => many(count, 'finding'),
    withdrawn: 'withdrawn',
    reason: 'Reason',
    log: 'Each is entered in the log.',
    logLink: 'See the log’s checkpoint',
  },
  effect: { refuse: 'Not allowed', justify: 'Needs a reason', advise: 'Advice', ok: 'Nothing found' },
  source: {
    law: 'Published law.',
    notice: 'A published case, not law.',
    project: 'A promise of this platform, not law.',
    inferred: 'Inferred, not law.',
    early: 'In force at the time, not yet published.',
    says: (source) =>
      ({
        公开条文: 'Published law.',
        '参照案例，不是条文': 'A published case, not law.',
        '本平台约定，不是条文': 'A promise of this platform, not law.',
        '推算，不是条文': 'Inferred, not law.',
      })[source.replace(/。$/u, '')] ?? source,
    books: {
      'cn-2024': 'Provisions of 2024',
      'cn-village-2022': 'Opinions on village affairs (2022)',
      'cn-app-2023': 'Opinions on formalism at the fingertips (2023)',
      'cn-app-2026': 'Provisions on government apps (2026)',
    },
    article: (book, article) => {
      const said = groundsOf(article).map((ground) => {
        switch (ground.kind) {
          case 'article':
            return `${en.source.books[book] ?? 'Rules'}, art. ${ground.from}${ground.to === null ? '' : `–${ground.to}`}`;
          case 'law':
            return `${ground.name}${ground.number === null ? '' : ` art. ${ground.number}`}`;
          case 'case':
            return `a published case of ${ground.month === null ? '' : `${ground.month}/`}${ground.year}`;
          case 'words':
            return ground.text;
        }
      });
      return said.length === 0 ? '' : `${said.join('; ')}. `;
    },
    sure: {
      C: '',
      S: ' Known at second hand.',
      I: ' The text does not say so; inferred.',
      R: ' From memory; check before quoting.',
      project: '',
    },
  },
  ...enPapers,
  account: enAccount,
  ...enConduct,
  desk: enDesk,
  ledger: enLedger,
  fill: enFill,
};
