import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../problem.ts';

export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
  /** A text part that came before the file, null where there was none. */
  readonly field: (name: string) => string | null;
}

/** The file of a multipart request, whole in memory and no larger than the limit. @throws Problem input.invalid, input.unreadable, file.too-large */
export async function uploadedFile(request: FastifyRequest): Promise<Upload> {
  const { part, field } = await uploadedPart(request);
  return { name: part.filename, bytes: await part.toBuffer().catch(unreadable), field };
}

/** The file of a multipart request piece by piece, for what is too large for memory. @throws Problem input.media-type, input.invalid, input.unreadable */
export async function uploadedPart(request: FastifyRequest, most?: number): Promise<{ part: MultipartFile; field: Upload['field'] }> {
  if (!request.isMultipart()) throw new Problem('input.media-type');
  const part = await request.file(most === undefined ? {} : { limits: { fileSize: most } }).catch(unreadable);
  if (part === undefined)
    throw new Problem('input.invalid', { fields: [{ path: '/file', detail: '要有一个名叫 file 的文件 a file named file is needed' }] });
  const field = (name: string): string | null => {
    const said = part.fields[name];
    return said !== undefined && 'value' in said && typeof said.value === 'string' ? said.value : null;
  };
  return { part, field };
}

/** What the multipart parser says without a code is of the sender: no boundary, a body that breaks off. */
export function unreadable(error: unknown): never {
  if (error instanceof Error && !('code' in error)) throw new Problem('input.unreadable', { cause: error });
  throw error;
}
