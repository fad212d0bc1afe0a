import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Convert } from 'typebox/value';
import { Problem, type ProblemField } from '../../problem.ts';

/** JSON bodies are taken as they are; query strings and path parameters are text and are converted first. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema);
  return (data: unknown) => {
    const value = httpPart === 'body' ? data : Convert(schema, data);
    if (validator.Check(value)) {
      const broken = brokenText(value, '');
      return broken === null ? { value } : { error: new Problem('input.invalid', { fields: [broken] }) };
    }
    return { error: new Problem('input.invalid', { fields: fieldsOf(validator.Errors(value)) }) };
  };
};

/** NUL and halves of surrogate pairs: JSON can carry them, no database column and no hash of ours can. */
export function brokenText(value: unknown, path: string): ProblemField | null {
  if (typeof value === 'string') {
    if (!value.includes('\0') && value.isWellFormed()) return null;
    return { path: path === '' ? '/' : path, detail: '里有认不出的字，请重新输入 holds a character that cannot be kept' };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const broken = brokenText(key, `${path}/?`) ?? brokenText(inner, `${path}/${key}`);
    if (broken !== null) return broken;
  }
  return null;
}

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: unknown;
  readonly message: string;
}

const sayings: Readonly<Record<string, (limit: string) => string>> = {
  required: (names) => `缺 ${names} is missing`,
  additionalProperties: (names) => `不认识 ${names} is not a known field`,
  type: (type) => `要是 must be ${type}`,
  maxLength: (limit) => `最多${limit}个字 at most ${limit} characters`,
  minLength: (limit) => `至少${limit}个字 at least ${limit} characters`,
  maxItems: (limit) => `最多${limit}项 at most ${limit} items`,
  minItems: (limit) => `至少${limit}项 at least ${limit} items`,
  minimum: (limit) => `不能小于${limit} at least ${limit}`,
  maximum: (limit) => `不能大于${limit} at most ${limit}`,
  pattern: () => `格式不对 has the wrong form`,
  format: (name) => `格式不对 is not a valid ${name}`,
  enum: (names) => `只能是 one of ${names}`,
  const: (name) => `只能是 must be ${name}`,
};

function fieldsOf(errors: readonly SchemaError[]): ProblemField[] {
  // A union reports every branch; the deepest places are the useful ones.
  const shown = errors.filter((error) => error.keyword !== 'anyOf' && error.keyword !== 'boolean').slice(0, 20);
  return (shown.length === 0 ? errors.slice(0, 1) : shown).map(({ keyword, instancePath, params, message }) => ({
    path: instancePath === '' ? '/' : instancePath,
    detail: sayings[keyword]?.(limitOf(params)) ?? message,
  }));
}

function limitOf(params: unknown): string {
  if (typeof params !== 'object' || params === null) return '';
  const values = Object.values(params as Record<string, unknown>).filter((value) => typeof value !== 'object' || Array.isArray(value));
  const last = values.at(-1);
  return Array.isArray(last) ? last.join('、') : typeof last === 'string' || typeof last === 'number' ? String(last) : '';
}
