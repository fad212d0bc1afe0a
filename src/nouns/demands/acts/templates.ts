import { createHash } from 'node:crypto';
import type { Trx } from '../../../platform/db/index.ts';
import { Problem } from '../../../problem.ts';
import type { TemplateName } from '../terms.ts';
import { insertTemplate } from '../store/templates.ts';
import type { Actor } from './desk.ts';

const mostBytes = 8 * 1024 * 1024;

/** Keeps a department's table under its digest, for a draft to name. The bytes have been read as a table before. */
export async function keepTemplate(trx: Trx, { caller, now }: Actor, name: string, bytes: Buffer): Promise<TemplateName> {
  if (caller.organ === null) throw new Problem('right.missing');
  if (bytes.length > mostBytes) throw new Problem('file.too-large', { detail: `《${name}》太大，空白的表最多8 MB。 At most 8 MB.` });
  const digest = createHash('sha256').update(bytes).digest();
  await insertTemplate(trx, { county: caller.county, digest, name, bytes, organ: caller.organ.id, at: now });
  return { name, digest: digest.toString('hex') };
}
