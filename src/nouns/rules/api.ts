import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { dateInChina } from '../../base/time.ts';
import { longestNotice } from '../../engines/rulebook/index.ts';
import { Problem } from '../../problem.ts';
import { uploadedFile, type Endpoints } from '../../platform/http/index.ts';
import { readDocument, tooLong } from '../../platform/office/index.ts';
import { may, type Caller } from '../people/index.ts';
import { rulesDeskRoutes, type RulesDesk } from './desk-api.ts';
import { rulesOn } from './in-force.ts';
import { checkNotice } from './notice.ts';
import { publicRuleRoutes } from './public-api.ts';
import { overlaySchema } from './rule-schemas.ts';

const metadataSchema = Type.Union([Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), { maxProperties: 20 }), Type.Null()]);
const bodySchema = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: longestNotice }), metadata: Type.Optional(metadataSchema) },
  { additionalProperties: false },
);
const uploadSchema = Type.Object({
  file: Type.Unsafe<Uint8Array>({
    type: 'string',
    contentMediaType: 'application/octet-stream',
    description: '.docx, .pdf with text, .txt, .md, .html, or a .zip of a notice and its tables; 20 MB at most',
  }),
  metadata: Type.Optional(Type.String({ contentMediaType: 'application/json', maxLength: 65_536 })),
});
const body = Compile(bodySchema);
const metadata = Compile(metadataSchema);

export type RuleRoutes = RulesDesk;

export function ruleRoutes(endpoints: Endpoints<Caller>, desk: RuleRoutes): void {
  publicRuleRoutes(endpoints);
  rulesDeskRoutes(endpoints, desk);
  endpoints.read({
    method: 'GET',
    url: '/api/rules/local',
    summary: 'What this place adds to the law today: the page judges by it as the server does',
    tag: 'rules',
    right: may('notice.check'),
    response: overlaySchema,
    run: async ({ caller, db, now }) => {
      const { version, digest, params, sets } = await rulesOn(db, caller.county, dateInChina(now), now);
      return { version, digest, params, rulebooks: sets.slice(1).flatMap(({ rulebooks }) => rulebooks) };
    },
  });

  endpoints.read({
    method: 'POST',
    url: '/api/check',
    summary: 'Hold a notice against the rulebook: a file (multipart field `file`) or JSON {text, metadata}; nothing is stored',
    tag: 'rules',
    right: may('notice.check'),
    bodyLimit: 20 * 1024 * 1024,
    bodies: { 'application/json': bodySchema, 'multipart/form-data': uploadSchema },
    response: Type.Object({ files: Type.Array(Type.Object({}, { additionalProperties: true })) }),
    run: async ({ request, caller, db, now }) => {
      const rules = await rulesOn(db, caller.county, dateInChina(now), now);
      const notice = request.isMultipart() ? await fromUpload(request) : fromJson(request.body);
      if (notice.text.length > longestNotice)
        throw new Problem('file.too-large', {
          detail: `《${notice.file}》${tooLong(notice.text.length, longestNotice)}`,
        });
      const checked = checkNotice(rules, notice.text, { file: notice.file, metadata: notice.metadata, today: dateInChina(now) });
      return { files: [{ ...checked, tables: notice.tables, remarks: notice.remarks }] };
    },
  });
}

interface Notice {
  readonly file: string;
  readonly text: string;
  readonly metadata: Record<string, unknown> | null;
  readonly tables: readonly { readonly rows: readonly (readonly string[])[] }[];
  readonly remarks: readonly string[];
}

function fromJson(raw: unknown): Notice {
  if (!body.Check(raw))
    throw new Problem('input.invalid', { fields: [{ path: '/', detail: '要有 text（文字），可以有 metadata text is needed' }] });
  return { file: '', text: raw.text, metadata: raw.metadata ?? null, tables: [], remarks: [] };
}

async function fromUpload(request: FastifyRequest): Promise<Notice> {
  const { name, bytes, field } = await uploadedFile(request);
  const document = await readDocument(bytes, name);
  const text = field('metadata');
  return {
    file: name,
    text: document.text,
    metadata: text === null ? null : parsed(text),
    tables: document.tables,
    remarks: document.remarks,
  };
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (metadata.Check(value)) return value;
  } catch {
    // falls through to the problem
  }
  throw new Problem('input.invalid', { fields: [{ path: '/metadata', detail: '要是 JSON 对象 must be a JSON object' }] });
}
