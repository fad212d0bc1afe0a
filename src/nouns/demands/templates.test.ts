import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, problemShape, testApp, type TestApp } from '../../../test/app.ts';
import type { Who } from '../../../test/cast.ts';
import { docxParts, pack, tableXml } from '../../../test/office/make-docx.ts';
import { draft, Scenarios } from '../../../test/scenarios.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

const table = Buffer.from(pack(docxParts(tableXml([['村', '缺水户数'], ['', '']])))); // prettier-ignore

function keep(who: Who, bytes: Buffer = table, name = '缺水表.docx') {
  const head = Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`);
  const body = Buffer.concat([head, bytes, Buffer.from('\r\n--x--\r\n')]);
  return app.call(who, 'POST', '/api/templates', { body, headers: { 'content-type': 'multipart/form-data; boundary=x' } });
}

describe('the table of a demand', () => {
  it('is named by its digest, frozen with the terms, and given back as it came', async () => {
    const kept = await keep('drafter');
    expect([kept.status, kept.body]).toEqual([200, { name: '缺水表.docx', digest: createHash('sha256').update(table).digest('hex') }]);
    expect((await keep('otherDrafter')).body).toEqual(kept.body);
    const id = await tell.admitted({ draft: draft({ template: kept.body }) });
    expect((await app.get('village', `/api/demands/${id}`)).body.terms.template).toEqual(kept.body);
    const file = await app.get('village', `/api/demands/${id}/template`);
    expect([file.status, file.headers['content-disposition']]).toEqual([200, expect.stringContaining(encodeURIComponent('缺水表.docx'))]);
    expect(file.bytes.equals(table)).toBe(true);
  });

  it('is nobody’s who may not see the terms, and no table where none was named', async () => {
    const id = await tell.admitted({ draft: draft({ template: (await keep('drafter')).body }) });
    for (const [who, path] of [
      ['stranger', id],
      ['village', await tell.admitted()],
    ] as const) {
      const reply = await app.get(who, `/api/demands/${path}/template`);
      expect([who, reply.status, problemShape(reply)]).toEqual([who, 404, 'thing.missing']);
    }
  });

  it('must have been kept in this county', async () => {
    const { body } = await keep(
      'foreignDrafter',
      Buffer.from(
        pack(
          docxParts(
            tableXml([
              ['别的', '表'],
              ['', ''],
            ]),
          ),
        ),
      ),
    );
    const reply = await app.post('drafter', '/api/demands', draft({ template: body }));
    expect([reply.status, problemShape(reply), reply.body.fields[0].path]).toEqual([400, 'input.invalid', '/template']);
  });

  it('what is no table is refused before it is kept', async () => {
    for (const [bytes, name] of [
      [Buffer.from('各村：请报送。'), '通知.txt'],
      [table.subarray(0, 300), '断.docx'],
    ] as const) {
      const reply = await keep('drafter', bytes, name);
      expect([name, reply.status >= 400 && reply.status < 500, problemShape(reply)?.startsWith('file.')]).toEqual([name, true, true]);
    }
  });
});
