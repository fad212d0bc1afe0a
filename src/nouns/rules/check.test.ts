import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemShape, testApp, type TestApp } from '../../../test/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe('a notice longer than any', () => {
  it('is refused before it is read, as text and as a file', async () => {
    const text = '各村：请报送情况。'.repeat(12_000);
    const typed = await app.post('drafter', '/api/check', { text });
    expect([typed.status, problemShape(typed)]).toEqual([400, 'input.invalid']);
    const body = Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="长.txt"\r\n\r\n${text}\r\n--x--\r\n`);
    const file = await app.call('drafter', 'POST', '/api/check', { body, headers: { 'content-type': 'multipart/form-data; boundary=x' } });
    expect([file.status, problemShape(file)]).toEqual([413, 'file.too-large']);
  });
});
